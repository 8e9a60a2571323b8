import type { AggregateRef, Commit } from '@oce/event-sourcing';
import { randomUUID } from 'node:crypto';
import { CommitTooLarge, InvalidAggregateId, WrongExpectedPosition, type EventStore } from './event-store';
import type { LogReader } from './log-reader';

/** An adapter under test. */
export interface StoreUnderTest {
  readonly store: EventStore & LogReader;
  close(): Promise<void>;
}

export const crate = (id: string = randomUUID()): AggregateRef => ({
  context: 'collection',
  aggregate: 'crate',
  id,
});

/** A commit for these suites: `size` bytes of filling, `count` events. */
export function testCommit(overrides: Partial<Commit> = {}, count = 1, filling = ''): Commit {
  return {
    commitId: randomUUID(),
    commandId: randomUUID(),
    commandHash: 'h',
    actor: 'terminal:TM-1',
    at: '2026-10-01T08:00:00.000Z',
    correlationId: 'cor-1',
    version: 1,
    events: Array.from({ length: count }, (_, number) => ({
      type: 'CrateFilled',
      v: 1,
      data: { number, filling },
    })),
    ...overrides,
  };
}

/** What every event store must hold; run it against each adapter. */
export function describeEventStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} as an event store`, () => {
    let under: StoreUnderTest;
    let store: EventStore & LogReader;
    beforeAll(async () => {
      under = await open();
      store = under.store;
    });
    afterAll(() => under.close());

    it('loads nothing for an aggregate that does not exist', async () => {
      expect(await store.load(crate())).toEqual([]);
    });

    it('loads what was appended, in order, with positions that grow', async () => {
      const ref = crate();
      const first = await store.append(ref, 0, testCommit({ commitId: 'c1', causationId: 'x' }));
      const second = await store.append(ref, first, testCommit({ commitId: 'c2', version: 2 }, 3, 'é"\n'));
      const commits = await store.load(ref);
      expect(commits.map((commit) => commit.position)).toEqual([first, second]);
      expect(second).toBeGreaterThan(first);
      expect(commits[0]).toMatchObject({ commitId: 'c1', causationId: 'x', ref, actor: 'terminal:TM-1' });
      expect(commits[0]?.acceptedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(commits[1]?.events).toHaveLength(3);
      expect(commits[1]?.events[2]?.data).toEqual({ number: 2, filling: 'é"\n' });
      expect((await store.load(ref, first)).map((commit) => commit.commitId)).toEqual(['c2']);
    });

    it('keeps aggregates apart', async () => {
      const [a, b] = [crate('a-1'), crate('a-11')];
      await store.append(a, 0, testCommit());
      expect(await store.load(b)).toEqual([]);
    });

    it('refuses an append behind anything but the last commit', async () => {
      const ref = crate();
      const position = await store.append(ref, 0, testCommit());
      for (const expected of [0, position - 1, position + 1]) {
        await expect(store.append(ref, expected, testCommit())).rejects.toBeInstanceOf(WrongExpectedPosition);
      }
      expect(await store.load(ref)).toHaveLength(1);
    });

    it.each([1, 12])('lets one of 20 win a race on %i new aggregates', async (aggregates) => {
      const refs = Array.from({ length: aggregates }, () => crate());
      const races = refs.map((ref) => Array.from({ length: 20 }, () => store.append(ref, 0, testCommit())));
      for (const [at, race] of races.entries()) {
        const results = await Promise.allSettled(race);
        const won = results.filter((result) => result.status === 'fulfilled');
        const lost = results.filter((result) => result.status === 'rejected');
        expect(won).toHaveLength(1);
        for (const { reason } of lost) expect(reason).toBeInstanceOf(WrongExpectedPosition);
        expect(await store.load(refs[at] as AggregateRef)).toHaveLength(1);
      }
    });

    it('gives each of 600 appends at once its own outcome, a conflict among them', async () => {
      const taken = crate();
      await store.append(taken, 0, testCommit());
      const refs = Array.from({ length: 600 }, (_, at) => (at === 300 ? taken : crate()));
      const results = await Promise.allSettled(refs.map((ref) => store.append(ref, 0, testCommit())));
      expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1);
      expect(results[300]).toMatchObject({ status: 'rejected' });
      const positions = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(new Set(positions).size).toBe(599);
      const sample = await store.load(refs[599] as AggregateRef);
      expect(sample.map((commit) => commit.position)).toEqual([positions[598]]);
    });

    it('writes several commits of one aggregate one behind the other, or none of them', async () => {
      const ref = crate();
      const first = await store.append(ref, 0, testCommit());
      const four = Array.from({ length: 4 }, (_, at) => testCommit({ version: at + 2 }));
      const positions = await store.appendAll(ref, first, four);
      for (const behind of [0, first])
        await expect(store.appendAll(ref, behind, [testCommit(), testCommit()])).rejects.toBeInstanceOf(
          WrongExpectedPosition,
        );
      const found = await store.load(ref, first);
      expect(found.map(({ position }) => position)).toEqual(positions);
      expect(found.map(({ commitId }) => commitId)).toEqual(four.map(({ commitId }) => commitId));
    });

    it('gives several of many aggregates their own outcomes at once, beside single ones', async () => {
      const refs = Array.from({ length: 40 }, () => crate());
      const taken = refs[7] as AggregateRef;
      await store.append(taken, 0, testCommit());
      const several = [testCommit(), testCommit({ version: 2 }), testCommit({ version: 3 })];
      const results = await Promise.allSettled(
        refs.map((ref, at) => store.appendAll(ref, 0, several.slice(0, (at % 3) + 1))),
      );
      expect(results.flatMap(({ status }, at) => (status === 'rejected' ? [at] : []))).toEqual([7]);
      for (const [at, ref] of refs.entries()) {
        const result = results[at];
        if (result?.status !== 'fulfilled') continue;
        expect((await store.load(ref)).map(({ position }) => position)).toEqual(result.value);
      }
    });

    it('writes a commit of many events whole', async () => {
      const ref = crate();
      await store.append(ref, 0, testCommit({}, 2000));
      expect((await store.load(ref))[0]?.events).toHaveLength(2000);
    });

    it('takes a commit near the limit of a message and refuses one above it, whole', async () => {
      const ref = crate();
      const position = await store.append(ref, 0, testCommit({}, 1, 'x'.repeat(1_000_000)));
      await expect(
        store.append(ref, position, testCommit({}, 1, 'x'.repeat(1_100_000))),
      ).rejects.toBeInstanceOf(CommitTooLarge);
      expect(await store.load(ref)).toHaveLength(1);
    });

    it.each(['', 'a.b', '*', '>', 'a b', 'a\n', 'é', '../x', 'x'.repeat(129), '$JS', 'a\u0000'])(
      'refuses the hostile id %j',
      async (id) => {
        await expect(async () => store.append(crate(id), 0, testCommit())).rejects.toBeInstanceOf(
          InvalidAggregateId,
        );
        await expect(async () => store.load(crate(id))).rejects.toBeInstanceOf(InvalidAggregateId);
      },
    );

    it('gives as many commits as are asked for, those next behind the position', async () => {
      const ref = crate();
      const positions: number[] = [];
      for (let n = 0; n < 5; n++)
        positions.push(await store.append(ref, positions.at(-1) ?? 0, testCommit()));
      const found = async (after: number, most?: number) =>
        (await store.load(ref, after, most)).map((commit) => commit.position);
      expect(await found(0, 1)).toEqual(positions.slice(0, 1));
      expect(await found((positions[1] ?? 0) - 1, 2)).toEqual(positions.slice(1, 3));
      expect(await found(0, 9)).toEqual(positions);
      expect(await found(positions[4] ?? 0, 1)).toEqual([]);
    });

    it('is read from a position on, in order, filtered, and then live', async () => {
      const context = { context: 'sales', aggregate: 'order' };
      const start = await store.lastPosition();
      const stop = new AbortController();
      const seen: string[] = [];
      for (let n = 0; n < 5; n++) {
        await store.append({ ...context, id: `r${n}` }, 0, testCommit({ commitId: `r${n}` }));
        await store.append(crate(), 0, testCommit());
      }
      let caughtUp = false;
      for await (const batch of store.read({
        subjects: ['evt.sales.order.*'],
        after: start,
        signal: stop.signal,
      })) {
        seen.push(...batch.commits.map((commit) => commit.commitId));
        if (batch.pending === 0 && !caughtUp) {
          caughtUp = true;
          await store.append({ ...context, id: 'live' }, 0, testCommit({ commitId: 'live' }));
        }
        if (seen.includes('live')) stop.abort();
      }
      expect(seen).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'live']);
    });

    it('gives commits with events of some types, and comes to its end where none has', async () => {
      const event = (type: string) => ({ type, v: 1, data: {} });
      const ref = (id: string) => ({ context: 'payments', aggregate: 'typed', id });
      const [many, none] = [Array.from({ length: 60 }, () => event('Other')), [event('Other')]];
      await store.append(ref('t1'), 0, testCommit({ events: [event('Wanted')] }));
      await store.append(ref('t2'), 0, testCommit({ events: none }));
      await store.append(ref('t3'), 0, testCommit({ events: [...many, event('Wanted')] }));
      const read = async (...types: string[]) => {
        const seen: string[] = [];
        const subjects = ['evt.payments.typed.*'];
        for await (const { commits } of store.read({ subjects, types, after: 0, stopWhenCaughtUp: true }))
          for (const { ref: found, events } of commits)
            if (events.some((one) => types.includes(one.type))) seen.push(found.id);
        return seen;
      };
      expect(await read('Wanted')).toEqual(['t1', 't3']);
      expect(await read('Other', 'Wanted')).toEqual(['t1', 't2', 't3']);
      expect(await read('Nobody')).toEqual([]);
    });

    it('is read to its end where that is asked for, even where nothing matches', async () => {
      const subjects = ['evt.payments.end.*'];
      const read = async () => {
        const seen: string[] = [];
        for await (const batch of store.read({ subjects, after: 0, maxBatch: 2, stopWhenCaughtUp: true })) {
          expect(batch.commits.length).toBeLessThanOrEqual(2);
          seen.push(...batch.commits.map((commit) => commit.ref.id));
        }
        return seen;
      };
      expect(await read()).toEqual([]);
      const ids = ['e1', 'e2', 'e3', 'e4', 'e5'];
      for (const id of ids)
        await store.append({ context: 'payments', aggregate: 'end', id }, 0, testCommit());
      expect(await read()).toEqual(ids);
    });

    it('knows when a reader has been handed everything', async () => {
      const stop = new AbortController();
      const ref = { context: 'access', aggregate: 'seen', id: 'one' };
      const subscription = store.read({ subjects: ['evt.access.seen.*'], after: 0, signal: stop.signal });
      await store.append(ref, 0, testCommit());
      const reader = subscription[Symbol.asyncIterator]();
      expect((await reader.next()).value.commits).toHaveLength(1);
      const following = reader.next();
      await store.append(crate(), 0, testCommit());
      expect(await subscription.isCaughtUp()).toBe(true);
      stop.abort();
      await following;
    });
  });
}
