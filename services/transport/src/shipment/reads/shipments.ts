import type { Difference, GoodsOnTheWay, ReceivedGoods } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { Stop } from '../../goods/domain/permit';
import {
  shipmentEvents,
  type Leg,
  type Mode,
  type ShipmentDocument as Paper,
} from '../domain/shipment.events';

/** A lot on board. */
export interface LotOnBoard {
  readonly lotId: string;
  readonly productId: string;
  readonly pieces: number | null;
  readonly grams: number;
}

export interface ShipmentDocument {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly destination: string;
  readonly carrier: string;
  readonly plannedOn: string;
  readonly status: 'planned' | 'departed' | 'received' | 'refused' | 'returned' | 'cancelled';
  readonly mode: Mode;
  readonly incoterm: string;
  readonly place: string;
  readonly vehicle: string;
  readonly container: string | null;
  readonly seal: string | null;
  readonly legs: readonly (Leg & { readonly doneAt: string | null })[];
  readonly units: readonly string[];
  readonly lots: readonly LotOnBoard[];
  readonly lotIds: readonly string[];
  readonly documents: readonly Pick<
    Paper,
    'documentId' | 'kind' | 'number' | 'issuer' | 'issuedOn' | 'digest'
  >[];
  readonly departedAt: string | null;
  readonly hands: readonly { from: string; to: string; handedOverAt: string; reservations: number }[];
  readonly customs: { number: string; clearedOn: string; currency: string; amountMinor: number } | null;
  readonly stops: readonly { lotId: string; stop: Stop; isOnItsWay: boolean }[];
  readonly received: readonly ReceivedGoods[] | null;
  readonly differences: readonly Difference[];
  readonly temperature: 'kept' | 'broken' | 'not_measured' | null;
  readonly endedFor: string | null;
  readonly returnedTo: string | null;
}

/** What is planned, on its way, arrived or back, and what is on it? */
export const shipmentsProjection = projectionFrom(shipmentEvents)<ShipmentDocument>({
  name: 'shipments',
  version: 1,
  indexes: [{ fields: { status: 1, _id: 1 } }, { fields: { orderId: 1, _id: 1 } }, { fields: { lotIds: 1 } }],
  keys: ({ data }) => [data.shipmentId],
  project: {
    ShipmentPlanned: (_document, { data }) => ({
      ...data,
      ...NOTHING_YET,
      mode: 'road',
      incoterm: '',
      place: '',
      vehicle: '',
      container: null,
    }),
    ShipmentArranged: (document, { data: { mode, incoterm, place, vehicle, container, legs } }) =>
      document && {
        ...document,
        mode,
        incoterm,
        place,
        vehicle,
        container,
        legs: legs.map((leg) => ({ ...leg, doneAt: null })),
      },
    ShipmentCancelled: (document, { data: { reason } }) =>
      document && { ...document, status: 'cancelled', endedFor: reason },
    LegDone: (document, { data: { legId, doneAt } }) =>
      document && {
        ...document,
        legs: document.legs.map((leg) => (leg.legId === legId ? { ...leg, doneAt } : leg)),
      },
    SealSet: (document, { data: { sealNumber } }) => document && { ...document, seal: sealNumber },
    SealBroken: (document) => document && { ...document, seal: null },
    UnitTakenOnBoard: (document, { data: { sscc, goods } }) =>
      document && { ...document, units: [...document.units, sscc], ...lotsWith(document, goods, 1) },
    UnitNotTaken: (document) => document,
    UnitTakenOff: (document, { data: { sscc, goods } }) =>
      document && {
        ...document,
        units: document.units.filter((one) => one !== sscc),
        ...lotsWith(document, goods, -1),
      },
    BulkLoaded: (document, { data: { goods } }) =>
      document && { ...document, ...lotsWith(document, [goods], 1) },
    BulkUnloaded: (document, { data: { goods } }) =>
      document && { ...document, ...lotsWith(document, [goods], -1) },
    DocumentAttached: (document, { data: { documentId, kind, number, issuer, issuedOn, digest } }) =>
      document && {
        ...document,
        documents: [...document.documents, { documentId, kind, number, issuer, issuedOn, digest }],
      },
    ShipmentDeparted: (document, { data: { departedAt } }) =>
      document && { ...document, status: 'departed', departedAt },
    CustodyHandedOver: (document, { data: { from, to, handedOverAt, reservations } }) =>
      document && {
        ...document,
        hands: [...document.hands, { from, to, handedOverAt, reservations: reservations.length }],
      },
    ReservationsAccepted: (document) => document,
    CustomsCleared: (document, { data: { number, clearedOn, currency, amountMinor } }) =>
      document && { ...document, customs: { number, clearedOn, currency, amountMinor } },
    LotStoppedOnShipment: (document, { data: { lotId, stop, isOnItsWay } }) =>
      document && { ...document, stops: [...document.stops, { lotId, stop, isOnItsWay }] },
    TemperaturesJudged: (document) => document,
    ShipmentReceived: (document, { data: { lines, differences, temperature = null } }) =>
      document && { ...document, status: 'received', received: lines, differences, temperature },
    ShipmentRefused: (document, { data: { reason } }) =>
      document && { ...document, status: 'refused', endedFor: reason },
    ShipmentReturned: (document, { data: { stationId } }) =>
      document && { ...document, status: 'returned', returnedTo: stationId },
  },
});

const NOTHING_YET = {
  status: 'planned',
  seal: null,
  legs: [],
  units: [],
  lots: [],
  lotIds: [],
  documents: [],
  departedAt: null,
  hands: [],
  customs: null,
  stops: [],
  received: null,
  differences: [],
  temperature: null,
  endedFor: null,
  returnedTo: null,
} as const;

function lotsWith({ lots }: ShipmentDocument, goods: readonly GoodsOnTheWay[], sign: 1 | -1) {
  const all = new Map(lots.map((one) => [one.lotId, one]));
  for (const { lotId, productId, pieces, grams } of goods) {
    const before = all.get(lotId) ?? { pieces: pieces === null ? null : 0, grams: 0 };
    const left = before.grams + sign * grams;
    const counted = before.pieces === null || pieces === null ? null : before.pieces + sign * pieces;
    if (left === 0) all.delete(lotId);
    else all.set(lotId, { lotId, productId, pieces: counted, grams: left });
  }
  return { lots: [...all.values()], lotIds: [...all.keys()] };
}
