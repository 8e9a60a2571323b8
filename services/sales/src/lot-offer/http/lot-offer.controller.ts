import { Controller } from '@nestjs/common';
import { commandSubjectsOf, type ContractKind } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsBusinessDate,
} from '@oce/service-kit';
import { IsIn } from 'class-validator';
import { lotOfferAggregate } from '../domain/lot-offer';
import { ClosedPoolsReader } from '../reads/closed-pools.reader';
import { LotControlsReader } from '../reads/lot-controls.reader';

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
    private readonly controls: LotControlsReader,
  ) {}

  @CommandHandler({ path: ':id/offer', subject: subject('offer'), scopes: ['sales:write'] })
  async offer(@AggregateId() lotId: string, @Input() body: OfferLotDto, @Caller() call: CommandCall) {
    // A key that names another request is refused before anything is looked up.
    await call.meta();
    const { lot } = (await this.lots.load(lotId)).state;
    const [pooledIn, controls, drawnGrams] = await Promise.all([
      this.pools.of(lot),
      this.controls.of([lotId]),
      this.controls.drawnGrams(lotId),
    ]);
    const control = controls.get(lotId);
    const data = { lotId, ...body };
    return call.handle(this.lots, lotId, {
      type: 'OfferLot',
      data,
      facts: { pooledIn, drawnGrams, control },
    });
  }
}
