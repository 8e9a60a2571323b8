import { transport, type GoodsOnTheWay } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface SentGoods {
  readonly lotId: string;
  readonly grams: number;
  readonly pieces: number | null;
}

export interface ShipmentDocument {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly destination: string;
  readonly carrier: string;
  readonly status: 'planned' | 'departed' | 'received' | 'refused' | 'returned';
  /** What left, a line a lot; of what arrived, what the buyer took. */
  readonly goods: readonly SentGoods[];
  /** Who had it last, as custody was handed over; the carrier at first. */
  readonly holder: string;
}

const { ShipmentPlanned, ShipmentDeparted, CustodyHandedOver } = transport.shipment;
const { ShipmentReceived, ShipmentRefused, ShipmentReturned } = transport.shipment;

/** What is on its way, and what arrived where? */
export const shipmentsProjection = projectionFrom(
  ShipmentPlanned,
  ShipmentDeparted,
  CustodyHandedOver,
  ShipmentReceived,
  ShipmentRefused,
  ShipmentReturned,
)<ShipmentDocument>({
  name: 'shipments',
  version: 1,
  indexes: [{ fields: { 'goods.lotId': 1 } }],
  keys: ({ data }) => [data.shipmentId],
  project: {
    ShipmentPlanned: (_document, { data: { shipmentId, orderId, buyerId, destination, carrier } }) => ({
      shipmentId,
      orderId,
      buyerId,
      destination,
      carrier,
      status: 'planned',
      goods: [],
      holder: carrier,
    }),
    ShipmentDeparted: (document, { data: { goods } }) =>
      document && { ...document, status: 'departed', goods: byLot(goods) },
    CustodyHandedOver: (document, { data: { to } }) => document && { ...document, holder: to },
    ShipmentReceived: (document, { data: { lines } }) =>
      document && {
        ...document,
        status: 'received',
        goods: lines.map((line) => ({
          lotId: line.lotId,
          grams: line.receivedGrams,
          pieces: line.receivedPieces,
        })),
      },
    ShipmentRefused: (document) => document && { ...document, status: 'refused' },
    ShipmentReturned: (document) => document && { ...document, status: 'returned' },
  },
});

function byLot(goods: readonly GoodsOnTheWay[]): SentGoods[] {
  const all = new Map<string, SentGoods>();
  for (const { lotId, grams, pieces } of goods) {
    const before = all.get(lotId) ?? { grams: 0, pieces: pieces === null ? null : 0 };
    const counted = before.pieces === null || pieces === null ? null : before.pieces + pieces;
    all.set(lotId, { lotId, grams: before.grams + grams, pieces: counted });
  }
  return [...all.values()];
}
