import { postingsFault, type Posting } from '@oce/contracts';
import { fold, type CommandMeta, type Event } from '@oce/event-sourcing';
import { command } from '@oce/testing';
import { accountAggregate } from '../src/account/domain/account';
import type {
  AccountCommand,
  PostAdvance,
  PostFinalShare,
  PostSupplement,
} from '../src/account/domain/account.commands';
import type { AccountEvent } from '../src/account/domain/account.events';
import type { DeductionSchedule } from '../src/pool/domain/settlement/deductions';

export const P = 'P-0001';
export const deductions: DeductionSchedule = {
  version: 'DEDUCTION-1',
  capsPpm: { legal: 100_000, insurance: 50_000, input_credit: 300_000, voluntary: 100_000 },
  floorPpm: 500_000,
};
export const price = {
  version: 'PRICE-1',
  pricePerKgCentimes: 600,
  advancePpm: 600_000,
  coefficientPpm: 1_050_000,
};

/** The credit and the premium of case 2. */
export const granted: AccountCommand[] = [
  command('GrantInputCredit', {
    producerCode: P,
    creditId: 'CR-1',
    amountCentimes: 240_000,
    purpose: 'fertiliser',
    grantedOn: '2026-09-03',
  }),
  command('DeclarePremium', {
    producerCode: P,
    premiumId: 'PRM-1',
    period: '2026-T4',
    amountCentimes: 15_000,
    dueOn: '2026-09-09',
  }),
];

/** The delivery of case 2: 1,467 kg payable at 6.00 a kilogram. */
export const graded = (
  data: Partial<PostAdvance['data']> = {},
  meta: Partial<CommandMeta> = {},
): PostAdvance =>
  command(
    'PostAdvance',
    {
      producerCode: P,
      deliveryId: 'D1',
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grade: 'extra',
      payableGrams: 1_467_000,
      replaces: null,
      price,
      deductions,
      ...data,
    },
    meta,
  );

/** The share of case 3 for the first member. */
export const shared = (data: Partial<PostFinalShare['data']> = {}): PostFinalShare =>
  command('PostFinalShare', {
    producerCode: P,
    poolId: 'POOL-1',
    campaignId: 'OLIVE-2026',
    payableGrams: 1_467_000,
    deductions,
    deliveries: [{ deliveryId: 'D1', grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 }],
    points: '1540350000000',
    shareCentimes: 998_292,
    poolValue: { distributableCentimes: 5_102_000, points: '7872310000000' },
    attempt: 'A-1',
    ...data,
  });

/** A reversal; with grams, by the delivery that stands for it. */
export const reversed = (deliveryId = 'D1', byId?: string, payableGrams = 1_367_000): AccountCommand =>
  command('PostCorrection', {
    producerCode: P,
    deliveryId,
    reason: 'wrong tare',
    deductions,
    published: [deductions],
    replacement: byId === undefined ? null : { deliveryId: byId, payableGrams },
  });

/** What a series of commands leaves in the account. */
export function after(...commands: readonly AccountCommand[]): AccountEvent[] {
  const past: AccountEvent[] = [];
  for (const each of commands) past.push(...accountAggregate.decide(each, fold(accountAggregate, past)));
  return past;
}

export const stateAfter = (...commands: readonly AccountCommand[]) =>
  fold(accountAggregate, after(...commands));

/** Balances of the ledger after events; each event is checked to add up to zero. */
export function balances(events: readonly Event[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { data } of events) {
    const postings = (data as { postings?: readonly Posting[] }).postings ?? [];
    expect(postingsFault(postings)).toBeUndefined();
    for (const { account, amountCentimes } of postings) sums[account] = (sums[account] ?? 0) + amountCentimes;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

/** The part of the first member in 1,000.00 over 7,872.31 points. */
export const supplemented = (data: Partial<PostSupplement['data']> = {}): PostSupplement =>
  command('PostSupplement', {
    producerCode: P,
    poolId: 'POOL-1',
    campaignId: 'OLIVE-2026',
    number: 1,
    points: '1540350000000',
    shareCentimes: 19_567,
    lateCentimes: 0,
    deliveries: [],
    poolValue: { distributableCentimes: 5_102_000, points: '7872310000000' },
    deductions,
    ...data,
  });
