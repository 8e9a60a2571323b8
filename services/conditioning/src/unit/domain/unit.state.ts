import type { UnitGoods, UnitPacked } from '@oce/contracts';
import { conflict, notFound } from '@oce/event-sourcing';
import { OrderedMap, Set } from 'immutable';
import type { InnerUnit, UnitOpened } from './unit.events';

export interface UnitState {
  readonly opened: UnitOpened['data'] | null;
  readonly goods: OrderedMap<string, UnitGoods>;
  readonly units: OrderedMap<string, InnerUnit>;
  /** Goods and units that came too late. */
  readonly turnedAway: Set<string>;
  /** As it was closed; null until then. */
  readonly packed: UnitPacked['data'] | null;
  readonly status: 'none' | 'open' | 'packed' | 'broken';
  /** Why it was broken up. */
  readonly brokenFor: string | null;
  /** The unit that it is in; null where it stands by itself. */
  readonly outerSscc: string | null;
  /** The shipment that it is on, or left with; null where it is in stock. */
  readonly shipment: { readonly shipmentId: string; readonly isGone: boolean } | null;
  /** Shipments that it came back from: what is heard of them late changes nothing. */
  readonly backFrom: Set<string>;
}

export const initialUnit: UnitState = {
  opened: null,
  goods: OrderedMap(),
  units: OrderedMap(),
  turnedAway: Set(),
  packed: null,
  status: 'none',
  brokenFor: null,
  outerSscc: null,
  shipment: null,
  backFrom: Set(),
};

/** So much goes into one unit: it is said in one commit. */
export const MOST_IN_A_UNIT = 200;

/** The unit as it was opened. Refuses `unit_unknown`. */
export function openedOf({ opened }: UnitState): UnitOpened['data'] {
  if (opened === null) throw notFound('unit_unknown', 'No unit bears this SSCC: open it first.', 'sscc');
  return opened;
}

/** Whether it is open and has room. */
export const takesMore = ({ status, goods, units }: UnitState): boolean =>
  status === 'open' && goods.size + units.size < MOST_IN_A_UNIT;

/** What is on a shipment stays as it is. Refuses `unit_loaded`. */
export function requireInStock({ shipment }: UnitState, sscc: string): void {
  if (shipment === null) return;
  const { shipmentId, isGone } = shipment;
  throw conflict(
    'unit_loaded',
    isGone
      ? `${sscc} left with shipment ${shipmentId}: it is out of stock until it comes back.`
      : `${sscc} is on shipment ${shipmentId}: unload it first.`,
    'sscc',
  );
}
