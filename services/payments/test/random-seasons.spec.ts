import { postingsFault, type SettlementLines } from '@oce/contracts';
import type { Event, EventOf } from '@oce/event-sourcing';
import * as fc from 'fast-check';
import { rounds } from '@oce/testing';
import { accountEvents } from '../src/account/domain/account.events';
import { poolEvents } from '../src/pool/domain/pool.events';
import type { PoolDocument } from '../src/pool/reads/pools';
import { accountsOf, balancesOf, dataOf, poolsOf, postingsOf, type WholeAccount } from './payments-in-memory';
import { happening, lateHappening, overtaking, type Happening } from './happenings';
import { RandomSeason } from './random-season';

interface Play {
  readonly seed: number;
  readonly before: readonly Happening[];
  readonly meanwhile: readonly Happening[];
  readonly after: readonly Happening[];
}
const play = fc.record({
  seed: fc.nat(),
  before: fc.array(happening, { maxLength: 25 }),
  meanwhile: overtaking,
  after: fc.array(lateHappening, { maxLength: 14 }),
});

/** A season before and after its pools close. Policies lag behind: they run only when somebody waits for them. */
async function seasonOf({ seed, before, meanwhile, after }: Play): Promise<RandomSeason> {
  const season = await RandomSeason.open(seed);
  for (const day of before) await season.play(day);
  await season.close('POOL-1', meanwhile);
  for (const poolId of season.traceable) await season.close(poolId);
  for (const day of after) await season.play(day);
  await season.office.settle();
  return season;
}

const SEASONS = rounds(8, 200);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const isOf = (poolId: string) => (one: { readonly poolId: string | null }) => one.poolId === poolId;

/** What a season has come to. */
interface Played {
  readonly events: readonly Event[];
  readonly balances: ReadonlyMap<string, number>;
  readonly accounts: readonly WholeAccount[];
  readonly pools: readonly PoolDocument[];
}
const played = async ({ office }: RandomSeason): Promise<Played> => {
  const events = await office.events();
  return {
    events,
    balances: balancesOf(events),
    accounts: await accountsOf(office),
    pools: await poolsOf(office),
  };
};

const ON_ADVANCES = 'keeps on the advances only those of deliveries that no pool has settled, or met yet';

