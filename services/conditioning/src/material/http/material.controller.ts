import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsAmount,
  IsBusinessDate,
  IsId,
} from '@oce/service-kit';
import { IsIn, IsInt, IsString, Length, Max, Min } from 'class-validator';
import { openedOf, stationAggregate } from '../../station/domain/station';
import { MATERIAL_UNITS, materialAggregate, materialStockId, type MaterialUnit } from '../domain/material';

export class ReceiveMaterialDto {
  @IsId() stationId: string;
  @IsId() materialId: string;
  /** Weighed in grams, or counted. */
  @IsIn(MATERIAL_UNITS) unit: MaterialUnit;
  @IsId() receiptId: string;
  @IsInt() @Min(1) @Max(1_000_000_000_000) quantity: number;
  @IsString() @Length(1, 60) document: string;
  @IsAmount(0) costCentimes: number;
  @IsBusinessDate('booking') receivedOn: string;
}

const subject = commandSubjectsOf(materialAggregate);

/** Receipts of materials. */
@Controller('conditioning/materials')
export class MaterialController {
  constructor(
    @InjectAggregate(materialAggregate) private readonly materials: HandlerOf<typeof materialAggregate>,
    @InjectAggregate(stationAggregate) private readonly stations: HandlerOf<typeof stationAggregate>,
  ) {}

  @CommandHandler({ subject: subject('receive'), scopes: ['conditioning:write'] })
  async receive(@Input() body: ReceiveMaterialDto, @Caller() call: CommandCall) {
    await call.meta();
    openedOf((await this.stations.load(body.stationId)).state);
    const stockId = materialStockId(body.stationId, body.materialId);
    return call.handle(this.materials, stockId, { type: 'ReceiveMaterial', data: { ...body } });
  }
}
