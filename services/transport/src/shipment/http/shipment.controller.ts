import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  AtOnce,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
} from '@oce/service-kit';
import { shipmentAggregate } from '../domain/shipment';
import { Loading } from './loading';
import { Planning } from './planning';
import * as dto from './shipment.dto';

const subject = commandSubjectsOf(shipmentAggregate);
const scopes = ['transport:write'];

/** Shipments at the dock: planned, loaded, sealed, sent. */
@Controller('transport/shipments')
export class ShipmentController {
  constructor(
    @InjectAggregate(shipmentAggregate) private readonly shipments: HandlerOf<typeof shipmentAggregate>,
    private readonly planning: Planning,
    private readonly loading: Loading,
    private readonly atOnce: AtOnce,
  ) {}

  /** Plans a shipment for a confirmed order. */
  @CommandHandler({ subject: subject('plan'), scopes })
  async plan(@Input() body: dto.PlanShipmentDto, @Caller() call: CommandCall) {
    const legs = (body.legs ?? []).map(({ legId, mode, from, to, plannedOn }) => ({
      legId,
      mode,
      from,
      to,
      plannedOn,
    }));
    return call.reply(body.shipmentId, await this.planning.plan({ ...body, legs }, await call.meta()));
  }

  /** Loads a unit by its SSCC. */
  @CommandHandler({ path: ':id/scans', subject: subject('scan'), scopes })
  async scan(@AggregateId() id: string, @Input() { sscc }: dto.ScanDto, @Caller() call: CommandCall) {
    return call.reply(id, await this.loading.scan(id, sscc, await call.meta()));
  }

  /** Unloads a unit again, at the dock. */
  @CommandHandler({ path: ':id/unload', subject: subject('unload'), scopes })
  async unload(@AggregateId() id: string, @Input() body: dto.UnloadDto, @Caller() call: CommandCall) {
    const command = { type: 'TakeOff', data: { ...body }, meta: await call.meta() } as const;
    return call.reply(id, await this.atOnce.handle(this.shipments, id, command));
  }

  /** Loads goods that are in no unit, by grams of a lot. */
  @CommandHandler({ path: ':id/bulk', subject: subject('load-bulk'), scopes })
  async bulk(@AggregateId() id: string, @Input() body: dto.LoadBulkDto, @Caller() call: CommandCall) {
    return call.reply(id, await this.loading.bulk(id, { ...body }, await call.meta()));
  }

  @CommandHandler({ path: ':id/unload-bulk', subject: subject('unload-bulk'), scopes })
  unloadBulk(@AggregateId() id: string, @Input() body: dto.UnloadBulkDto, @Caller() call: CommandCall) {
    return call.handle(this.shipments, id, { type: 'UnloadBulk', data: { ...body } });
  }

  /** Sets a seal, which is never used again. */
  @CommandHandler({ path: ':id/seal', subject: subject('seal'), scopes })
  async seal(@AggregateId() id: string, @Input() body: dto.SealDto, @Caller() call: CommandCall) {
    return call.reply(id, await this.planning.seal(id, { ...body }, await call.meta()));
  }

  @CommandHandler({ path: ':id/break-seal', subject: subject('break-seal'), scopes })
  breakSeal(@AggregateId() id: string, @Input() body: dto.ReasonDto, @Caller() call: CommandCall) {
    return call.handle(this.shipments, id, { type: 'BreakSeal', data: { ...body } });
  }

  /** Attaches a document by its digest. */
  @CommandHandler({ path: ':id/documents', subject: subject('attach'), scopes })
  attach(@AggregateId() id: string, @Input() body: dto.DocumentDto, @Caller() call: CommandCall) {
    return call.handle(this.shipments, id, { type: 'AttachDocument', data: { ...body } });
  }

  /** Sends it on its way, by what the log holds now. */
  @CommandHandler({ path: ':id/depart', subject: subject('depart'), scopes })
  async depart(@AggregateId() id: string, @Input() body: dto.DepartDto, @Caller() call: CommandCall) {
    await call.meta();
    const facts = await this.loading.departure((await this.shipments.load(id)).state, body.departedAt);
    return call.handle(this.shipments, id, { type: 'Depart', data: { ...body }, facts });
  }

  /** Gives a planned shipment up, with nothing on board: its order may be planned anew. */
  @CommandHandler({ path: ':id/cancel', subject: subject('cancel'), scopes })
  async cancel(@AggregateId() id: string, @Input() body: dto.ReasonDto, @Caller() call: CommandCall) {
    const command = { type: 'CancelShipment', data: { ...body }, meta: await call.meta() } as const;
    return call.reply(id, await this.atOnce.handle(this.shipments, id, command));
  }
}
