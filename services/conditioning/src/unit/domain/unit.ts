import type { UnitGoods } from '@oce/contracts';
import { conflict, defineAggregate, invalid, saysTheSame, type Command } from '@oce/event-sourcing';
import { together } from '@oce/origins';
import { sumExactly } from '@oce/quantities';
import {
  departUnit,
  loadUnit,
  returnUnit,
  unloadUnit,
  type DepartUnit,
  type LoadUnit,
  type ReturnUnit,
  type UnloadUnit,
} from './unit-on-shipment';
import { unitEvents, type InnerUnit, type UnitEvent, type UnitOpened } from './unit.events';
import { initialUnit, openedOf, requireInStock, takesMore, type UnitState } from './unit.state';

export type OpenUnit = Command<'OpenUnit', UnitOpened['data']>;
export type PutGoodsIn = Command<'PutGoodsIn', UnitGoods>;
export type PutInto = Command<'PutInto', { outerSscc: string }>;
export type TakeUnit = Command<'TakeUnit', InnerUnit>;
export type LeaveOuter = Command<'LeaveOuter', { outerSscc: string }>;
export type CloseUnit = Command<'CloseUnit', { packedAt: string }>;
export type BreakUnit = Command<'BreakUnit', { reason: string }>;
export type UnitCommand =
  | OpenUnit
  | PutGoodsIn
  | PutInto
  | TakeUnit
  | LeaveOuter
  | CloseUnit
  | BreakUnit
  | LoadUnit
  | UnloadUnit
  | DepartUnit
  | ReturnUnit;

/** A case or a pallet, known by its SSCC, which is never used again. chain.md 3. */
export const unitAggregate = defineAggregate<UnitState, UnitCommand, typeof unitEvents>(unitEvents, {
  initial: initialUnit,
  decide: {
    OpenUnit({ data }, { opened }) {
      if (opened === null) return [unitEvents.UnitOpened(data)];
      if (saysTheSame(opened, data)) return [];
      throw conflict('sscc_used', 'Another unit bears this SSCC: none is used twice.', 'sscc');
    },
    PutGoodsIn({ data }, state) {
      const { sscc } = openedOf(state);
      const { drawId, lotId } = data;
      if (state.goods.has(drawId) || state.turnedAway.has(drawId)) return [];
      if (!takesMore(state)) return [unitEvents.GoodsTurnedAway({ sscc, drawId, lotId })];
      return [unitEvents.GoodsPutIn({ sscc, ...data })];
    },
    PutInto: putInto,
    TakeUnit({ data }, state) {
      const { sscc } = openedOf(state);
      if (state.units.has(data.sscc)) return [];
      if (!takesMore(state)) return [unitEvents.UnitTurnedAway({ sscc, innerSscc: data.sscc })];
      return [unitEvents.UnitTaken({ sscc, inner: data })];
    },
    LeaveOuter({ data: { outerSscc } }, state) {
      const { sscc } = openedOf(state);
      return state.outerSscc === outerSscc ? [unitEvents.UnitLeftOuter({ sscc, outerSscc })] : [];
    },
    CloseUnit: closeUnit,
    BreakUnit: breakUnit,
    LoadUnit: loadUnit,
    UnloadUnit: unloadUnit,
    DepartUnit: departUnit,
    ReturnUnit: returnUnit,
  },
  evolve: {
    UnitOpened: (state, { data }) => ({ ...state, opened: data, status: 'open' }),
    GoodsPutIn(state, { data: { drawId, lotId, productId, pieces, grams, origins } }) {
      const goods = { drawId, lotId, productId, pieces, grams, origins };
      return { ...state, goods: state.goods.set(drawId, goods) };
    },
    GoodsTurnedAway: (state, { data }) => ({ ...state, turnedAway: state.turnedAway.add(data.drawId) }),
    UnitPutInto: (state, { data }) => ({ ...state, outerSscc: data.outerSscc }),
    UnitTaken: (state, { data: { inner } }) => ({ ...state, units: state.units.set(inner.sscc, inner) }),
    UnitTurnedAway: (state) => state,
    UnitLeftOuter: (state) => ({ ...state, outerSscc: null }),
    UnitPacked: (state, { data }) => ({ ...state, packed: data, status: 'packed' }),
    UnitBroken: (state, { data }) => ({ ...state, status: 'broken', brokenFor: data.reason }),
    UnitPutOnShipment: (state, { data: { shipmentId } }) => ({
      ...state,
      shipment: { shipmentId, isGone: false },
    }),
    UnitTakenOffShipment: (state) => ({ ...state, shipment: null }),
    UnitLeftStock: (state, { data: { shipmentId } }) => ({
      ...state,
      shipment: { shipmentId, isGone: true },
    }),
    UnitBackInStock: (state, { data: { shipmentId } }) => ({
      ...state,
      shipment: null,
      backFrom: state.backFrom.add(shipmentId),
    }),
  },
});

