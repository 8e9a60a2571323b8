import { Injectable } from '@nestjs/common';
import type { GoodsOnTheWay } from '@oce/contracts';
import { conflict, invalid, type CommandMeta, type DomainError } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { scaled } from '@oce/origins';
import { businessDate } from '@oce/quantities';
import { AtOnce, InjectAggregate } from '@oce/service-kit';
import { rulesOn, type ChecklistState } from '../../checklist/domain/checklist';
import { missingAt, type Due, type MissingDocument } from '../../checklist/domain/rules';
import { custodyAggregate } from '../../custody/domain/custody';
import { stopOf, stopped, type Permit } from '../../goods/domain/permit';
import { byLot } from '../../goods/domain/unit-goods';
import type { GoodsLook } from '../../goods/goods-look';
import { GoodsReader } from '../../goods/goods.reader';
import { documentMissing, type DepartureFacts } from '../domain/depart';
import { refuse, whyNotOrdered } from '../domain/load';
import { shipmentAggregate } from '../domain/shipment';
import { lotsOf, plannedOf, whyNotOpen, type ShipmentState } from '../domain/shipment.state';

export interface BulkWish {
  readonly lineId: string;
  readonly lotId: string;
  readonly grams: number;
  readonly compartment: string;
}

/** Loads goods, and says what stands against their departure: all by what the log holds now. */
@Injectable()
export class Loading {
  constructor(
    @InjectAggregate(shipmentAggregate) private readonly shipments: HandlerOf<typeof shipmentAggregate>,
    @InjectAggregate(custodyAggregate) private readonly custody: HandlerOf<typeof custodyAggregate>,
    private readonly goods: GoodsReader,
    private readonly atOnce: AtOnce,
  ) {}

  /**
   * Loads a unit by its SSCC with all that is within it: first its custody says so, then the shipment takes it, by its
   * policy, at once. Refuses what the reader refuses, `lot_not_ordered`, `more_than_ordered`, the stops of its lots,
   * `order_cancelled`, `document_missing`, `unit_left_shipment`.
   */
  async scan(shipmentId: string, sscc: string, meta: CommandMeta): Promise<Outcome> {
    const recent = await this.shipments.recent(shipmentId);
    const isSure = !recent.units.has(sscc) && recent.planned !== null && whyNotOpen(recent) === undefined;
    const before = isSure ? recent : (await this.shipments.load(shipmentId)).state;
    plannedOf(before);
    if (before.units.has(sscc)) return this.load(shipmentId, sscc, before, meta);
    refuse(whyNotOpen(before));
    const look = await this.goods.now();
    const { unit, within } = await this.goods.whole(sscc);
    const goods = byLot([...unit.goods, ...within.flatMap((inner) => inner.goods)]);
    await this.refuseGoods(look, goods, shipmentId, before, meta.now);
    const data = {
      sscc,
      shipmentId,
      goods,
      within: within.map((inner) => inner.sscc),
      netGrams: unit.netGrams,
    };
    const command = { type: 'LoadUnit', data, facts: { seenTo: look.seenTo }, meta } as const;
    const outcome = await this.atOnce.handle(this.custody, sscc, command);
    // Its policy has sent it to the shipment, whose answer is in memory.
    const reason = (await this.shipments.recent(shipmentId)).turnedAway.get(sscc);
    // Somebody sealed it, or loaded the rest of the order, in between: the unit is free again.
    if (reason !== undefined) throw turnedAway(reason);
    return outcome;
  }

  /** Loads goods of a lot that are in no unit. Refuses as a scan does, `lot_unknown`, and `more_than_lot`. */
  async bulk(shipmentId: string, wish: BulkWish, meta: CommandMeta): Promise<Outcome> {
    const { state } = await this.shipments.load(shipmentId);
    plannedOf(state);
    const look = await this.goods.now();
    const { lotId, productId, pieces, netGrams, origins } = await this.goods.lot(wish.lotId);
    const { lineId, grams, compartment } = wish;
    if (pieces !== null)
      throw conflict('goods_packed', `${lotId} is packed: scan its units instead.`, 'lotId');
    if (grams > netGrams)
      throw invalid('more_than_lot', `${lotId} has ${netGrams} g, and ${grams} g are loaded.`, 'grams');
    const goods = { lotId, productId, pieces: null, grams, origins: scaled(origins, grams) };
    if (!state.bulk.has(lineId)) await this.refuseGoods(look, [goods], shipmentId, state, meta.now);
    const data = { lineId, goods, compartment };
    const facts = { seenTo: look.seenTo };
    return this.shipments.handle(shipmentId, { type: 'LoadBulk', data, facts, meta });
  }

