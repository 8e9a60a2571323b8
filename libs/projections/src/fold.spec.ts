import type { RecordedCommit } from '@oce/event-sourcing';
import fc from 'fast-check';
import { foldDocument, touches, type Touch } from './fold';
import type { Stored } from './projection';
import { commitOf, emptied, filled, tallies, type CrateEvent } from '../test/support';

const projection = tallies();
const recorded = (position: number, events: CrateEvent[]): RecordedCommit => ({
  ...commitOf(events),
  position,
  acceptedAt: '2026-10-01T08:00:00.000Z',
  ref: { context: 'collection', aggregate: 'crate', id: 'a' },
});
const listOf = (commits: RecordedCommit[], key = 'a'): Touch[] => touches(projection, commits).get(key) ?? [];
const fold = (stored: Stored<object> | undefined, commits: RecordedCommit[]) =>
  foldDocument(projection, 'a', stored, listOf(commits));

const EMPTY = { grams: 0 };
const FROZEN = Object.freeze({ grams: 0 });

describe('the fold of a batch', () => {
  it('sorts events by the documents they touch, in the order of the log', () => {
    const found = touches(projection, [
      recorded(1, [filled('a', 1), filled('b', 2)]),
      recorded(2, [filled('a', 3)]),
    ]);
    expect([...found.keys()].sort()).toEqual(['a', 'all', 'b']);
    expect(found.get('a')?.map((one) => one.envelope.position)).toEqual([1, 2]);
    expect(found.get('all')).toHaveLength(3);
  });

  it('makes a document with its key and the position of the last commit', () => {
    expect(fold(undefined, [recorded(4, [filled('a', 5)]), recorded(9, [filled('a', 6)])])).toEqual({
      key: 'a',
      before: undefined,
      after: { _id: 'a', position: 9, grams: 11, fills: 2, history: [5, 6] },
    });
  });

  it('leaves out what the document holds already', () => {
    const stored = fold(undefined, [recorded(4, [filled('a', 5)])])?.after as Stored<object>;
    expect(fold(stored, [recorded(4, [filled('a', 5)])])).toBeUndefined();
    expect(fold(stored, [recorded(4, [filled('a', 5)]), recorded(5, [filled('a', 1)])])).toMatchObject({
      before: 4,
      after: { grams: 6, position: 5 },
    });
  });

  it('deletes, and begins anew behind the deletion', () => {
    const stored = fold(undefined, [recorded(1, [filled('a', 5)])])?.after as Stored<object>;
    expect(fold(stored, [recorded(2, [emptied('a')])])).toEqual({ key: 'a', before: 1, after: null });
    expect(fold(stored, [recorded(2, [emptied('a'), filled('a', 7)])])?.after).toMatchObject({
      grams: 7,
      fills: 1,
    });
  });

  it.each([
    ['the data of the event', (data: object) => data],
    ['a part of it', (data: object) => (data as { contents: object[] }).contents[0] as object],
    ['one that stands for every key', () => EMPTY],
    ['a frozen one', () => FROZEN],
  ])('completes a copy where the projection gives %s', (_what, given) => {
    const event = { ...filled('a', 5), data: { crateId: 'a', grams: 5, contents: [{ kind: 'olives' }] } };
    const commits = [recorded(1, [event as CrateEvent])];
    const shares = tallies(1, { keys: () => ['a', 'b'], project: (_doc, { data }) => given(data) as never });
    const before = structuredClone(commits);
    const list = touches(shares, commits);
    const [a, b] = ['a', 'b'].map((key) => foldDocument(shares, key, undefined, list.get(key) ?? [])?.after);
    expect(commits).toEqual(before);
    expect([a, b]).toMatchObject([
      { _id: 'a', position: 1 },
      { _id: 'b', position: 1 },
    ]);
  });

  it('completes a copy where the projection gives back the document that was stored', () => {
    const stored = { _id: 'a', position: 4, grams: 5 };
    const keeps = tallies(1, { project: (doc) => doc });
    const after = foldDocument(keeps, 'a', stored, listOf([recorded(5, [filled('a', 1)])]))?.after;
    expect(after).toEqual({ _id: 'a', position: 5, grams: 5 });
    expect(stored.position).toBe(4);
  });

  it('comes to the same however the log is cut into batches and however often they come again', () => {
    const weights = fc.array(fc.nat(100), { maxLength: 12 });
    const cuts = fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { maxLength: 8 });
    fc.assert(
      fc.property(weights, cuts, (list, redelivered) => {
        const commits = list.map((grams, at) => recorded(at + 1, [filled('a', grams)]));
        const whole = fold(undefined, commits)?.after;
        let doc: Stored<object> | undefined;
        let reached = 0;
        for (const [from, length] of [...redelivered, [0, commits.length] as const]) {
          // A batch never skips: it begins at or before what has been reached.
          const start = Math.min(from, reached);
          const batch = commits.slice(start, start + length);
          doc = (fold(doc, batch)?.after ?? doc) as Stored<object> | undefined;
          reached = Math.max(reached, start + batch.length);
        }
        expect(doc ?? undefined).toEqual(whole ?? undefined);
      }),
    );
  });
});
