import { affiliation, collection, sales, type ContractKind } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { accountAggregate } from '../src/account/domain/account';
import type { PoolOpened } from '../src/pool/domain/pool.events';
import { FIRST_CHARGE_KINDS } from '../src/schedule/domain/charge-kinds';
import { scheduleAggregate } from '../src/schedule/domain/schedule';

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
/** The kinds of charges of the specs. */
export const KINDS = FIRST_CHARGE_KINDS;
export const TERMS: PoolOpened['data']['terms'] = {
  milling: { perKgCentimes: 80, chargedBy: 'third_party' },
  commissionPpm: 40_000,
  oceChargesCapPpm: 50_000,
};
export const POOL: PoolOpened['data'] = {
  poolId: 'POOL-1',
  kind: 'pooled',
  ...CAMPAIGN,
  grades: ['extra', 'vierge', 'courante'],
  lotIds: null,
  terms: TERMS,
};

/** The convention of the cooperative that all producers of the specs belong to. */
export const CONVENTION = {
  cooperativeId: 'C-1',
  conventionNumber: 'CONV-1',
  validFrom: '2026-01-01',
  validTo: '2027-12-31',
  products: ['OLIVE'],
  commissionCapPpm: 50_000,
};

/** A producer as affiliation tells of them; the personal fields say nothing. */
export async function affiliated(others: Others, producerCode: string, cooperativeId = 'C-1'): Promise<void> {
  const person = { name: 'enc', cin: 'enc', phone: 'enc', birthDate: 'enc' };
  const event = affiliation.producer.ProducerAffiliated({
    producerCode,
    cooperativeId,
    affiliatedOn: '2026-01-02',
    ...person,
  });
  await others.hear(affiliation.producer.ProducerAffiliated, producerCode, event);
}

/** The cooperative signs its convention. */
export async function signConvention(others: Others): Promise<void> {
  const { ConventionSigned } = affiliation.cooperative;
  await others.hear(ConventionSigned, CONVENTION.cooperativeId, ConventionSigned(CONVENTION));
}

export async function publishSchedules(office: OfficeInMemory): Promise<void> {
  await signConvention(office);
  for (let number = 1; number < 10; number++) await affiliated(office, `P${number}`);
  const { price, deductions } = SCHEDULES;
  await office.send(scheduleAggregate, price.version, {
    type: 'PublishPriceSchedule',
    data: price,
    facts: { prices: [] },
  });
  await office.send(scheduleAggregate, deductions.version, {
    type: 'PublishDeductionSchedule',
    data: deductions,
    facts: { deductions: [] },
  });
}

export interface Graded {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly grade: string;
  readonly payableGrams: number;
}
/** The other contexts, by their events. */
export type Others = Pick<OfficeInMemory, 'hear'>;

const { DeliveryGraded, DeliveryReversed, DeliveryWeighedIn } = collection.delivery;

export async function grade(others: Others, delivery: Graded, replaces: string | null = null): Promise<void> {
  const event = DeliveryGraded({
    ...delivery,
    ...CAMPAIGN,
    stationId: 'ST-1',
    reductions: [],
    netGrams: delivery.payableGrams,
    sample: { sampleId: 'S', impuritiesPpm: 0, moisturePpm: 0 },
    weighedAt: '2026-10-01T08:00:00.000Z',
    replaces,
  });
  await others.hear(DeliveryGraded, delivery.deliveryId, event);
}

/** A delivery at the weighbridge, not graded yet. */
export async function weigh(others: Others, deliveryId: string, producerCode: string): Promise<void> {
  const weights = { grossGrams: 1_860_000, tareGrams: 360_000, netGrams: 1_500_000 };
  const place = { stationId: 'ST-1', terminalId: 'TM1', scaleId: 'SC-1', ticketNumber: deliveryId };
  const weighedAt = '2026-10-01T08:00:00.000Z';
  const event = DeliveryWeighedIn({ deliveryId, ...place, producerCode, ...CAMPAIGN, ...weights, weighedAt });
  await others.hear(DeliveryWeighedIn, deliveryId, event);
}

