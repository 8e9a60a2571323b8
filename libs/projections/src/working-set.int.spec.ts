import type { RecordedCommit } from '@oce/event-sourcing';
import { startTestMongo, type TestMongo } from '@oce/local-servers/testing';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { KeyFilter } from './key-filter';
import type { Stored } from './projection';
import { commitOf, emptied, filled, tallies } from '../test/support';
import { WorkingSet } from './working-set';
import { applyCommits } from './write';

const KEYS = ['a', 'b', 'c', 'd', 'e'];

describe('the working set of a rebuild', () => {
  let mongo: TestMongo;
  beforeAll(async () => {
    mongo = await startTestMongo();
  });
  afterAll(() => mongo?.stop());

  const recorded = (position: number, key: string, grams: number): RecordedCommit => ({
    ...commitOf([grams === 0 ? emptied(key) : filled(key, grams)]),
    position,
    acceptedAt: '2026-10-01T08:00:00.000Z',
    ref: { context: 'collection', aggregate: 'crate', id: key },
  });
  const fresh = () => mongo.db().collection<Stored<object>>(`s${randomUUID().slice(0, 8)}`);
  const all = (from: ReturnType<typeof fresh>) => from.find({}).sort({ _id: 1 }).toArray();

  it('with room for next to nothing comes to what a write of each batch comes to', async () => {
    const log = fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.nat(3)), { minLength: 1, maxLength: 30 });
    const size = fc.integer({ min: 1, max: 6 });
    await fc.assert(
      fc.asyncProperty(log, size, size, size, async (list, batch, cached, gathered) => {
        const commits = list.map(([key, grams], at) => recorded(at + 1, key, grams));
        const [guarded, gatheredUp] = [fresh(), fresh()];
        const set = new WorkingSet(tallies(), gatheredUp, { cached, gathered });
        for (let at = 0; at < commits.length; at += batch) {
          await applyCommits(tallies(), guarded, commits.slice(at, at + batch));
          await set.fold(commits.slice(at, at + batch));
        }
        await set.settle();
        expect(await all(gatheredUp)).toEqual(await all(guarded));
      }),
      { numRuns: 40 },
    );
  });

  it('goes on after it has settled, and writes nothing twice where nothing came', async () => {
    const collection = fresh();
    const set = new WorkingSet(tallies(1, { keys: () => ['a'] }), collection);
    await set.fold([recorded(1, 'a', 5)]);
    await set.settle();
    await set.settle();
    await set.fold([recorded(2, 'a', 7)]);
    await set.settle();
    expect(await all(collection)).toMatchObject([{ _id: 'a', grams: 12, history: [5, 7], position: 2 }]);
  });

  it('loses nothing of a new document that the filter takes for known before it is written', async () => {
    const mayHold = jest.spyOn(KeyFilter.prototype, 'mayHold').mockReturnValue(false);
    const collection = fresh();
    const set = new WorkingSet(tallies(1, { keys: () => ['a'] }), collection);
    await set.fold([recorded(1, 'a', 5)]);
    mayHold.mockReturnValue(true);
    await set.fold([recorded(2, 'a', 7)]);
    mayHold.mockRestore();
    await set.settle();
    expect(await all(collection)).toMatchObject([{ _id: 'a', grams: 12, history: [5, 7], position: 2 }]);
  });

  it('tells of a collection that refuses, at the latest when it settles', async () => {
    const collection = fresh();
    await collection.createIndex({ grams: 1 }, { unique: true });
    const set = new WorkingSet(tallies(1, { keys: (event) => [event.data.crateId] }), collection);
    await set.fold([recorded(1, 'a', 5), recorded(2, 'b', 5)]);
    await expect(set.settle()).rejects.toThrow(/E11000/);
  });
});

describe('a filter of keys', () => {
  it('holds every key that was added, and few others', () => {
    const filter = new KeyFilter();
    const keys = Array.from({ length: 100_000 }, (_, n) => `TM-1_T-${n}`);
    for (const key of keys) filter.add(key);
    expect(keys.every((key) => filter.mayHold(key))).toBe(true);
    const others = keys.filter((key) => filter.mayHold(`${key}-other`)).length;
    expect(others).toBeLessThan(keys.length / 100);
  });
});
