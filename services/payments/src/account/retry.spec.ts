import { collection } from '@oce/contracts';
import { DomainError, fold, type Event } from '@oce/event-sourcing';
import { MemoryEventStore } from '@oce/event-store/testing';
import { policyCommandId, retriedCommands, type AnyPolicy, type Reaction } from '@oce/policies';
import { command, reactionsTo, testCommit } from '@oce/testing';
import { after, deductions, graded, P, shared } from '../../test/accounts';
import { poolEvents } from '../pool/domain/pool.events';
import type { PublishedSchedule } from '../schedule/domain/schedules-in-force';
import { accountAggregate } from './domain/account';
import type { AccountCommand } from './domain/account.commands';
import type { AccountEvent } from './domain/account.events';
import { whenDeliveryGradedThenPostAdvance } from './reactions/when-delivery-graded-then-post-advance';
import { whenPoolClosedThenPostFinalShares } from './reactions/when-pool-closed-then-post-final-shares';
import { whenSupplementDistributedThenPostSupplements } from './reactions/when-supplement-distributed-then-post-supplements';

/** Far behind the commit that is looked at again: what mended it was published since. */
const SINCE = 900;
const caps: PublishedSchedule = {
  ...deductions,
  kind: 'deduction',
  validFrom: '2026-09-01',
  publishedAt: SINCE,
};
const prices: PublishedSchedule = {
  kind: 'price',
  version: 'PRICE-2',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  validFrom: '2026-09-01',
  advancePpm: 600_000,
  grades: [{ grade: 'virgin', pricePerKgCentimes: 500, pointsPpm: 1_000_000 }],
  publishedAt: SINCE,
};
const counted = { deliveryId: 'D1', grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 };
const share = {
  producerCode: P,
  payableGrams: 1_467_000,
  points: '1540350000000',
  shareCentimes: 998_292,
  deliveries: [counted],
};
const part = {
  producerCode: P,
  points: '1540350000000',
  shareCentimes: 19_567,
  lateCentimes: 0,
  arrearsCentimes: 0,
  deliveries: [],
};
const ofPool = { poolId: 'POOL-1', kind: 'pooled' as const, campaignId: 'OLIVE-2026', attempt: 'A-1' };
const closed = poolEvents.PoolClosed({
  ...ofPool,
  productId: 'OLIVE',
  grades: ['extra'],
  lotIds: null,
  proceedsCentimes: 6_200_000,
  charges: [],
  distributableCentimes: 5_102_000,
  points: '7872310000000',
  members: 1,
  deliveries: 1,
  payableGrams: 1_467_000,
  logPosition: 9,
  closedOn: '2027-01-31',
  lossCentimes: 0,
  lossBorneBy: null,
  oceChargesCapPpm: 40_000,
  acknowledged: [],
  postings: [],
});
const distributed = poolEvents.SupplementDistributed({
  ...ofPool,
  supplementId: 'S-1',
  number: 1,
  distributedCentimes: 100_000,
  sharedCentimes: 100_000,
  points: '7872310000000',
  members: 1,
  lateDeliveries: 0,
  arrearsCentimes: 0,
  restCentimes: 0,
  logPosition: 9,
  distributedOn: '2027-03-01',
});
const regraded = collection.delivery.DeliveryReversed({
  deliveryId: 'D1',
  stationId: 'ST-1',
  producerCode: P,
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grade: 'extra',
  netGrams: 1_467_000,
  payableGrams: 1_467_000,
  reason: 'counter-sample',
  replacement: {
    deliveryId: 'D1-B',
    ticketNumber: 'T-1-B',
    grossGrams: 1_827_000,
    tareGrams: 360_000,
    netGrams: 1_467_000,
    reductions: [],
    payableGrams: 1_467_000,
    regraded: {
      grade: 'virgin',
      sample: { sampleId: 'S-2', impuritiesPpm: 0, moisturePpm: 0 },
      weighedAt: '2026-10-01T08:00:00.000Z',
      lotId: null,
    },
  },
});