/** Reverses a delivery; with another weight, the delivery that stands for it is graded as collection would do. */
export async function reverse(others: Others, delivery: Graded, rightGrams?: number): Promise<void> {
  const deliveryId = `${delivery.deliveryId}-B`;
  const right = rightGrams ?? 0;
  const replacement = {
    deliveryId,
    ticketNumber: 'B',
    grossGrams: right,
    tareGrams: 0,
    netGrams: right,
    reductions: [],
    payableGrams: right,
    regraded: null,
  };
  const event = DeliveryReversed({
    ...delivery,
    ...CAMPAIGN,
    stationId: 'ST-1',
    netGrams: delivery.payableGrams,
    reason: 'wrong tare',
    replacement: rightGrams === undefined ? null : replacement,
  });
  await others.hear(DeliveryReversed, delivery.deliveryId, event);
  if (rightGrams !== undefined)
    await grade(others, { ...delivery, deliveryId, payableGrams: right }, delivery.deliveryId);
}

export async function closeLot(
  others: Others,
  lotId: string,
  deliveries: readonly Graded[],
  kind: ContractKind,
): Promise<void> {
  const netGrams = deliveries.reduce((sum, one) => sum + one.payableGrams, 0);
  const lot = { lotId, ...CAMPAIGN, grade: deliveries[0]?.grade ?? '', netGrams };
  const closed = collection.lot.LotClosed({
    ...lot,
    stationId: 'ST-1',
    closedOn: '2026-10-02',
    deliveries: deliveries.map(({ deliveryId, producerCode, payableGrams }) => ({
      deliveryId,
      producerCode,
      payableGrams,
      netGrams: payableGrams,
    })),
  });
  const offered = sales.lotOffer.LotOffered({ ...lot, kind, offeredOn: '2026-10-03' });
  await others.hear(collection.lot.LotClosed, lotId, closed);
  await others.hear(sales.lotOffer.LotOffered, lotId, offered);
}

type Part = Pick<
  EventOf<typeof sales.invoice.ProceedsReceived>['data']['parts'][number],
  'lotId' | 'grade' | 'amountCentimes'
>;

export async function receive(
  others: Others,
  proceedsId: string,
  kind: ContractKind,
  parts: readonly Part[],
): Promise<void> {
  const madCentimes = parts.reduce((sum, part) => sum + part.amountCentimes, 0);
  const invoiceNumber = `INV-${proceedsId}`;
  const event = sales.invoice.ProceedsReceived({
    proceedsId,
    invoiceNumber,
    orderId: 'O-1',
    contractId: 'SC-1',
    buyerId: 'B-1',
    kind,
    amount: madCentimes,
    currency: 'MAD',
    rate: { date: '2026-11-01', rateMicros: 1_000_000 },
    madCentimes,
    vatCentimes: 0,
    parts: parts.map((part) => ({ ...part, ...CAMPAIGN, vatCentimes: 0 })),
    valueDate: '2026-11-01',
    bankReference: 'V',
    postings: [],
  });
  await others.hear(sales.invoice.ProceedsReceived, invoiceNumber, event);
}

export const credit = (producerCode: string, creditId: string, amountCentimes: number) => ({
  type: 'GrantInputCredit' as const,
  data: { producerCode, creditId, amountCentimes, purpose: 'crates', grantedOn: '2026-09-03' },
});

export const premium = (
  producerCode: string,
  premiumId: string,
  amountCentimes: number,
  period = '2026-T4',
) => ({
  type: 'DeclarePremium' as const,
  data: { producerCode, premiumId, period, amountCentimes, dueOn: '2026-09-09' },
});

/** A credit and a premium on an account. */
export async function owe(office: OfficeInMemory, producerCode: string): Promise<void> {
  await office.send(accountAggregate, producerCode, credit(producerCode, 'CR-1', 240_000));
  await office.send(accountAggregate, producerCode, premium(producerCode, 'PRM-1', 15_000));
}
