import { Controller, Inject } from '@nestjs/common';
import { commandSubjectsOf, type ContractKind } from '@oce/contracts';
import type { HandlerOf, LogReader } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  EVENT_STORE,
  InjectAggregate,
  InjectProjection,
  Input,
  IsBusinessDate,
  ProjectionView,
} from '@oce/service-kit';
import { IsIn } from 'class-validator';
import { lotOfferAggregate } from '../domain/lot-offer';
import { ClosedPoolsReader } from '../reads/closed-pools.reader';
import { drawnLotsProjection, type DrawnLot } from '../reads/drawn-lots';

export class OfferLotDto {
  /** Fixed from then on: the lot's proceeds are pooled, or its own. */
  @IsIn(['pooled', 'traceable']) kind: ContractKind;
  @IsBusinessDate('booking') offeredOn: string;
}

const subject = commandSubjectsOf(lotOfferAggregate);

/** Commands on lots; their weight comes from the station that closed them, by the policy `know-closed-lot`. */
@Controller('sales/lots')
export class LotOfferController {
  constructor(
    @InjectAggregate(lotOfferAggregate) private readonly lots: HandlerOf<typeof lotOfferAggregate>,
    private readonly pools: ClosedPoolsReader,
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(drawnLotsProjection) private readonly drawn: ProjectionView<DrawnLot>,
  ) {}

  @CommandHandler({ path: ':id/offer', subject: subject('offer'), scopes: ['sales:write'] })
  async offer(@AggregateId() lotId: string, @Input() body: OfferLotDto, @Caller() call: CommandCall) {
    // A key that names another request is refused before anything is looked up.
    await call.meta();
    const pooledIn = await this.pools.of((await this.lots.load(lotId)).state.lot);
    const data = { lotId, ...body };
    const drawn = await this.drawn.at(await this.log.lastPosition());
    const isDrawn = ((await drawn.find(lotId))?.draws ?? 0) > 0;
    return call.handle(this.lots, lotId, { type: 'OfferLot', data, facts: { pooledIn, isDrawn } });
  }
}
