import { Controller, Get, Param, Query } from '@nestjs/common';
import { businessDate } from '@oce/quantities';
import {
  fields,
  InjectProjection,
  IsBusinessDate,
  MinPosition,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { IsOptional } from 'class-validator';
import { overdueOn, type OverdueInspection } from '../domain/inspections';
import { certificatesProjection, type CertificateDocument } from '../reads/certificates';

export class OverdueQuery {
  /** Today where it is not said. */
  @IsOptional() @IsBusinessDate() on?: string;
}

const shown = fields<OverdueInspection>()('producerCode', 'lastInspectedOn', 'dueOn');

/** Members of a group whose yearly inspection has not been made. */
@Scopes('certification:read')
@Controller('certification/certificates')
export class OverdueController {
  constructor(
    @InjectProjection(certificatesProjection)
    private readonly certificates: ProjectionView<CertificateDocument>,
  ) {}

  @Get(':id/overdue-inspections')
  async list(
    @Param('id') certificateId: string,
    @Query() { on }: OverdueQuery,
    @MinPosition() position: LogPosition,
  ) {
    const view = await this.certificates.at(position);
    const certificate = await view.get(certificateId, 'certificate');
    const day = on ?? businessDate(new Date().toISOString());
    return { items: overdueOn(certificate, day).map(shown), next: null };
  }
}
