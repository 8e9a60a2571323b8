import type { ConditioningContractEvent } from '../../src/conditioning.events';
import type { ExamplesOf } from './example';

const SSCC = '061100000000000017';
const olives = [
  { lotId: 'LOT-1', grams: 600_000 },
  { lotId: 'LOT-2', grams: 400_000 },
];
const oil = [
  { lotId: 'LOT-1', grams: 114_000 },
  { lotId: 'LOT-2', grams: 76_000 },
];
const pomace = [
  { lotId: 'LOT-1', grams: 288_000 },
  { lotId: 'LOT-2', grams: 192_000 },
];
const inputs = [
  {
    chargeId: 'RUN-1_A',
    from: { kind: 'lot' as const, id: 'LOT-1' },
    productId: 'OLIVE',
    grams: 600_000,
    pieces: null,
    origins: olives.slice(0, 1),
  },
  {
    chargeId: 'RUN-1_B',
    from: { kind: 'lot' as const, id: 'LOT-2' },
    productId: 'OLIVE',
    grams: 400_000,
    pieces: null,
    origins: olives.slice(1),
  },
  {
    chargeId: 'RUN-1_W',
    from: { kind: 'material' as const, id: 'PRESS_WATER' },
    productId: 'WATER',
    grams: 600_000,
    pieces: null,
    origins: [],
  },
];
const goods = [
  {
    drawId: `${SSCC}_P-1`,
    lotId: 'RUN-2_B',
    productId: 'BOTTLE-500',
    pieces: 12,
    grams: 5_496,
    origins: [{ lotId: 'LOT-1', grams: 5_496 }],
  },
];
const into = { kind: 'tank' as const, id: 'T-1' };

/** The press of the worked numbers: 1,000 kg of olives and 600 kg of water, 190 kg of oil. */
export const conditioningExamples = {
  ProductTermsPublished: {
    v: 1,
    data: {
      productId: 'OIL',
      validFrom: '2026-09-01',
      densityGramsPerLitre: 916,
      expansionPpmPerDegree: 740,
      yieldBand: { fromPpm: 82_440, toPpm: 247_320 },
    },
  },
  LotMadeAvailable: {
    v: 1,
    data: {
      lotId: 'RUN-1_OIL',
      runId: 'RUN-1',
      productId: 'OIL',
      netGrams: 190_000,
      pieces: null,
      origins: oil,
      tankId: 'T-1',
    },
  },
  LotDrawn: {
    v: 1,
    data: {
      lotId: 'RUN-1_OIL',
      drawId: 'RUN-1_OIL',
      into,
      productId: 'OIL',
      grams: 190_000,
      pieces: null,
      origins: oil,
      leftGrams: 0,
    },
  },
  LotDrawReturned: {
    v: 1,
    data: {
      lotId: 'RUN-1_OIL',
      drawId: 'RUN-1_OIL',
      grams: 190_000,
      origins: oil,
      reason: 'T-1: tank_full',
    },
  },
  LotWithdrawn: { v: 1, data: { lotId: 'RUN-1_OIL', runId: 'RUN-1' } },
  TankFilled: {
    v: 1,
    data: {
      tankId: 'T-1',
      fillId: 'RUN-1_OIL',
      lotId: 'RUN-1_OIL',
      productId: 'OIL',
      grams: 190_000,
      origins: oil,
      contentGrams: 190_000,
    },
  },
  TankDrawn: {
    v: 1,
    data: {
      tankId: 'T-1',
      drawId: 'RUN-2_A',
      into: { kind: 'run', id: 'RUN-2' },
      productId: 'OIL',
      grams: 100_000,
      origins: [
        { lotId: 'LOT-1', grams: 60_000 },
        { lotId: 'LOT-2', grams: 40_000 },
      ],
      heelLotIds: ['LOT-0'],
      contentGrams: 90_000,
    },
  },
  TankDrawReturned: {
    v: 1,
    data: {
      tankId: 'T-1',
      drawId: 'RUN-2_A',
      grams: 100_000,
      origins: [
        { lotId: 'LOT-1', grams: 60_000 },
        { lotId: 'LOT-2', grams: 40_000 },
      ],
      reason: 'another tank was meant',
      contentGrams: 190_000,
    },
  },
  RunCompleted: {
    v: 1,
    data: {
      runId: 'RUN-1',
      stationId: 'PRESS',
      lineId: 'L1',
      activity: 'press',
      corrects: null,
      inputs,
      outputs: [
        {
          lotId: 'RUN-1_OIL',
          kind: 'main',
          productId: 'OIL',
          grams: 190_000,
          pieces: null,
          origins: oil,
          tankId: 'T-1',
        },
        {
          lotId: 'RUN-1_POMACE',
          kind: 'by_product',
          productId: 'POMACE',
          grams: 480_000,
          pieces: null,
          origins: pomace,
          tankId: null,
        },
      ],
      waste: [{ kind: 'margines', grams: 915_000 }],
      lossGrams: 15_000,
      lossOrigins: [
        { lotId: 'LOT-1', grams: 9_000 },
        { lotId: 'LOT-2', grams: 6_000 },
      ],
      differenceGrams: 0,
      tolerancePpm: 5_000,
      yieldPpm: 190_000,
      isYieldFlagged: false,
      completedAt: '2026-11-20T16:00:00.000Z',
    },
  },
  TollRunHandedOver: {
    v: 1,
    data: {
      runId: 'RUN-7',
      producerCode: 'P-OUEZ-0012',
      lotIds: ['RUN-7_OIL'],
      grams: 190_000,
      oliveGrams: 1_000_000,
      deliveryNoteNumber: 'BL-2026-0012',
      feeBy: 'cash',
      handedOverAt: '2026-11-20T16:00:00.000Z',
    },
  },
  RunReversed: {
    v: 1,
    data: { runId: 'RUN-1', reason: 'wrong lot', outputs: ['RUN-1_OIL', 'RUN-1_POMACE'], inputs },
  },
  UnitPacked: {
    v: 1,
    data: {
      sscc: SSCC,
      stationId: 'PRESS',
      level: 'case',
      gtin: '06111234567895',
      bestBefore: '2028-05-31',
      goods,
      units: [],
      netGrams: 5_496,
      origins: [{ lotId: 'LOT-1', grams: 5_496 }],
      packedAt: '2026-11-21T10:00:00.000Z',
    },
  },
  UnitBroken: { v: 1, data: { sscc: SSCC, reason: 'damaged', goods, units: [] } },
} satisfies ExamplesOf<ConditioningContractEvent>;