/** All of them are checked on each season: a season is dear to play. */
const INVARIANTS: Readonly<Record<string, (played: Played) => void>> = {
  'adds up to zero: every event, and all accounts together': ({ events, balances }) => {
    for (const event of events) expect(postingsFault(postingsOf(event))).toBeUndefined();
    expect(sum([...balances.values()])).toBe(0);
  },

  'shares exactly what a pool distributes, and its account holds what the pool says': (all) => {
    const { events, balances, pools } = all;
    const shares = dataOf<EventOf<typeof accountEvents.FinalSharePosted>>(events, 'FinalSharePosted');
    const back = dataOf<EventOf<typeof accountEvents.FinalShareTakenBack>>(events, 'FinalShareTakenBack');
    const late = dataOf<EventOf<typeof accountEvents.SupplementPosted>>(events, 'SupplementPosted');
    const lateBack = dataOf<EventOf<typeof accountEvents.SupplementTakenBack>>(events, 'SupplementTakenBack');
    const supplements = dataOf<EventOf<typeof poolEvents.SupplementDistributed>>(
      events,
      'SupplementDistributed',
    );
    for (const { poolId, status, closing, closedAt, restCentimes, proceedsCentimes } of pools) {
      const own = isOf(poolId);
      const shared = sum(shares.filter(own).map((share) => share.shareCentimes));
      const takenBack = sum(back.filter(own).map((share) => share.shareCentimes));
      expect(shared - takenBack).toBe(closing?.distributableCentimes ?? 0);
      const distributed = sum(supplements.filter(own).map((one) => one.distributedCentimes));
      expect(sum(late.filter(own).map((share) => share.shareCentimes))).toBe(distributed);
      // Whatever was shared by closings that stand no more is back: the parts of the last one are all that is left.
      const standing = sum(
        supplements
          .filter((one) => own(one) && one.logPosition >= (closedAt ?? Infinity))
          .map((one) => one.distributedCentimes),
      );
      expect(distributed - sum(lateBack.filter(own).map((share) => share.shareCentimes))).toBe(standing);
      const kept = status === 'open' ? proceedsCentimes : restCentimes;
      expect(balances.get(`pool:${poolId}`) ?? 0).toBe(kept);
    }
  },

  'counts in kilograms what stands: that of the closing, of late goods, and what corrections have changed': (
    all,
  ) => {
    const { events, accounts, pools } = all;
    const deliveries = new Map(accounts.flatMap(({ account }) => [...account.deliveries]));
    for (const { poolId, status, closing } of pools) {
      if (status !== 'closed') continue;
      const standing = [...deliveries.values()].filter((one) => one.settledIn === poolId && !one.isReversed);
      const since = eventsSince(events, 'PoolClosed', poolId);
      const late = dataOf<EventOf<typeof accountEvents.SupplementPosted>>(since, 'SupplementPosted')
        .filter(isOf(poolId))
        .flatMap((one) => one.deliveries.map(({ payableGrams }) => payableGrams));
      const corrected = dataOf<EventOf<typeof accountEvents.CorrectionPosted>>(since, 'CorrectionPosted')
        .filter((one) => one.poolId === poolId && one.basis !== 'dispute')
        .map(
          ({ counts, deliveryId }) =>
            (counts?.payableGrams ?? 0) - (deliveries.get(deliveryId ?? '')?.payableGrams ?? 0),
        );
      expect(sum(standing.map((one) => one.payableGrams))).toBe(
        (closing?.payableGrams ?? 0) + sum(late) + sum(corrected),
      );
    }
  },

  'gives all points of a supplement the same, to the centime': ({ events }) => {
    const fixed = dataOf<EventOf<typeof poolEvents.SupplementFixed>>(events, 'SupplementFixed');
    const done = dataOf<EventOf<typeof poolEvents.SupplementDistributed>>(events, 'SupplementDistributed');
    for (const { attempt, sharedCentimes, points, lateDeliveries, distributedCentimes } of done) {
      if (lateDeliveries > 0 || sharedCentimes !== distributedCentimes) continue;
      for (const share of fixed.filter((one) => one.attempt === attempt).flatMap((one) => one.shares)) {
        const exact = (BigInt(share.points) * BigInt(sharedCentimes)) / BigInt(points);
        expect([0n, 1n]).toContain(BigInt(share.shareCentimes) - exact);
      }
    }
  },

  'never settles to less than nothing, nor below the floor': ({ events }) => {
    for (const { netCentimes, floorCentimes } of events.flatMap(settlementOf)) {
      expect(netCentimes).toBeGreaterThanOrEqual(0);
      expect(netCentimes).toBeGreaterThanOrEqual(floorCentimes);
    }
  },

  'never recovers more than was granted, and says what it recovers': ({ accounts }) => {
    for (const { account } of accounts) {
      for (const { leftCentimes, grantedCentimes } of [...account.claims.values()]) {
        expect(leftCentimes).toBeGreaterThanOrEqual(0);
        expect(leftCentimes).toBeLessThanOrEqual(grantedCentimes);
      }
    }
  },

  'pays positive amounts only, and the ledger agrees with the lines': ({ events, balances, accounts }) => {
    for (const { amountCentimes } of dataOf<EventOf<typeof accountEvents.PayoutReserved>>(
      events,
      'PayoutReserved',
    ))
      expect(amountCentimes).toBeGreaterThan(0);
    for (const { producerCode, balanceCentimes, account } of accounts) {
      expect(balances.get(`member:${producerCode}`) ?? 0).toBe(balanceCentimes);
      const owed = [...account.claims.values()].filter((claim) => claim.kind === 'input_credit');
      expect(balances.get(`input-credit:${producerCode}`) ?? 0).toBe(
        0 - sum(owed.map((claim) => claim.leftCentimes)),
      );
    }
    expect(balances.get('in-transfer') ?? 0).toBe(sum(accounts.map((one) => one.reservedCentimes)));
    expect(balances.get('bank:main') ?? 0).toBe(sum(accounts.map((one) => one.paidCentimes)));
  },

  [ON_ADVANCES]: ({ balances, accounts }) => {
    const deliveries = accounts.flatMap(({ account }) => [...account.deliveries.values()]);
    const open = deliveries.filter((one) => one.settledIn === null).map((one) => one.advanceCentimes);
    const unmet = accounts
      .flatMap(({ account }) => [...account.pools.values()])
      .map((one) => one.unmetCentimes);
    expect(balances.get('advances:OLIVE-2026') ?? 0).toBe(0 - sum([...open, ...unmet]));
  },
};

