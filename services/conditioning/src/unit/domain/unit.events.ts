import { conditioning, OCE, type UnitGoods, type UnitPacked } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Origins } from '@oce/origins';

/** A unit within another, as the outer one knows it. */
export interface InnerUnit {
  readonly sscc: string;
  readonly grams: number;
  readonly origins: Origins;
  /** What it is labelled as: the trade item, the lots in it, how many pieces. */
  readonly gtin: string | null;
  readonly lotIds: readonly string[];
}

/** A unit on a shipment, and the units in it, which follow. */
export interface OnShipment {
  readonly sscc: string;
  readonly shipmentId: string;
  readonly units: readonly string[];
}

export const unitEvents = defineEvents(
  { stream: OCE, context: 'conditioning', aggregate: 'unit', id: 'sscc' },
  {
    ...conditioning.unit,
    UnitOpened: event<
      Pick<UnitPacked['data'], 'sscc' | 'stationId' | 'level' | 'gtin' | 'bestBefore'> & { openedAt: string }
    >(),
    GoodsPutIn: event<{ sscc: string } & UnitGoods>(),
    /** They came when the unit was closed: they go back to their lot. */
    GoodsTurnedAway: event<{ sscc: string; drawId: string; lotId: string }>(),
    /** It says that it is in another; the other takes it, or turns it away. */
    UnitPutInto: event<{ sscc: string; outerSscc: string; inner: InnerUnit }>(),
    UnitTaken: event<{ sscc: string; inner: InnerUnit }>(),
    UnitTurnedAway: event<{ sscc: string; innerSscc: string }>(),
    /** The outer one did not take it, or was broken up. */
    UnitLeftOuter: event<{ sscc: string; outerSscc: string }>(),
    /** Transport loaded it, with the units in it: it stays as it is until it is unloaded or comes back. */
    UnitPutOnShipment: event<OnShipment>(),
    UnitTakenOffShipment: event<OnShipment>(),
    /** It departed: it is out of stock. */
    UnitLeftStock: event<OnShipment>(),
    /** It came back with what is in it: in stock at this station again. */
    UnitBackInStock: event<OnShipment & { readonly stationId: string }>(),
  },
);
export type UnitEvent = EventOf<typeof unitEvents>;
export type UnitOpened = EventOf<typeof unitEvents.UnitOpened>;
