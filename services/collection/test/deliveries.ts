import type { DeliveryGraded, DeliveryReversed, DeliveryWeighedIn } from '@oce/contracts';
import { type CommandMeta } from '@oce/event-sourcing';
import { testMeta } from '@oce/testing';
import { reduceIntake } from '../src/delivery/domain/reductions';
import type {
  DeliveryCommand,
  GradeDelivery,
  Grading,
  GradingFacts,
  IntakeFacts,
  ReverseDelivery,
  WeighInDelivery,
  WeighTicket,
} from '../src/delivery/domain/delivery.commands';
import type { DeliveryLeftLot, DeliveryTakenIntoLot } from '../src/delivery/domain/delivery.events';
import type { DeliveryTurnedAway } from '../src/lot/domain/lot.events';

/** The weigh ticket of the worked numbers, case 1: gross 1,860 kg, tare 360 kg. */
export const ticket: WeighTicket = {
  stationId: 'ST-1',
  terminalId: 'TM-1',
  ticketNumber: 'T-1',
  producerCode: 'P-1',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grossGrams: 1_860_000,
  tareGrams: 360_000,
  weighedAt: '2026-10-01T08:00:00.000Z',
};
export const intakeFacts: IntakeFacts = {
  producer: { affiliatedOn: '2026-03-02', leftOn: null },
  campaignProductId: 'OLIVE',
  terminal: { stationId: 'ST-1', scaleId: 'SC-1' },
  isScaleVerified: true,
};
/** Case 1: impurities 3.2 %, of which 1 % is free. */
export const sheet: Grading = {
  sampleId: 'S-1',
  grade: 'extra',
  impuritiesPpm: 32_000,
  moisturePpm: 500_000,
};
export const gradingFacts: GradingFacts = {
  grades: ['extra', 'virgin'],
  terms: { impuritiesTolerancePpm: 10_000 },
  maxImpuritiesPpm: 100_000,
  maxMoisturePpm: 600_000,
};

export const weighIn = (
  change: Partial<WeighTicket> = {},
  facts: Partial<IntakeFacts> = {},
): WeighInDelivery => ({
  type: 'WeighInDelivery',
  data: { ...ticket, ...change },
  facts: { ...intakeFacts, ...facts },
  meta: testMeta(),
});
export const grade = (change: Partial<Grading> = {}, facts: Partial<GradingFacts> = {}): GradeDelivery => ({
  type: 'GradeDelivery',
  data: { ...sheet, ...change },
  facts: { ...gradingFacts, ...facts },
  meta: testMeta(),
});
type Correction = ReverseDelivery['data']['correction'];
export const correction = { ticketNumber: 'T-1C', grossGrams: 1_860_000, tareGrams: 460_000 };
export const reverse = (reason: string, corrected?: Correction): ReverseDelivery => ({
  type: 'ReverseDelivery',
  data: corrected ? { reason, correction: corrected } : { reason },
  facts: { terms: gradingFacts.terms, isNumberTaken: false },
  meta: testMeta(),
});
type Plain = Extract<DeliveryCommand, { type: 'RefuseDelivery' | 'TakeIntoLot' | 'LeaveLot' | 'StandIn' }>;
export const plain = <T extends Plain['type']>(
  type: T,
  data: Extract<Plain, { type: T }>['data'],
  meta: Partial<CommandMeta> = {},
) => ({ type, data, meta: testMeta(meta) }) as Extract<Plain, { type: T }>;

export const lotOfDelivery = {
  lotId: 'LOT-1',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grade: 'extra',
  stationId: 'ST-1',
};

const netGrams = 1_500_000;
export const weighed: DeliveryWeighedIn = {
  type: 'DeliveryWeighedIn',
  v: 2,
  data: { ...ticket, stationId: 'ST-1', deliveryId: 'TM-1_T-1', scaleId: 'SC-1', netGrams },
};
const impurities = { kind: 'impurities' as const, measuredPpm: 32_000, allowedPpm: 10_000 };
const place = {
  deliveryId: 'TM-1_T-1',
  stationId: 'ST-1',
  producerCode: 'P-1',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
};
export const graded: DeliveryGraded = {
  type: 'DeliveryGraded',
  v: 1,
  data: {
    ...place,
    grade: 'extra',
    sample: { sampleId: 'S-1', impuritiesPpm: 32_000, moisturePpm: 500_000 },
    reductions: [{ ...impurities, fromGrams: netGrams, reducedGrams: 33_000 }],
    terms: { impuritiesTolerancePpm: 10_000 },
    netGrams,
    payableGrams: 1_467_000,
    weighedAt: ticket.weighedAt,
    replaces: null,
  },
};
export const taken: DeliveryTakenIntoLot = {
  type: 'DeliveryTakenIntoLot',
  v: 1,
  data: {
    deliveryId: 'TM-1_T-1',
    lotId: 'LOT-1',
    producerCode: 'P-1',
    netGrams,
    payableGrams: 1_467_000,
    weighedAt: ticket.weighedAt,
  },
};
/** What the lot says where it was closed before the delivery came, and what the delivery then says. */
export const turnedAway: DeliveryTurnedAway = {
  type: 'DeliveryTurnedAway',
  v: 1,
  data: { lotId: 'LOT-1', deliveryId: 'TM-1_T-1' },
};
export const left: DeliveryLeftLot = {
  type: 'DeliveryLeftLot',
  v: 1,
  data: { deliveryId: 'TM-1_T-1', lotId: 'LOT-1' },
};
export const reversed: DeliveryReversed = {
  type: 'DeliveryReversed',
  v: 2,
  data: {
    ...place,
    grade: 'extra',
    netGrams,
    payableGrams: 1_467_000,
    reason: 'wrong tare',
    replacement: null,
  },
};
/** 100 kg more of tare: 1,400 kg net, of which 2.2 % are impurities above the tolerance. */
export const replacement: NonNullable<DeliveryReversed['data']['replacement']> = {
  deliveryId: 'TM-1_T-1C',
  ...correction,
  netGrams: 1_400_000,
  payableGrams: 1_369_200,
  reductions: [{ ...impurities, fromGrams: 1_400_000, reducedGrams: 30_800 }],
  regraded: null,
};
export const replaced: DeliveryReversed = { ...reversed, data: { ...reversed.data, replacement } };
export const refused = {
  type: 'DeliveryRefused' as const,
  v: 1 as const,
  data: { deliveryId: 'TM-1_T-1', stationId: 'ST-1', producerCode: 'P-1', netGrams, reason: 'mould' },
};

/** Whether a grading adds up: net less its reductions is what is payable. */
export const addsUp = ({
  netGrams: net,
  reductions,
  payableGrams,
}: ReturnType<typeof reduceIntake>): boolean =>
  net - reductions.reduce((sum, one) => sum + one.reducedGrams, 0) === payableGrams;
