import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Origins } from '@oce/origins';
import { OCE } from './streams';

/** Goods of one lot on a shipment. */
export interface GoodsOnTheWay {
  readonly lotId: string;
  readonly productId: string;
  /** Null where they are weighed. */
  readonly pieces: number | null;
  readonly grams: number;
  readonly origins: Origins;
}

/** What of a shipment did not arrive as it was sent, and who answers for it. */
export interface Difference {
  /** The unit; null for goods in bulk. */
  readonly sscc: string | null;
  readonly lotId: string;
  readonly kind: 'missing' | 'damaged';
  readonly pieces: number | null;
  readonly grams: number;
  readonly owner: 'carrier' | 'buyer' | 'oce';
  readonly note: string;
}

/** What arrived of one lot. */
export interface ReceivedGoods {
  readonly lotId: string;
  readonly sentGrams: number;
  readonly sentPieces: number | null;
  /** Taken by the buyer: billed. */
  readonly receivedGrams: number;
  readonly receivedPieces: number | null;
}

/** What transport says to the others. */
export const transport = {
  /** Where a unit is once it has left its station; an SSCC is on one shipment at a time. */
  custody: defineEvents(
    { stream: OCE, context: 'transport', aggregate: 'custody', id: 'sscc' },
    {
      UnitLoaded: event<{
        sscc: string;
        shipmentId: string;
        /** All that is in it, of units within it too, a line a lot. */
        goods: readonly GoodsOnTheWay[];
        /** Units within it, at any depth: they are loaded with it. */
        within: readonly string[];
        netGrams: number;
        loadedAt: string;
        /** Up to where in the log nothing stood against it. */
        seenTo?: number;
      }>(),
      UnitUnloaded: event<{ sscc: string; shipmentId: string; reason: string; unloadedAt: string }>(),
    },
  ),
  shipment: defineEvents(
    { stream: OCE, context: 'transport', aggregate: 'shipment', id: 'shipmentId' },
    {
      ShipmentPlanned: event<{
        shipmentId: string;
        orderId: string;
        buyerId: string;
        destination: string;
        carrier: string;
        plannedOn: string;
      }>(),
      ShipmentDeparted: event<{
        shipmentId: string;
        orderId: string;
        buyerId: string;
        units: readonly string[];
        goods: readonly GoodsOnTheWay[];
        departedAt: string;
        /** Up to where in the log nothing stood against any of it. */
        seenTo?: number;
      }>(),
      CustodyHandedOver: event<{
        shipmentId: string;
        from: string;
        to: string;
        units: readonly string[];
        reservations: readonly { readonly sscc: string; readonly note: string }[];
        handedOverAt: string;
      }>(),
      /** Starts the clock of repatriation. */
      CustomsCleared: event<{
        shipmentId: string;
        orderId: string;
        number: string;
        clearedOn: string;
        currency: string;
        /** In minor units of the currency. */
        amountMinor: number;
      }>(),
      /** What was received is billed; each difference has its owner. */
      ShipmentReceived: event<{
        shipmentId: string;
        orderId: string;
        buyerId: string;
        deliveryNoteNumber: string;
        lines: readonly ReceivedGoods[];
        differences: readonly Difference[];
        receivedOn: string;
        /** Whether it was kept as cold as its products ask, by the series that were judged. */
        temperature?: 'kept' | 'broken' | 'not_measured';
      }>(),
      /** The buyer takes nothing of it. */
      ShipmentRefused: event<{ shipmentId: string; orderId: string; reason: string; refusedOn: string }>(),
      /** What was refused is back at a station, with its origins. */
      ShipmentReturned: event<{
        shipmentId: string;
        orderId: string;
        stationId: string;
        units: readonly string[];
        goods: readonly GoodsOnTheWay[];
        returnedOn: string;
      }>(),
    },
  ),
};

export type UnitLoaded = EventOf<typeof transport.custody.UnitLoaded>;
export type UnitUnloaded = EventOf<typeof transport.custody.UnitUnloaded>;
export type ShipmentPlanned = EventOf<typeof transport.shipment.ShipmentPlanned>;
export type ShipmentDeparted = EventOf<typeof transport.shipment.ShipmentDeparted>;
export type CustomsCleared = EventOf<typeof transport.shipment.CustomsCleared>;
export type ShipmentReceived = EventOf<typeof transport.shipment.ShipmentReceived>;
export type ShipmentRefused = EventOf<typeof transport.shipment.ShipmentRefused>;
export type ShipmentReturned = EventOf<typeof transport.shipment.ShipmentReturned>;

export type TransportContractEvent = EventOf<(typeof transport)[keyof typeof transport]>;
