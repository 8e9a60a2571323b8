import { postingsFault, type SettlementLines } from '@oce/contracts';
import type { Event, EventOf } from '@oce/event-sourcing';
import * as fc from 'fast-check';
import { accountEvents } from '../src/account/domain/account.events';
import { poolEvents } from '../src/pool/domain/pool.events';
import { accountsOf, balancesOf, dataOf, postingsOf, type WholeAccount } from './payments-in-memory';
import { happening, overtaking, RandomSeason, type Happening } from './random-season';

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
  after: fc.array(happening, { maxLength: 10 }),
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

const SEASONS = 40;
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const isOf = (poolId: string) => (one: { readonly poolId: string | null }) => one.poolId === poolId;

/** What a season has come to. */
interface Played {
  readonly events: readonly Event[];
  readonly balances: ReadonlyMap<string, number>;
  readonly accounts: readonly WholeAccount[];
}
const played = async ({ office }: RandomSeason): Promise<Played> => {
  const events = await office.events();
  return { events, balances: balancesOf(events), accounts: await accountsOf(office) };
};

/** All of them are checked on each season: a season is dear to play. */
const INVARIANTS: Readonly<Record<string, (played: Played) => void>> = {
  'adds up to zero: every event, and all accounts together': ({ events, balances }) => {
    for (const event of events) expect(postingsFault(postingsOf(event))).toBeUndefined();
    expect(sum([...balances.values()])).toBe(0);
  },

  'shares exactly what a pool distributes, and no pool keeps a centime of it': ({ events, balances }) => {
    const corrections = dataOf<EventOf<typeof accountEvents.CorrectionPosted>>(events, 'CorrectionPosted');
    const shares = dataOf<EventOf<typeof accountEvents.FinalSharePosted>>(events, 'FinalSharePosted');
    const closings = dataOf<EventOf<typeof poolEvents.PoolClosed>>(events, 'PoolClosed');
    for (const { poolId, distributableCentimes } of closings) {
      const shared = sum(shares.filter(isOf(poolId)).map((share) => share.shareCentimes));
      expect(shared).toBe(distributableCentimes);
      const corrected = sum(corrections.filter(isOf(poolId)).map((one) => one.amountCentimes));
      expect((balances.get(`pool:${poolId}`) ?? 0) + corrected).toBe(0);
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

  'keeps on the advances only those of deliveries that no pool has settled': ({ balances, accounts }) => {
    const deliveries = accounts.flatMap(({ account }) => [...account.deliveries.values()]);
    const open = deliveries.filter((one) => one.settledIn === null).map((one) => one.advanceCentimes);
    expect(balances.get('advances:OLIVE-2026') ?? 0).toBe(0 - sum(open));
  },
};

function settlementOf(event: Event): SettlementLines[] {
  switch (event.type) {
    case 'AdvancePosted':
    case 'FinalSharePosted':
    case 'CorrectionPosted': {
      const { settlement } = event.data as { settlement: SettlementLines | null };
      return settlement ? [settlement] : [];
    }
    default:
      return [];
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
          const all = await played(season);
          for (const [name, check] of Object.entries(INVARIANTS)) {
            try {
              check(all);
            } catch (cause) {
              throw new Error(`it no longer ${name}`, { cause });
            }
          }
          await staysTheSame(season);
        } finally {
          await season.office.close();
        }
      }),
      { numRuns: SEASONS },
    ));

  it('drawn at random comes to what is worth checking', async () => {
    const seen = new Set<string>();
    for (const days of fc.sample(play, { numRuns: SEASONS, seed: 8 })) {
      const { office } = await seasonOf(days);
      for (const { type, data } of await office.events()) {
        const { basis, poolId } = data as { basis?: string; poolId?: string | null };
        seen.add(basis === undefined ? type : `${type} ${basis} ${poolId ? 'closed' : 'open'}`);
      }
      await office.close();
    }
    expect([...seen]).toEqual(
      expect.arrayContaining([
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
        'DeliveryVoided',
      ]),
    );
  });
});
