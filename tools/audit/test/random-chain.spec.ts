import { findContexts } from '@oce/contexts';
import { rounds } from '@oce/testing';
import fc from 'fast-check';
import { declaredBy, runAudit } from '../src';
import { Chain, GOOD_DAY, type Kind } from './chain/chain';
import { wrongClaims, wrongSteps } from './chain/oracle';

/** Those that goods go through; money is not asked here, so no advance follows a delivery. */
const contexts = findContexts().filter(({ name }) =>
  ['affiliation', 'certification', 'collection', 'conditioning', 'sales', 'transport'].includes(name),
);

/** What comes in between, and how often each is drawn. */
const WEIGHTS: Partial<Record<Kind, number>> = {
  control: 4,
  hold: 5,
  lift: 3,
  destroy: 1,
  recall: 2,
  suspend: 2,
  reinstate: 2,
  withdraw: 1,
  offer: 2,
  order: 2,
  fulfil: 3,
  cancel: 1,
  scan: 1,
  depart: 1,
  receive: 1,
  refuse: 2,
  comeBack: 2,
};
const KINDS = (Object.entries(WEIGHTS) as [Kind, number][]).flatMap(([kind, times]) =>
  Array.from({ length: times }, () => kind),
);
const between = fc.record({
  at: fc.nat(GOOD_DAY.length - 1),
  do: fc.constantFrom(...KINDS),
  what: fc.nat(63),
  followed: fc.nat(60),
});

/** What others have done meanwhile, and a clerk is told of. */
const CLERKS = ['lot_recalled', 'lot_destroyed', 'sample_before_hold', 'lot_not_released', 'lot_short'];

const documentsOf = async ({ office }: Chain): Promise<string> => {
  const declared = await declaredBy(contexts);
  const all = declared.flatMap(({ context, projections }) =>
    projections.map(async (one) => [context, one.name, await office.documents(context, one)]),
  );
  return JSON.stringify(await Promise.all(all));
};

async function check(chain: Chain): Promise<void> {
  const { office } = chain;
  const commits = await office.commits();
  expect(wrongSteps(commits)).toEqual([]);
  expect(wrongClaims(commits.flatMap(({ events }) => [...events]))).toEqual([]);
  const streams = [{ stream: office.log.main, log: office.log.of(office.log.main) }];
  const { findings } = await runAudit({ streams, personalFields: {}, patienceMs: 0 });
  expect(findings.filter(({ rule }) => rule !== 'accounts/no-advance')).toEqual([]);
  expect((await office.attention()).filter((reason) => !CLERKS.includes(reason))).toEqual([]);
  const documents = await documentsOf(chain);
  await office.again();
  expect(await office.commits()).toHaveLength(commits.length);
  expect(await documentsOf(chain)).toBe(documents);
}

describe('random histories over the contexts that goods go through, heard late, twice and in any order', () => {
  const done: Record<string, number> = {};

  it(
    'offer, allocate, load, send and bill nothing that is held, rejected, recalled or was never controlled',
    async () => {
      const histories = fc.array(between, { minLength: 10, maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
          const chain = await Chain.open(contexts, seed);
          try {
            for (const [at, [kind, what]] of GOOD_DAY.entries()) {
              for (const one of history.filter((other) => other.at === at)) {
                await chain.play(one.do, one.what);
                await chain.play('follow', one.followed);
              }
              await chain.insist(kind, what);
            }
            await chain.office.settle();
            await check(chain);
            for (const [kind, times] of Object.entries(chain.done)) done[kind] = (done[kind] ?? 0) + times;
          } finally {
            await chain.office.close();
          }
        }),
        { numRuns: rounds(2, 200), endOnFailure: true },
      );
      // Histories in which nothing goes prove nothing.
      for (const kind of ['goods', 'control', 'offer', 'order', 'plan', 'depart'])
        expect(done[kind]).toBeGreaterThan(0);
    },
    rounds(120_000, 1_800_000),
  );
});
