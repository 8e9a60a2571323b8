import type { TransportContractEvent } from '../../src/transport.events';
import type { ExamplesOf } from './example';

const SSCC = '061100000000000017';
const shipmentId = 'SH-1';
const order = { shipmentId, orderId: 'O-1' };
const goods = [
  {
    lotId: 'RUN-2_B',
    productId: 'BOTTLE-500',
    pieces: 12,
    grams: 5_496,
    origins: [{ lotId: 'LOT-1', grams: 5_496 }],
  },
];
const at = '2026-11-22T08:00:00.000Z';

/** A case of the worked bottles: loaded, sent, handed over, received short of one bottle; another is refused and returned. */
export const transportExamples = {
  UnitLoaded: {
    v: 1,
    data: { sscc: SSCC, shipmentId, goods, within: [], netGrams: 5_496, loadedAt: at },
  },
  UnitUnloaded: { v: 1, data: { sscc: SSCC, shipmentId, reason: 'held', unloadedAt: at } },
  ShipmentPlanned: {
    v: 1,
    data: {
      ...order,
      buyerId: 'B-1',
      destination: 'EU',
      carrier: 'Transit du Nord',
      plannedOn: '2026-11-22',
    },
  },
  ShipmentDeparted: {
    v: 1,
    data: { ...order, buyerId: 'B-1', units: [SSCC], goods, departedAt: at },
  },
  CustodyHandedOver: {
    v: 1,
    data: {
      shipmentId,
      from: 'station ST-1',
      to: 'Transit du Nord',
      units: [SSCC],
      reservations: [{ sscc: SSCC, note: 'a corner is wet' }],
      handedOverAt: at,
    },
  },
  CustomsCleared: {
    v: 1,
    data: {
      ...order,
      number: 'DUM-2026-77',
      clearedOn: '2026-11-24',
      currency: 'EUR',
      amountMinor: 4_800_000,
    },
  },
  ShipmentReceived: {
    v: 1,
    data: {
      ...order,
      buyerId: 'B-1',
      deliveryNoteNumber: 'BL-77',
      lines: [
        { lotId: 'RUN-2_B', sentGrams: 5_496, sentPieces: 12, receivedGrams: 5_038, receivedPieces: 11 },
      ],
      differences: [
        {
          sscc: SSCC,
          lotId: 'RUN-2_B',
          kind: 'damaged',
          pieces: 1,
          grams: 458,
          owner: 'carrier',
          note: 'a bottle is broken',
        },
      ],
      receivedOn: '2026-11-28',
    },
  },
  ShipmentRefused: { v: 1, data: { ...order, reason: 'came too late', refusedOn: '2026-11-28' } },
  ShipmentReturned: {
    v: 1,
    data: { ...order, stationId: 'ST-1', units: [SSCC], goods, returnedOn: '2026-12-04' },
  },
} satisfies ExamplesOf<TransportContractEvent>;
