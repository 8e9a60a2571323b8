import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import { DomainError, notFound } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import {
  AggregateId,
  AtOnce,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import type { DeliveryCommand } from '../../delivery/domain/delivery.commands';
import { deliveryAggregate } from '../../delivery/domain/delivery';
import type { DeliveryEvent } from '../../delivery/domain/delivery.events';
import type { DeliveryState } from '../../delivery/domain/delivery.state';
import { lotAggregate, type LotCommand, type LotState } from '../domain/lot';
import { CloseLotDto, FillLotDto, OpenLotDto } from './lot.dto';
import type { LotEvent } from '../domain/lot.events';

const scopes = ['collection:write'];

/** What became of each delivery that was to go into the lot. */
export interface FillReply {
  readonly id: string;
  readonly position: number;
  readonly added: readonly string[];
  readonly refused: readonly {
    readonly deliveryId: string;
    readonly code: string;
    readonly detail: string;
  }[];
}

/** Commands on raw lots. */
@Controller('collection/lots')
export class LotController {
  constructor(
    @InjectAggregate(lotAggregate) private readonly lots: AggregateHandler<LotState, LotCommand, LotEvent>,
    @InjectAggregate(deliveryAggregate)
    private readonly deliveries: AggregateHandler<DeliveryState, DeliveryCommand, DeliveryEvent>,
    private readonly atOnce: AtOnce,
  ) {}

  @CommandHandler({ subject: commandSubject('collection', 'lot', 'open'), scopes })
  async open(@Input() body: OpenLotDto, @Caller() call: CommandCall): Promise<CommandReply> {
    return call.reply(
      body.lotId,
      await this.lots.handle(body.lotId, await call.command('OpenLot', { ...body })),
    );
  }

  /** Puts deliveries into the lot, each whole or not at all; those refused are named, the others are in. */
  @CommandHandler({
    path: ':id/deliveries',
    subject: commandSubject('collection', 'lot', 'fill'),
    scopes,
    status: 200,
  })
  async fill(
    @AggregateId() lotId: string,
    @Input() body: FillLotDto,
    @Caller() call: CommandCall,
  ): Promise<FillReply> {
    // A key that names another request speaks against the whole, not against each delivery.
    await call.meta();
    const { opened } = (await this.lots.load(lotId)).state;
    if (!opened) throw notFound('lot_unknown', 'Open the lot first.', 'lotId');
    const { campaignId, productId, grade, stationId } = opened;
    const results = await Promise.all(
      body.deliveryIds.map((deliveryId) =>
        this.put(deliveryId, { lotId, campaignId, productId, grade, stationId }, call),
      ),
    );
    const position = Math.max(0, ...results.map((one) => one.position));
    call.answer({ stream: lotAggregate.stream, position, repeated: results.every((one) => one.repeated) });
    const refused = results.flatMap((one) => (one.refusal ? [one.refusal] : []));
    const added = results.filter((one) => !one.refusal).map((one) => one.deliveryId);
    return { id: lotId, position, added, refused };
  }

  @CommandHandler({ path: ':id/close', subject: commandSubject('collection', 'lot', 'close'), scopes })
  async close(
    @AggregateId() lotId: string,
    @Input() body: CloseLotDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.reply(lotId, await this.lots.handle(lotId, await call.command('CloseLot', { ...body })));
  }

  /** First the delivery says which lot it is in, then the lot takes it, by its policy, at once. */
  private async put(
    deliveryId: string,
    data: Extract<DeliveryCommand, { type: 'TakeIntoLot' }>['data'],
    call: CommandCall,
  ) {
    try {
      const meta = await call.metaOf(deliveryId);
      const taken = await this.deliveries.handle(deliveryId, { type: 'TakeIntoLot', data, meta });
      const { position, repeated } = await this.atOnce.follow(this.deliveries, deliveryId, taken, meta);
      return { deliveryId, position, repeated };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return {
        deliveryId,
        position: 0,
        repeated: false,
        refusal: { deliveryId, code: error.slug, detail: error.message },
      };
    }
  }
}
