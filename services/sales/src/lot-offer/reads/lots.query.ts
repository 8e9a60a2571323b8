import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ContractKind } from '@oce/contracts';
import {
  fields,
  InjectProjection,
  IsId,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { lotAllocationsProjection, type LotAllocationDocument } from './lot-allocations';
import { lotsProjection, type LotDocument } from './lots';

export class LotsQuery extends PageQuery {
  @IsOptional() @IsId() campaignId?: string;
  @IsOptional() @IsId() grade?: string;
  @IsOptional() @IsIn(['pooled', 'traceable']) kind?: ContractKind;
}

const shown = fields<LotDocument>()(
  'lotId',
  'stationId',
  'runId',
  'pieces',
  'campaignId',
  'productId',
  'grade',
  'netGrams',
  'closedOn',
  'kind',
  'offeredOn',
  'allocatedGrams',
  'leftGrams',
  'stoppedFor',
);

const allocationShown = fields<LotAllocationDocument>()('orderId', 'grams');
type Allocation = ReturnType<typeof allocationShown>;
const IN_ORDER = { since: 1, _id: 1 } as const;

/** Reads lots: offered, allocated, left. */
@Scopes('sales:read')
@Controller('sales/lots')
export class LotsQueryController {
  constructor(
    @InjectProjection(lotsProjection) private readonly lots: ProjectionView<LotDocument>,
    @InjectProjection(lotAllocationsProjection)
    private readonly allocations: ProjectionView<LotAllocationDocument>,
  ) {}

  @Get()
  async list(@Query() { limit, after, ...filter }: LotsQuery, @MinPosition() position: LogPosition) {
    await this.at(position);
    const { items, next } = await this.lots.list(filter, { limit, after }, shown);
    const allocations = await this.allocationsOf(items.map(({ lotId }) => lotId));
    return { items: items.map((lot) => ({ ...lot, allocations: allocations.get(lot.lotId) ?? [] })), next };
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
    await this.at(position);
    const lot = await this.lots.show(id, 'lot', shown);
    return { ...lot, allocations: (await this.allocationsOf([id])).get(id) ?? [] };
  }

  private at(position: LogPosition): Promise<unknown> {
    return Promise.all([this.lots.at(position), this.allocations.at(position)]);
  }

  /** To whom lots are allocated, in the order in which it came. */
  private async allocationsOf(
    lotIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Allocation[]>> {
    const found = await this.allocations.all({ lotId: { $in: [...lotIds] } }, { sort: IN_ORDER });
    const byLot = new Map<string, Allocation[]>();
    for (const one of found) {
      const known = byLot.get(one.lotId);
      if (known) known.push(allocationShown(one));
      else byLot.set(one.lotId, [allocationShown(one)]);
    }
    return byLot;
  }
}
