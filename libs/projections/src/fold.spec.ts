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
