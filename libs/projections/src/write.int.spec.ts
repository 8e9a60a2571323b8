import type { RecordedCommit } from '@oce/event-sourcing';
import { startTestMongo, type TestMongo } from '@oce/local-servers/testing';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { randomUUID } from 'node:crypto';
import type { Stored } from './projection';
import { rebuildOf, collectionName } from './projection';
import { commitOf, emptied, filled, tallies } from '../test/support';
import { applyCommits } from './write';

describe('writing a batch', () => {
  let mongo: TestMongo;
  beforeAll(async () => {
    mongo = await startTestMongo();
  });
  afterAll(() => mongo?.stop());

  const recorded = (position: number, key: string, grams: number): RecordedCommit => ({
    ...commitOf([filled(key, grams)]),
    position,
    acceptedAt: '2026-10-01T08:00:00.000Z',
    ref: { context: 'collection', aggregate: 'crate', id: key },
  });
  const fresh = () => mongo.db().collection<Stored<object>>(`w${randomUUID().slice(0, 8)}`);
  const all = (from: ReturnType<typeof fresh>) => from.find({}).sort({ _id: 1 }).toArray();

  it('by several writers, cut and repeated at random, comes to what one writer writes at once', async () => {
    const log = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(1000)), {
      minLength: 1,
      maxLength: 15,
    });
    const size = fc.integer({ min: 1, max: 6 });
    await fc.assert(
      fc.asyncProperty(log, size, size, async (list, sizeOfOne, sizeOfTwo) => {
        const commits = list.map(([key, grams], at) => recorded(at + 1, key, grams));
        const [alone, shared] = [fresh(), fresh()];
        await applyCommits(tallies(), alone, commits);
        const writer = async (batch: number) => {
          for (let at = 0; at < commits.length; at += batch) {
            // Each batch begins one early: a redelivery.
            await applyCommits(tallies(), shared, commits.slice(Math.max(0, at - 1), at + batch));
          }
        };
        await Promise.all([writer(sizeOfOne), writer(sizeOfTwo)]);
        expect(await all(shared)).toEqual(await all(alone));
      }),
      { numRuns: 25 },
    );
  });

  it('deletes what a crash left behind of an aggregate that is new and gone within one batch', async () => {
    const collection = fresh();
    const [came, went] = [
      recorded(1, 'a', 5),
      { ...recorded(2, 'a', 5), events: [emptied('a')], version: 2 },
    ];
    await applyCommits(tallies(), collection, [came]);
    await applyCommits(tallies(), collection, [came, went]);
    expect((await all(collection)).map(({ _id }) => _id)).toEqual(['all']);
  });

  it('does not look for the document of a new aggregate', async () => {
    const collection = fresh();
    const find = jest.spyOn(collection, 'find');
    await applyCommits(tallies(1, { keys: () => ['a'] }), collection, [recorded(1, 'a', 5)]);
    expect(find).not.toHaveBeenCalled();
    await applyCommits(tallies(1, { keys: () => ['a'] }), collection, [
      { ...recorded(2, 'a', 7), version: 2 },
    ]);
    expect(find).toHaveBeenCalledTimes(1);
    expect(await collection.findOne({ _id: 'a' })).toMatchObject({ grams: 12, position: 2 });
  });

  it('leaves out a field without a value, in whatever way a document is written', async () => {
    const client = new MongoClient(mongo.uri, { ignoreUndefined: true });
    const collection = client.db(`t${randomUUID().slice(0, 8)}`).collection<Stored<object>>('without');
    const project = () => ({ grams: undefined, parts: { full: 1, empty: undefined } }) as never;
    for (const position of [1, 2]) {
      const commit = { ...recorded(position, 'a', 5), version: position };
      await applyCommits(tallies(1, { keys: () => ['a', `b${position}`], project }), collection, [commit]);
    }
    const found = await all(collection);
    await client.close();
    const parts = { full: 1 };
    expect(found).toStrictEqual([
      { _id: 'a', parts, position: 2 },
      { _id: 'b1', parts, position: 1 },
      { _id: 'b2', parts, position: 2 },
    ]);
  });

  it('fails as a whole where the collection refuses for another reason than the guard', async () => {
    const collection = fresh();
    await collection.createIndex({ grams: 1 }, { unique: true });
    await applyCommits(tallies(1, { keys: () => ['a'] }), collection, [recorded(1, 'a', 5)]);
    const other = tallies(1, { keys: () => ['b'] });
    await expect(applyCommits(other, collection, [recorded(2, 'b', 5)])).rejects.toThrow(/kept changing/);
  });
});

describe('the name of a collection', () => {
  it('tells the version and the rebuild', () => {
    const name = collectionName({ name: 'open_orders', version: 2 }, 3, 'a1b2c3');
    expect(name).toBe('open_orders_v2_r3_a1b2c3');
    expect(rebuildOf('open_orders', name)).toBe(3);
    expect(rebuildOf('open_orders', 'open_orders_v1')).toBe(0);
  });

  it.each(['orders_v1', 'open_orders', 'open_orders_v1x', 'open_orders_old_v1', 'checkpoints'])(
    'does not take %s for one of the projection',
    (collection) => expect(rebuildOf('open_orders', collection)).toBeUndefined(),
  );
});
