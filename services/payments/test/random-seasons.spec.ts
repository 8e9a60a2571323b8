import { postingsFault, type Posting, type SettlementLines } from '@oce/contracts';
import * as fc from 'fast-check';
import { accountsProjection, type AccountDocument } from '../src/account/reads/accounts';
import type { OfficeInMemory } from './office-in-memory';
import { happening, overtaking, RandomSeason, type Happening } from './random-season';

interface Play {
  readonly before: readonly Happening[];
  readonly meanwhile: readonly Happening[];
  readonly after: readonly Happening[];
}
const play = fc.record({
  before: fc.array(happening, { maxLength: 25 }),
  meanwhile: overtaking,
  after: fc.array(happening, { maxLength: 10 }),
});

/** A season before and after its pools close. Policies lag behind: they run only when somebody waits for them. */
async function seasonOf({ before, meanwhile, after }: Play): Promise<RandomSeason> {
  const season = new RandomSeason();
  await season.open();
  for (const day of before) await season.play(day);
  await season.close('POOL-1', meanwhile);
  for (const poolId of season.traceable) await season.close(poolId);
  for (const day of after) await season.play(day);
  await season.office.settle();
  return season;
}

const SEASONS = 40;
const dataOf = <T>(office: OfficeInMemory, type: string) =>
  office.events().flatMap((event) => (event.type === type ? [event.data as T] : []));
const accountsOf = (office: OfficeInMemory) => office.documentsOf<AccountDocument>(accountsProjection);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

type Invariant = (season: RandomSeason) => void | Promise<void>;

/** All of them are checked on each season: a season is dear to play. */
const INVARIANTS: Readonly<Record<string, Invariant>> = {
  'adds up to zero: every event, and all accounts together': ({ office }) => {
    for (const { data } of office.events())
      expect(postingsFault((data as { postings?: Posting[] }).postings ?? [])).toBeUndefined();
    expect(sum([...office.balances().values()])).toBe(0);
  },

  'shares exactly what a pool distributes, and no pool keeps a centime of it': ({ office }) => {
    const corrections = dataOf<{ poolId: string | null; amountCentimes: number }>(office, 'CorrectionPosted');
    for (const closed of dataOf<{ poolId: string; distributableCentimes: number }>(office, 'PoolClosed')) {
      const { poolId, distributableCentimes } = closed;
      const ofPool = <T extends { poolId: string | null }>(one: T) => one.poolId === poolId;
      const shares = dataOf<{ poolId: string; shareCentimes: number }>(office, 'FinalSharePosted').filter(
        ofPool,
      );
      expect(sum(shares.map((share) => share.shareCentimes))).toBe(distributableCentimes);
      const corrected = sum(corrections.filter(ofPool).map((one) => one.amountCentimes));
      expect((office.balances().get(`pool:${poolId}`) ?? 0) + corrected).toBe(0);
    }
  },

  'never settles to less than nothing, nor below the floor': ({ office }) => {
    const settlements = office.events().flatMap(({ data }) => {
      const { settlement } = data as { settlement?: SettlementLines | null };
      return settlement ? [settlement] : [];
    });
    for (const { netCentimes, floorCentimes } of settlements) {
      expect(netCentimes).toBeGreaterThanOrEqual(0);
      expect(netCentimes).toBeGreaterThanOrEqual(floorCentimes);
    }
  },

  'never recovers more than was granted, and says what it recovers': ({ office }) => {
    for (const { account } of accountsOf(office)) {
      for (const { leftCentimes, grantedCentimes } of Object.values(account.claims)) {
        expect(leftCentimes).toBeGreaterThanOrEqual(0);
        expect(leftCentimes).toBeLessThanOrEqual(grantedCentimes);
      }
    }
  },

  'pays positive amounts only, and the ledger agrees with the lines': ({ office }) => {
    for (const { amountCentimes } of dataOf<{ amountCentimes: number }>(office, 'PayoutReserved'))
      expect(amountCentimes).toBeGreaterThan(0);
    const balances = office.balances();
    const accounts = accountsOf(office);
    for (const { producerCode, balanceCentimes, account } of accounts) {
      expect(balances.get(`member:${producerCode}`) ?? 0).toBe(balanceCentimes);
      const owed = Object.values(account.claims).filter((claim) => claim.kind === 'input_credit');
      expect(balances.get(`input-credit:${producerCode}`) ?? 0).toBe(
        0 - sum(owed.map((claim) => claim.leftCentimes)),
      );
    }
    expect(balances.get('in-transfer') ?? 0).toBe(sum(accounts.map((one) => one.reservedCentimes)));
    expect(balances.get('bank:main') ?? 0).toBe(sum(accounts.map((one) => one.paidCentimes)));
  },

  'keeps on the advances only those of deliveries that no pool has settled': ({ office }) => {
    const deliveries = accountsOf(office).flatMap(({ account }) => Object.values(account.deliveries));
    const open = deliveries.filter((one) => one.settledIn === null).map((one) => one.advanceCentimes);
    expect(office.balances().get('advances:OLIVE-2026') ?? 0).toBe(0 - sum(open));
  },

  'is the same after every policy has met everything again, and every clerk has repeated everything': async ({
    office,
    sent,
  }) => {
    const length = office.log.length;
    await office.reactAgain();
    expect(office.log).toHaveLength(length);
    for (const call of sent) await office.repeat(...call);
    await office.settle();
    expect(office.log).toHaveLength(length);
  },
};

describe('any season', () => {
  it(`of ${SEASONS} drawn at random keeps every invariant`, () =>
    fc.assert(
      fc.asyncProperty(play, async (days) => {
        const season = await seasonOf(days);
        for (const [name, check] of Object.entries(INVARIANTS)) {
          try {
            await check(season);
          } catch (cause) {
            throw new Error(`it no longer ${name}`, { cause });
          }
        }
      }),
      { numRuns: SEASONS },
    ));

  it('drawn at random comes to what is worth checking', async () => {
    const seen = new Set<string>();
    for (const days of fc.sample(play, { numRuns: SEASONS, seed: 7 })) {
      const { office } = await seasonOf(days);
      for (const { type, data } of office.events()) {
        const { basis, poolId } = data as { basis?: string; poolId?: string | null };
        seen.add(basis === undefined ? type : `${type} ${basis} ${poolId ? 'closed' : 'open'}`);
      }
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