  /** What stands at the end of the log against the departure of what is on board. */
  async departure(state: ShipmentState, departedAt: string): Promise<DepartureFacts> {
    const { orderId, destination } = plannedOf(state);
    const look = await this.goods.now();
    const { seenTo } = look;
    const lotIds = lotsOf(state);
    const permits = await look.permits(lotIds);
    const onBoard = [...state.units.values()];
    const known = await this.goods.packed(onBoard.flatMap(({ sscc, within }) => [sscc, ...within]));
    const outer = new Set(state.units.keys());
    const changed = known.filter(
      ({ sscc, isBroken, outerSscc }) => isBroken || (outer.has(sscc) && outerSscc !== null),
    );
    return {
      seenTo,
      lots: Object.fromEntries(
        lotIds.map((lotId) => [lotId, stopOf(permits.get(lotId), destination) ?? null]),
      ),
      changedUnits: changed.map(({ sscc }) => sscc),
      isOrderCancelled: (await look.order(orderId)).order.status === 'cancelled',
      missing: missingOf('departure', state, businessDate(departedAt), permits, await look.rules()),
    };
  }

  /** Documents due before arrival, by what is on board. */
  async missingAtArrival(state: ShipmentState, day: string): Promise<MissingDocument[]> {
    const look = await this.goods.now();
    return missingOf('arrival', state, day, await look.permits(lotsOf(state)), await look.rules());
  }

  /**
   * Refuses goods that may not be loaded: by their order, by certification, for a document due before. What memory has of
   * the shipment may be old: before a refusal by it the log is looked at.
   */
  private async refuseGoods(
    look: GoodsLook<ChecklistState>,
    goods: readonly GoodsOnTheWay[],
    shipmentId: string,
    known: ShipmentState,
    now: string,
  ): Promise<void> {
    const { orderId, destination, ordered } = plannedOf(known);
    const [{ order }, permits, rules] = await Promise.all([
      look.order(orderId),
      look.permits(goods.map(({ lotId }) => lotId)),
      look.rules(),
    ]);
    if (order.status === 'cancelled')
      throw conflict('order_cancelled', `${orderId} was cancelled: load nothing for it.`, 'orderId');
    const against = (state: ShipmentState) =>
      whyNotOpen(state) ??
      whyNotOrdered(ordered, state.loads, goods) ??
      whyStopped(goods, permits, destination);
    const missing = (state: ShipmentState) =>
      missingOf('loading', state, businessDate(now), permits, rules, goods)[0];
    if (!against(known) && !missing(known)) return;
    const { state } = await this.shipments.load(shipmentId);
    refuse(against(state));
    const document = missing(state);
    if (document) throw documentMissing(document);
  }

  /** A unit that is or was on board: its custody answers what it wrote then, or refuses `unit_left_shipment`. */
  private load(shipmentId: string, sscc: string, { units }: ShipmentState, meta: CommandMeta) {
    const { goods = [], within = [], netGrams = 0 } = units.get(sscc) ?? {};
    const data = { sscc, shipmentId, goods, within, netGrams };
    const command = { type: 'LoadUnit', data, facts: { seenTo: 0, isOnBoard: true }, meta } as const;
    return this.atOnce.handle(this.custody, sscc, command);
  }
}

/** Documents that are due by a moment and not there. */
function missingOf(
  due: Due,
  state: ShipmentState,
  day: string,
  permits: ReadonlyMap<string, Permit>,
  checklist: ChecklistState,
  more: readonly GoodsOnTheWay[] = [],
): MissingDocument[] {
  const { destination, incoterm, mode, productKind, ordered } = plannedOf(state);
  // Nothing is on board that was not ordered: that is shorter than the list of units.
  const onBoard = ordered.filter(({ lotId }) => state.loads.has(lotId));
  const traits = {
    destination,
    incoterm,
    mode,
    productKind,
    productIds: [...onBoard, ...more].map(({ productId }) => productId),
    claims: [...permits.values()].flatMap(({ claims }) => claims),
  };
  return missingAt(due, day, rulesOn(checklist, day), traits, [...state.documents.values()]);
}

/** What certification has against goods; undefined where nothing does. */
function whyStopped(
  goods: readonly GoodsOnTheWay[],
  permits: ReadonlyMap<string, Permit>,
  destination: string,
): DomainError | undefined {
  for (const { lotId } of goods) {
    const stop = stopOf(permits.get(lotId), destination);
    if (stop) return stopped(lotId, stop, destination);
  }
  return undefined;
}

/** The refusal of a unit that came too late, under the slug of what stood against it. */
function turnedAway(reason: string) {
  const [slug = '', ...words] = reason.split(': ');
  return conflict(slug, words.join(': '), 'sscc');
}
