import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import { DomainError } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  AtOnce,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsBusinessDate,
  IsDerivedId,
  IsFilledList,
  IsId,
} from '@oce/service-kit';
import { deliveryAggregate } from '../../delivery/domain/delivery';
import type { TakeIntoLot } from '../../delivery/domain/delivery.commands';
import { lotClosed } from '../domain/lot-terms';
import { lotAggregate, lotFull, MOST_DELIVERIES, openedOf, type LotState } from '../domain/lot';

export class OpenLotDto {
  @IsId() lotId: string;
  @IsId() stationId: string;
  @IsId() campaignId: string;
  @IsId() productId: string;
  @IsId() grade: string;
  @IsBusinessDate('booking') openedOn: string;
}

export class FillLotDto {
  @IsFilledList(500) @IsDerivedId({ each: true }) deliveryIds: string[];
}

export class CloseLotDto {
  @IsBusinessDate('closing') closedOn: string;
}

const subject = commandSubjectsOf(lotAggregate);
const scopes = ['collection:write'];

/** Commands on raw lots. */
@Controller('collection/lots')
export class LotController {
  constructor(
    @InjectAggregate(lotAggregate) private readonly lots: HandlerOf<typeof lotAggregate>,
    @InjectAggregate(deliveryAggregate) private readonly deliveries: HandlerOf<typeof deliveryAggregate>,
    private readonly atOnce: AtOnce,
  ) {}

  @CommandHandler({ subject: subject('open'), scopes })
  open(@Input() body: OpenLotDto, @Caller() call: CommandCall) {
    return call.handle(this.lots, body.lotId, { type: 'OpenLot', data: { ...body } });
  }

  /** Puts deliveries into the lot, each whole or not at all; those refused are named, the others are in. */
  @CommandHandler({ path: ':id/deliveries', subject: subject('fill'), scopes, status: 200 })
  async fill(@AggregateId() lotId: string, @Input() body: FillLotDto, @Caller() call: CommandCall) {
    // A key that names another request refuses the whole, not each delivery.
    await call.meta();
    const lot = (await this.lots.load(lotId)).state;
    const { campaignId, productId, grade, stationId } = openedOf(lot);
    const facts = { first: lot.first };
    const put = body.deliveryIds.map((deliveryId) => {
      const refusal = whyNotInto(lot, deliveryId);
      return refusal
        ? refusedPut(deliveryId, refusal)
        : this.put(deliveryId, { lotId, campaignId, productId, grade, stationId }, facts, call);
    });
    const done = await Promise.all(put);
    // Somebody may have closed it in between, or these have filled it.
    const after = (await this.lots.load(lotId)).state;
    const results = done.map((one) => {
      const refusal = one.refusal ? undefined : whyNotInto(after, one.deliveryId);
      return refusal ? refusedPut(one.deliveryId, refusal) : one;
    });
    const position = Math.max(0, ...results.map((one) => one.position));
    call.answer({ stream: lotAggregate.stream, position, repeated: results.every((one) => one.repeated) });
    const refused = results.flatMap((one) => (one.refusal ? [one.refusal] : []));
    const added = results.filter((one) => !one.refusal).map((one) => one.deliveryId);
    return { id: lotId, position, added, refused };
  }

  @CommandHandler({ path: ':id/close', subject: subject('close'), scopes })
  close(@AggregateId() lotId: string, @Input() body: CloseLotDto, @Caller() call: CommandCall) {
    return call.handle(this.lots, lotId, { type: 'CloseLot', data: { ...body } });
  }

  /** First the delivery says which lot it is in, then the lot takes it, by its policy, at once. */
  private async put(
    deliveryId: string,
    data: TakeIntoLot['data'],
    facts: TakeIntoLot['facts'],
    call: CommandCall,
  ): Promise<Put> {
    try {
      const meta = await call.metaOf(deliveryId);
      const command = { type: 'TakeIntoLot', data, ...(facts && { facts }), meta } as const;
      const { position, repeated } = await this.atOnce.handle(this.deliveries, deliveryId, command);
      return { deliveryId, position, repeated };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return refusedPut(deliveryId, error);
    }
  }
}

/** What became of one delivery. */
interface Put {
  readonly deliveryId: string;
  readonly position: number;
  readonly repeated: boolean;
  readonly refusal?: { readonly deliveryId: string; readonly code: string; readonly detail: string };
}

function refusedPut(deliveryId: string, { slug, message }: DomainError): Put {
  const refusal = { deliveryId, code: slug, detail: message };
  return { deliveryId, position: 0, repeated: false, refusal };
}

/** What it does not know of already does not go into a lot that is closed or full. */
function whyNotInto(
  { closedOn, deliveries, takenOut, turnedAway }: LotState,
  deliveryId: string,
): DomainError | undefined {
  if (deliveries.has(deliveryId) || takenOut.has(deliveryId)) return undefined;
  if (closedOn !== undefined || turnedAway.has(deliveryId)) return lotClosed();
  return deliveries.size >= MOST_DELIVERIES ? lotFull() : undefined;
}