/** What came since the last event of a type that speaks of a pool. */
function eventsSince(events: readonly Event[], type: Event['type'], poolId: string): readonly Event[] {
  const at = events.findLastIndex(
    (event) => event.type === type && (event.data as { poolId?: string }).poolId === poolId,
  );
  return events.slice(at + 1);
}

function settlementOf(event: Event): SettlementLines[] {
  switch (event.type) {
    case 'AdvancePosted':
    case 'FinalSharePosted':
    case 'SupplementPosted':
    case 'CorrectionPosted': {
      const { settlement } = event.data as { settlement: SettlementLines | null };
      return settlement ? [settlement] : [];
    }
    default:
      return [];
  }
}

function holdsAll(all: Played): void {
  for (const [name, check] of Object.entries(INVARIANTS))
    try {
      check(all);
    } catch (cause) {
      throw new Error(`it no longer ${name}`, { cause });
    }
}

/** All policies have met everything again, and all clerks have repeated everything. */
async function staysTheSame(season: RandomSeason): Promise<void> {
  const { length } = await season.office.commits();
  await season.office.again();
  expect(await season.office.commits()).toHaveLength(length);
  await season.repeatAll();
  expect(await season.office.commits()).toHaveLength(length);
}

describe('any season', () => {
  it(`of ${SEASONS} drawn at random keeps every invariant`, () =>
    fc.assert(
      fc.asyncProperty(play, async (days) => {
        const season = await seasonOf(days);
        try {
          holdsAll(await played(season));
          await staysTheSame(season);
          await season.takeBack();
          holdsAll(await played(season));
          await season.close('POOL-1');
          holdsAll(await played(season));
          await season.windUp();
          const ended = await played(season);
          const { balances, pools } = ended;
          INVARIANTS[ON_ADVANCES]?.(ended);
          for (const { poolId, status } of pools)
            if (status === 'wound_up') expect(balances.get(`pool:${poolId}`) ?? 0).toBe(0);
          if (pools.every(({ status }) => status === 'wound_up'))
            expect(balances.get('advances:OLIVE-2026') ?? 0).toBe(0);
        } finally {
          await season.office.close();
        }
      }),
      { numRuns: SEASONS },
    ));

  it('drawn at random comes to what is worth checking', async () => {
    const missing = new Set([
      'PoolClosed',
      'FinalSharePosted',
      'PayoutConfirmed',
      'PayoutReturned',
      'PremiumWithheld',
      'CorrectionPosted reversal open',
      'CorrectionPosted reversal closed',
      'CorrectionPosted replacement open',
      'CorrectionPosted replacement closed',
      'CorrectionPosted dispute open',
      'CorrectionPosted dispute closed',
      'ChargeReversed',
      'SupplementPosted',
      'ClosingTakenBack',
      'FinalShareTakenBack',
      'SupplementTakenBack',
      'CorrectionTakenBack replacement closed',
      'CorrectionTakenBack reversal closed',
    ]);
    for (const days of fc.sample(play, { numRuns: 180, seed: 2 })) {
      if (missing.size === 0) break;
      const { office } = await seasonOf(days);
      for (const { type, data } of await office.events()) {
        const { basis, poolId } = data as { basis?: string; poolId?: string | null };
        missing.delete(basis === undefined ? type : `${type} ${basis} ${poolId ? 'closed' : 'open'}`);
      }
      await office.close();
    }
    expect([...missing]).toEqual([]);
  });
});
