import { Controller, Get, Param, Query } from '@nestjs/common';
import { PageQuery, Scopes } from '@oce/service-kit';
import { RecallReader } from '../recall.reader';

/** Recalls: everything downstream, and everyone to tell. */
@Scopes('traceability:read')
@Controller('traceability/recalls')
export class RecallListsController {
  constructor(private readonly recalls: RecallReader) {}

  /** Who has goods of it: stations, tanks, shipments and buyers, and the cooperatives whose goods they are. */
  @Get(':id')
  list(@Param('id') id: string) {
    return this.recalls.list(id);
  }

  /** Its units by their SSCC, with where each is. */
  @Get(':id/units')
  units(@Param('id') id: string, @Query() { limit, after }: PageQuery) {
    return this.recalls.unitsOf(id, after === undefined ? { limit } : { limit, after });
  }
}
