import { OCE, transport, type GoodsOnTheWay, type TaxedKind } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { DocumentKind } from '../../checklist/domain/rules';
import type { Stop } from '../../goods/domain/permit';
import type { OrderedLot } from '../../goods/reads/orders';
import type { Judgement } from '../../temperature/domain/judge';

export const MODES = ['road', 'rail', 'sea', 'air'] as const;
export type Mode = (typeof MODES)[number];

export interface Leg {
  readonly legId: string;
  readonly mode: Mode;
  readonly from: string;
  readonly to: string;
  readonly plannedOn: string;
}

/** How it goes, and what of it was ordered: frozen as it was planned. */
export interface Arrangement {
  /** The main carriage, which the delivery term is for. */
  readonly mode: Mode;
  readonly incoterm: string;
  readonly place: string;
  readonly productKind: TaxedKind;
  readonly vehicle: string;
  /** Null where the goods are not in one: then no seal is asked. */
  readonly container: string | null;
  readonly ordered: readonly OrderedLot[];
  readonly legs: readonly Leg[];
}

/** A document that goes with the goods, known by its digest. */
export interface ShipmentDocument {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
}

/** A unit on board: all that is in it, a line a lot. */
export interface UnitOnBoard {
  readonly sscc: string;
  readonly goods: readonly GoodsOnTheWay[];
  readonly within: readonly string[];
  readonly netGrams: number;
}

/** Goods that are in no unit: in a tanker, or loose in a container. */
export interface BulkOnBoard {
  readonly lineId: string;
  readonly goods: GoodsOnTheWay;
  /** The hose, hatch or compartment, as it is known on the papers. */
  readonly compartment: string;
}

type Of<Data> = { shipmentId: string } & Data;

export const shipmentEvents = defineEvents(
  { stream: OCE, context: 'transport', aggregate: 'shipment', id: 'shipmentId' },
  {
    ...transport.shipment,
    ShipmentArranged: event<Of<Arrangement>>(),
    ShipmentCancelled: event<Of<{ orderId: string; reason: string }>>(),
    LegDone: event<Of<{ legId: string; doneAt: string }>>(),
    SealSet: event<Of<{ sealNumber: string; sealedAt: string }>>(),
    SealBroken: event<Of<{ sealNumber: string; reason: string }>>(),
    UnitTakenOnBoard: event<Of<UnitOnBoard>>(),
    /** It came too late, or beyond the order: it is free again. */
    UnitNotTaken: event<Of<{ sscc: string; reason: string }>>(),
    UnitTakenOff: event<Of<{ sscc: string; goods: readonly GoodsOnTheWay[]; reason: string }>>(),
    BulkLoaded: event<Of<BulkOnBoard & { seenTo: number }>>(),
    BulkUnloaded: event<Of<{ lineId: string; goods: GoodsOnTheWay; reason: string }>>(),
    DocumentAttached: event<Of<ShipmentDocument>>(),
    ReservationsAccepted: event<Of<{ handedOverAt: string; by: string; note: string }>>(),
    /** A lot on it may not be sold to its market any more. */
    LotStoppedOnShipment: event<Of<{ lotId: string; stop: Stop; isOnItsWay: boolean }>>(),
    TemperaturesJudged: event<Of<Judgement>>(),
  },
);
export type ShipmentEvent = EventOf<typeof shipmentEvents>;
