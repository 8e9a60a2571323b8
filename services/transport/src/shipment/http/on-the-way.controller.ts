import { Controller, Headers } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import { businessDate } from '@oce/quantities';
import {
  AggregateId,
  AtOnce,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  Takes,
} from '@oce/service-kit';
import { judged } from '../../temperature/domain/judge';
import { temperatureTermsAggregate, temperatureTermsOn } from '../../temperature/domain/temperature-terms';
import { readSeries } from '../../temperature/http/read-series';
import { shipmentAggregate } from '../domain/shipment';
import { goodsOf, plannedOf } from '../domain/shipment.state';
import { Loading } from './loading';
import * as dto from './shipment.dto';

const subject = commandSubjectsOf(shipmentAggregate);
const scopes = ['transport:write'];

/** Shipments on their way: legs, hands, customs, temperatures, and how they end. */
@Controller('transport/shipments')
export class OnTheWayController {
  constructor(
    @InjectAggregate(shipmentAggregate) private readonly shipments: HandlerOf<typeof shipmentAggregate>,
    @InjectAggregate(temperatureTermsAggregate)
    private readonly terms: HandlerOf<typeof temperatureTermsAggregate>,
    private readonly loading: Loading,
    private readonly atOnce: AtOnce,
  ) {}

  @CommandHandler({ path: ':id/legs', subject: subject('do-leg'), scopes })
  doLeg(@AggregateId() id: string, @Input() body: dto.LegDoneDto, @Caller() call: CommandCall) {
    return call.handle(this.shipments, id, { type: 'DoLeg', data: { ...body } });
  }

  /** The goods pass from hand to hand, with what is noted against units. */
  @CommandHandler({ path: ':id/hand-over', subject: subject('hand-over'), scopes })
  handOver(@AggregateId() id: string, @Input() body: dto.HandOverDto, @Caller() call: CommandCall) {
    const { from, to, handedOverAt } = body;
    const reservations = body.reservations.map(({ sscc, note }) => ({ sscc, note }));
    const data = { from, to, reservations, handedOverAt };
    return call.handle(this.shipments, id, { type: 'HandOver', data });
  }

  @CommandHandler({ path: ':id/accept-reservations', subject: subject('accept'), scopes })
  accept(@AggregateId() id: string, @Input() body: dto.AcceptReservationsDto, @Caller() call: CommandCall) {
    return call.handle(this.shipments, id, { type: 'AcceptReservations', data: { ...body } });
  }

  /** Customs cleared it: the clock of repatriation begins. */
  @CommandHandler({ path: ':id/customs', subject: subject('clear'), scopes })
  clear(@AggregateId() id: string, @Input() body: dto.CustomsDto, @Caller() call: CommandCall) {
    return call.handle(this.shipments, id, { type: 'ClearCustoms', data: { ...body } });
  }

  /** A series of a temperature logger, judged by the terms of the products on board on the day of departure. */
  @CommandHandler({ path: ':id/temperatures', subject: subject('judge'), scopes })
  @Takes('A reading a line: at, celsius', 'text/csv', 'application/x-ndjson')
  async temperatures(
    @AggregateId() id: string,
    @Input() body: unknown,
    @Headers('content-type') type: string | undefined,
    @Caller() call: CommandCall,
  ) {
    const series = await readSeries(body, type?.startsWith('application/x-ndjson') === true);
    call.knownBy(series.digest);
    await call.meta();
    const { state } = await this.shipments.load(id);
    plannedOf(state);
    const day = businessDate(state.departedAt ?? call.at);
    const products = [...new Set(goodsOf(state).map(({ productId }) => productId))];
    const terms = await Promise.all(
      products.map(async (productId) => temperatureTermsOn((await this.terms.load(productId)).state, day)),
    );
    const known = terms.filter((one) => one !== undefined);
    const what = { seriesId: series.digest.slice(0, 16), digest: series.digest };
    const data = judged(what, series.readings, known);
    return call.handle(this.shipments, id, { type: 'JudgeTemperatures', data });
  }

  /** The buyer takes what arrived; each difference has its owner. */
  @CommandHandler({ path: ':id/receive', subject: subject('receive'), scopes })
  async receive(@AggregateId() id: string, @Input() body: dto.ReceiveDto, @Caller() call: CommandCall) {
    await call.meta();
    const { deliveryNoteNumber, receivedOn } = body;
    const differences = body.differences.map(
      ({ sscc = null, lotId, kind, pieces = null, grams, owner, note }) => ({
        sscc,
        lotId,
        kind,
        pieces,
        grams,
        owner,
        note,
      }),
    );
    const { state } = await this.shipments.load(id);
    plannedOf(state);
    const facts = { missing: await this.loading.missingAtArrival(state, receivedOn) };
    const data = { deliveryNoteNumber, differences, receivedOn };
    return call.handle(this.shipments, id, { type: 'ReceiveShipment', data, facts });
  }

  /** The buyer takes nothing of it. */
  @CommandHandler({ path: ':id/refuse', subject: subject('refuse'), scopes })
  refuse(@AggregateId() id: string, @Input() body: dto.RefuseDto, @Caller() call: CommandCall) {
    return call.handle(this.shipments, id, { type: 'RefuseShipment', data: { ...body } });
  }

  /** What was refused is back at a station. */
  @CommandHandler({ path: ':id/return', subject: subject('return'), scopes })
  async comeBack(@AggregateId() id: string, @Input() body: dto.ReturnDto, @Caller() call: CommandCall) {
    const command = { type: 'ReturnShipment', data: { ...body }, meta: await call.meta() } as const;
    return call.reply(id, await this.atOnce.handle(this.shipments, id, command));
  }
}
