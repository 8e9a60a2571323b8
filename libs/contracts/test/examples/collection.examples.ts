import type { CollectionContractEvent } from '../../src/collection.events';
import type { ExamplesOf } from './example';

const where = { stationId: 'ST-1', producerCode: 'P-0001', campaignId: 'OLIVE-2026', productId: 'OLIVE' };
const impurities = { kind: 'impurities', measuredPpm: 32_000, allowedPpm: 10_000 } as const;

/** The delivery of the worked numbers, case 1: 1,860 kg less 360 kg, of which 1,467 kg are paid for. */
export const collectionExamples = {
  StationOpened: {
    v: 1,
    data: { stationId: 'ST-1', name: 'Ouazzane', cooperativeId: 'C-OUEZZANE', openedOn: '2026-09-01' },
  },
  DeliveryWeighedIn: {
    v: 2,
    data: {
      deliveryId: 'TM-1_T-0001',
      ...where,
      terminalId: 'TM-1',
      scaleId: 'SC-1',
      ticketNumber: 'T-0001',
      grossGrams: 1_860_000,
      tareGrams: 360_000,
      netGrams: 1_500_000,
      containers: { kind: 'crate', count: 75 },
      weighedAt: '2026-10-01T08:00:00.000Z',
    },
  },
  DeliveryGraded: {
    v: 1,
    data: {
      deliveryId: 'TM-1_T-0001',
      ...where,
      grade: 'extra',
      sample: { sampleId: 'S-0001', impuritiesPpm: 32_000, moisturePpm: 500_000 },
      reductions: [{ ...impurities, fromGrams: 1_500_000, reducedGrams: 33_000 }],
      netGrams: 1_500_000,
      payableGrams: 1_467_000,
      weighedAt: '2026-10-01T08:00:00.000Z',
      replaces: null,
    },
  },
  DeliveryRefused: {
    v: 1,
    data: {
      deliveryId: 'TM-1_T-0002',
      stationId: 'ST-1',
      producerCode: 'P-0001',
      netGrams: 900_000,
      reason: 'mould',
    },
  },
  DeliveryReversed: {
    v: 2,
    data: {
      deliveryId: 'TM-1_T-0001',
      ...where,
      grade: 'extra',
      netGrams: 1_500_000,
      payableGrams: 1_467_000,
      reason: 'wrong tare',
      replacement: {
        deliveryId: 'TM-1_T-0001C',
        ticketNumber: 'T-0001C',
        grossGrams: 1_860_000,
        tareGrams: 460_000,
        netGrams: 1_400_000,
        reductions: [{ ...impurities, fromGrams: 1_400_000, reducedGrams: 30_800 }],
        payableGrams: 1_369_200,
        regraded: null,
      },
    },
  },
  LotClosed: {
    v: 1,
    data: {
      lotId: 'LOT-1',
      stationId: 'ST-1',
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grade: 'extra',
      netGrams: 1_500_000,
      deliveries: [
        { deliveryId: 'TM-1_T-0001', producerCode: 'P-0001', netGrams: 1_500_000, payableGrams: 1_467_000 },
      ],
      closedOn: '2026-10-02',
    },
  },
} satisfies ExamplesOf<CollectionContractEvent>;
