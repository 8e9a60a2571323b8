import type { GoodsOnTheWay } from '@oce/contracts';
import { conflict, saysTheSame, type Command, type DomainError } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import type { Map } from 'immutable';
import type { OrderedLot } from '../../goods/reads/orders';
import { shipmentEvents, type BulkOnBoard, type ShipmentEvent, type UnitOnBoard } from './shipment.events';
import { plannedOf, whyNotOpen, type Load, type ShipmentState } from './shipment.state';

export type TakeOnBoard = Command<'TakeOnBoard', UnitOnBoard>;
export type TakeOff = Command<'TakeOff', { sscc: string; reason: string }>;
export type LoadBulk = Command<'LoadBulk', BulkOnBoard> & { readonly facts: { readonly seenTo: number } };
export type UnloadBulk = Command<'UnloadBulk', { lineId: string; reason: string }>;

/** What goods add to what is on board, or take from it with `sign` -1. */
export function loadsWith(loads: Map<string, Load>, goods: readonly GoodsOnTheWay[], sign: 1 | -1 = 1) {
  let all = loads;
  for (const { lotId, grams, pieces } of goods) {
    const before = all.get(lotId) ?? { grams: 0, pieces: 0 };
    const load = {
      grams: sumExactly([before.grams, sign * grams]),
      pieces: sumExactly([before.pieces, sign * (pieces ?? 0)]),
    };
    all = load.grams === 0 ? all.delete(lotId) : all.set(lotId, load);
  }
  return all;
}

/** What stands against goods by their order: `lot_not_ordered`, `more_than_ordered`; undefined where nothing does. */
export function whyNotOrdered(
  ordered: readonly OrderedLot[],
  loads: Map<string, Load>,
  goods: readonly GoodsOnTheWay[],
): DomainError | undefined {
  const after = loadsWith(loads, goods);
  for (const lotId of new Set(goods.map((one) => one.lotId))) {
    const lines = ordered.filter((one) => one.lotId === lotId);
    if (lines.length === 0)
      return conflict('lot_not_ordered', `The order does not name ${lotId}: unload it.`, 'sscc');
    const load = after.get(lotId) ?? { grams: 0, pieces: 0 };
    const grams = sumExactly(lines.map((one) => one.grams));
    const pieces = sumExactly(lines.map((one) => one.pieces ?? 0));
    const isByThePiece = lines.some((one) => one.pieces !== null);
    if (load.grams > grams || (isByThePiece && load.pieces > pieces))
      return conflict(
        'more_than_ordered',
        `${grams} g of ${lotId} are ordered, and it would be ${load.grams} g.`,
        'sscc',
      );
  }
  return undefined;
}

/** Takes a unit on board that is the shipment's by its custody, or turns it away: it came late, or beyond the order. */
export function takeOnBoard({ data }: TakeOnBoard, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId, ordered } = plannedOf(state);
  const { sscc, goods, within, netGrams } = data;
  if (state.units.has(sscc)) return [];
  const refusal = whyNotOpen(state) ?? whyNotOrdered(ordered, state.loads, goods);
  if (refusal)
    return [shipmentEvents.UnitNotTaken({ shipmentId, sscc, reason: `${refusal.slug}: ${refusal.message}` })];
  return [shipmentEvents.UnitTakenOnBoard({ shipmentId, sscc, goods, within, netGrams })];
}

/** Takes a unit off, once for a reason. Refuses `not_on_board`, and as `whyNotOpen` does. */
export function takeOff({ data: { sscc, reason } }: TakeOff, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId } = plannedOf(state);
  const unit = state.units.get(sscc);
  if (unit === undefined) return refuseUnlessUndone(sscc, reason, 'sscc', state);
  refuse(whyNotOpen(state));
  return [shipmentEvents.UnitTakenOff({ shipmentId, sscc, goods: unit.goods, reason })];
}

/** Loads goods that are in no unit. Refuses `bulk_differs`, and as a unit is refused. */
export function loadBulk({ data, facts: { seenTo } }: LoadBulk, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId, ordered } = plannedOf(state);
  const known = state.bulk.get(data.lineId);
  if (known !== undefined) {
    if (saysTheSame(known, data)) return [];
    throw conflict('bulk_differs', `${data.lineId} was loaded with other goods.`, 'lineId');
  }
  refuse(whyNotOpen(state) ?? whyNotOrdered(ordered, state.loads, [data.goods]));
  return [shipmentEvents.BulkLoaded({ shipmentId, ...data, seenTo })];
}

/** Unloads a line of goods in bulk, once for a reason. Refuses `not_on_board`. */
export function unloadBulk({ data: { lineId, reason } }: UnloadBulk, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId } = plannedOf(state);
  const line = state.bulk.get(lineId);
  if (line === undefined) return refuseUnlessUndone(lineId, reason, 'lineId', state);
  refuse(whyNotOpen(state));
  return [shipmentEvents.BulkUnloaded({ shipmentId, lineId, goods: line.goods, reason })];
}

/** What was taken off for this reason is off; else it never was there, or went for another. Refuses `not_on_board`. */
function refuseUnlessUndone(what: string, reason: string, field: string, { undone }: ShipmentState): [] {
  const known = undone.get(what);
  if (known === reason) return [];
  const detail = known === undefined ? `${what} is not on board.` : `${what} was taken off: ${known}.`;
  throw conflict('not_on_board', detail, field);
}

export function refuse(refusal: DomainError | undefined): void {
  if (refusal) throw refusal;
}