interface Case {
  readonly policy: AnyPolicy;
  readonly event: Event;
  readonly of: Parameters<typeof testCommit>[0];
  readonly past: readonly AccountEvent[];
  /** What the policy sees, with schedules or without. */
  readonly seen: (schedules: readonly PublishedSchedule[]) => unknown;
  readonly mending: PublishedSchedule;
  readonly slug: string;
  readonly posted: object;
}
const sharesOf = (schedules: readonly PublishedSchedule[]) => ({
  schedules,
  shares: new Map([['A-1', [share]]]),
});
const supplementsOf = (schedules: readonly PublishedSchedule[]) => ({
  schedules,
  supplements: new Map([
    ['A-1', { poolValue: { distributableCentimes: 5_102_000, points: '7872310000000' }, shares: [part] }],
  ]),
});
const CASES: readonly (readonly [string, Case])[] = [
  [
    'a final share',
    {
      policy: whenPoolClosedThenPostFinalShares as AnyPolicy,
      event: closed,
      of: poolEvents,
      past: after(graded()),
      seen: sharesOf,
      mending: caps,
      slug: 'no_deduction_schedule',
      posted: { type: 'FinalSharePosted', data: { shareCentimes: 998_292, complementCentimes: 470_172 } },
    },
  ],
  [
    'a supplement',
    {
      policy: whenSupplementDistributedThenPostSupplements as AnyPolicy,
      event: distributed,
      of: poolEvents,
      past: after(graded(), shared()),
      seen: supplementsOf,
      mending: caps,
      slug: 'no_deduction_schedule',
      posted: { type: 'SupplementPosted', data: { shareCentimes: 19_567 } },
    },
  ],
  [
    'a correction to a grade without a price',
    {
      policy: whenDeliveryGradedThenPostAdvance as AnyPolicy,
      event: regraded,
      of: collection.delivery,
      past: after(graded()),
      seen: (schedules) => ({
        schedules: [...schedules, { ...caps, publishedAt: 1 }],
        days: [],
        woundUp: [],
      }),
      mending: prices,
      slug: 'no_price_schedule',
      // 60 % of 5.00 on 1,467 kg is 4,401.00, where 5,281.20 were posted.
      posted: { type: 'CorrectionPosted', data: { amountCentimes: 440_100 - 528_120 } },
    },
  ],
];

const decide = ({ type, data }: Reaction, past: readonly AccountEvent[]) => {
  const meta = { actor: 'staff:amal', now: '2027-03-02T09:00:00.000Z' };
  const asked = command(type, data, meta) as unknown as AccountCommand;
  return accountAggregate.decide(asked, fold(accountAggregate, past));
};
const slugOf = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    if (error instanceof DomainError) return error.slug;
    throw error;
  }
};

describe('a matter tried again after its cause was mended', () => {
  it.each(CASES)('posts %s that was refused, once', async (_what, one) => {
    const { policy, event, of, past, seen, mending, slug, posted } = one;
    const store = new MemoryEventStore();
    const { ref, ...commit } = testCommit(of, [event]);
    const position = await store.append(ref, 0, commit);
    const [refused] = reactionsTo(policy, event as never, seen([]), { position, id: ref.id });
    if (!refused) throw new Error('the policy asks for nothing');
    expect(slugOf(() => decide(refused, past))).toBe(slug);

    const matterId = policyCommandId(policy.name, commit.commitId, 0);
    const about = { policy: policy.name, reason: slug, detail: '', position, reaction: refused };
    const subject = `evt.${ref.context}.${ref.aggregate}.${ref.id}`;
    const retry = (schedules: readonly PublishedSchedule[]) =>
      retriedCommands(
        matterId,
        { ...about, subject },
        { policy, viewOf: () => Promise.resolve(seen(schedules)) },
        store,
      );
    const [unmended] = await retry([]);
    expect(slugOf(() => unmended && decide(unmended.reaction, past))).toBe(slug);
    const [again, ...others] = await retry([mending]);
    expect([again?.commandId, others]).toEqual([matterId, []]);
    if (!again) throw new Error('nothing is tried again');
    const events = decide(again.reaction, past);
    expect(events[0]).toMatchObject(posted);
    expect(decide(again.reaction, [...past, ...events])).toEqual([]);
  });
});
