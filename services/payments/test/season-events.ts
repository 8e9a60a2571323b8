import type {
  DeliveryGraded,
  DeliveryReversed,
  LotClosed,
  LotOffered,
  ProceedsReceived,
} from '@oce/contracts';
import type { OfficeInMemory } from './office-in-memory';

const CAMPAIGN = { campaignId: 'OLIVE-2026', productId: 'OLIVE' };
export const SCHEDULES = {
  price: {
    version: 'PRICE-1',
    ...CAMPAIGN,
    validFrom: '2026-09-01',
    advancePpm: 600_000,
    grades: [
      { grade: 'extra', pricePerKgCentimes: 600, pointsPpm: 1_050_000 },
      { grade: 'vierge', pricePerKgCentimes: 600, pointsPpm: 1_000_000 },
      { grade: 'courante', pricePerKgCentimes: 600, pointsPpm: 920_000 },
    ],
  },
  deductions: {
    version: 'DEDUCTION-1',
    validFrom: '2026-09-01',
    floorPpm: 500_000,
    capsPpm: { legal: 100_000, insurance: 50_000, input_credit: 300_000, voluntary: 100_000 },
  },
};
export const TERMS = {
  milling: { perKgCentimes: 80, chargedBy: 'third_party' },
  commissionPpm: 40_000,
  oceChargesCapPpm: 50_000,
};
export const POOL = {
  poolId: 'POOL-1',
  kind: 'pooled',
  ...CAMPAIGN,
  grades: ['extra', 'vierge', 'courante'],
  lotIds: null,
  terms: TERMS,
};

export async function publishSchedules(office: OfficeInMemory): Promise<void> {
  await office.send('schedule', 'PRICE-1', 'PublishPriceSchedule', SCHEDULES.price);
  await office.send('schedule', 'DEDUCTION-1', 'PublishDeductionSchedule', SCHEDULES.deductions);
}

export interface Graded {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly grade: string;
  readonly payableGrams: number;
}

export function grade(
  office: OfficeInMemory,
  delivery: Graded,
  replaces: string | null = null,
): Promise<void> {
  const event: DeliveryGraded = {
    type: 'DeliveryGraded',
    v: 1,
    data: {
      ...delivery,
      ...CAMPAIGN,
      stationId: 'ST-1',
      reductions: [],
      netGrams: delivery.payableGrams,
      sample: { sampleId: 'S', impuritiesPpm: 0, moisturePpm: 0 },
      weighedAt: '2026-10-01T08:00:00.000Z',
      replaces,
    },
  };
  return office.hear('collection', 'delivery', delivery.deliveryId, event);
}

/** Reverses a delivery; with another weight, the delivery that stands for it is graded as collection would do. */
export async function reverse(office: OfficeInMemory, delivery: Graded, rightGrams?: number): Promise<void> {
  const deliveryId = `${delivery.deliveryId}-B`;
  const right = rightGrams ?? 0;
  const weights = { grossGrams: right, tareGrams: 0, netGrams: right, reductions: [], payableGrams: right };
  const event: DeliveryReversed = {
    type: 'DeliveryReversed',
    v: 1,
    data: {
      ...delivery,
      ...CAMPAIGN,
      stationId: 'ST-1',
      netGrams: delivery.payableGrams,
      reason: 'wrong tare',
      replacement: rightGrams === undefined ? null : { deliveryId, ticketNumber: 'B', ...weights },
    },
  };
  await office.hear('collection', 'delivery', delivery.deliveryId, event);
  if (rightGrams !== undefined)
    await grade(office, { ...delivery, deliveryId, payableGrams: right }, delivery.deliveryId);
}

export async function closeLot(
  office: OfficeInMemory,
  lotId: string,
  deliveries: readonly Graded[],
  kind: 'pooled' | 'traceable',
): Promise<void> {
  const lotGrade = deliveries[0]?.grade ?? '';
  const closed: LotClosed = {
    type: 'LotClosed',
    v: 1,
    data: {
      lotId,
      stationId: 'ST-1',
      ...CAMPAIGN,
      grade: lotGrade,
      netGrams: 0,
      closedOn: '2026-10-02',
      deliveries: deliveries.map((one) => ({ ...one, netGrams: one.payableGrams })),
    },
  };
  const offered: LotOffered = {
    type: 'LotOffered',
    v: 1,
    data: { lotId, ...CAMPAIGN, grade: lotGrade, netGrams: 0, kind, offeredOn: '2026-10-03' },
  };
  await office.hear('collection', 'lot', lotId, closed);
  await office.hear('sales', 'lot-offer', lotId, offered);
}

export function receive(
  office: OfficeInMemory,
  proceedsId: string,
  kind: 'pooled' | 'traceable',
  parts: readonly { lotId: string; grade: string; amountCentimes: number }[],
): Promise<void> {
  const event = {
    type: 'ProceedsReceived',
    v: 1,
    data: {
      proceedsId,
      invoiceNumber: `INV-${proceedsId}`,
      kind,
      valueDate: '2026-11-01',
      madCentimes: parts.reduce((sum, part) => sum + part.amountCentimes, 0),
      parts: parts.map((part) => ({ ...part, ...CAMPAIGN })),
    },
  } as unknown as ProceedsReceived;
  return office.hear('sales', 'invoice', `INV-${proceedsId}`, event);
}

export function grant(
  office: OfficeInMemory,
  producerCode: string,
  creditId: string,
  amountCentimes: number,
) {
  const data = { producerCode, creditId, amountCentimes, purpose: 'crates', grantedOn: '2026-09-03' };
  return office.send('account', producerCode, 'GrantInputCredit', data);
}

export function declare(
  office: OfficeInMemory,
  producerCode: string,
  premiumId: string,
  amountCentimes: number,
) {
  const data = { producerCode, premiumId, period: '2026-T4', amountCentimes, dueOn: '2026-09-09' };
  return office.send('account', producerCode, 'DeclarePremium', data);
}