/** Puts a closed unit into another. Refuses `unit_not_packed`, `unit_in_itself`, `unit_elsewhere`, `unit_loaded`. */
function putInto({ data: { outerSscc } }: PutInto, state: UnitState): UnitEvent[] {
  const { sscc, gtin } = openedOf(state);
  if (state.outerSscc === outerSscc) return [];
  if (state.status !== 'packed')
    throw conflict(
      'unit_not_packed',
      `${sscc} is ${state.status}: only a closed unit goes into another.`,
      'sscc',
    );
  if (outerSscc === sscc) throw invalid('unit_in_itself', 'A unit is not in itself.', 'outerSscc');
  if (state.outerSscc !== null)
    throw conflict('unit_elsewhere', `${sscc} is in ${state.outerSscc}: break that one up first.`, 'sscc');
  requireInStock(state, sscc);
  const goods = [...state.goods.values()];
  const lotIds = [...new globalThis.Set(goods.map(({ lotId }) => lotId))];
  const { netGrams: grams, origins } = contentOf(state);
  return [unitEvents.UnitPutInto({ sscc, outerSscc, inner: { sscc, grams, origins, gtin, lotIds } })];
}

/** All that is in a unit, those within it too. */
function contentOf({ goods, units }: UnitState) {
  const all = [...goods.values(), ...units.values()];
  return {
    netGrams: sumExactly(all.map(({ grams }) => grams)),
    origins: together(...all.map(({ origins }) => origins)),
  };
}

/** Refuses `unit_packed` at another time, `unit_empty` and `unit_broken`. */
function closeUnit({ data: { packedAt } }: CloseUnit, state: UnitState): UnitEvent[] {
  const { sscc, stationId, level, gtin, bestBefore } = openedOf(state);
  if (state.packed?.packedAt === packedAt && state.status === 'packed') return [];
  if (state.status === 'packed')
    throw conflict('unit_packed', `${sscc} was closed at ${state.packed?.packedAt}.`, 'packedAt');
  if (state.status === 'broken')
    throw conflict('unit_broken', `${sscc} was broken up: open another.`, 'sscc');
  const goods = [...state.goods.values()];
  const units = [...state.units.values()].map(({ sscc: inner, grams }) => ({ sscc: inner, grams }));
  if (goods.length + units.length === 0)
    throw conflict('unit_empty', `${sscc} is empty: put something in first.`, 'sscc');
  const head = { sscc, stationId, level, gtin, bestBefore };
  return [unitEvents.UnitPacked({ ...head, goods, units, ...contentOf(state), packedAt })];
}

/** What is in it is free again; one that is within another is not broken. Refuses `unit_broken`, `unit_elsewhere`, `unit_loaded`. */
function breakUnit({ data: { reason } }: BreakUnit, state: UnitState): UnitEvent[] {
  const { sscc } = openedOf(state);
  if (state.brokenFor === reason) return [];
  if (state.brokenFor !== null)
    throw conflict('unit_broken', `${sscc} was broken up already: ${state.brokenFor}.`, 'reason');
  if (state.outerSscc !== null)
    throw conflict('unit_elsewhere', `${sscc} is in ${state.outerSscc}: break that one up first.`, 'sscc');
  requireInStock(state, sscc);
  const goods = [...state.goods.values()];
  return [unitEvents.UnitBroken({ sscc, reason, goods, units: [...state.units.keys()] })];
}
