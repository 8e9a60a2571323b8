import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  type Command,
  type Event,
} from '@oce/event-sourcing';
import { testMeta } from '@oce/event-sourcing/testing';
import { randomUUID } from 'node:crypto';
import { AggregateHandler } from './aggregate-handler';
import { UnreadableCommit, UnsoundCommit } from './event-store';
import { testCommit, type StoreUnderTest } from './event-store.contract';

const crateEvents = defineEvents(
  { stream: 'OCE', context: 'collection', aggregate: 'crate' },
  { CrateFilled: event<{ grams: number; postings?: number }>() },
);
type Fill = Command<'FillCrate', { grams: number }>;

const LIMIT_GRAMS = 100;
const crate = defineAggregate<{ grams: number }, Fill, typeof crateEvents>(crateEvents, {
  initial: { grams: 0 },
  decide(command, state) {
    if (state.grams + command.data.grams > LIMIT_GRAMS)
      throw conflict('crate_full', 'Take another crate.', 'grams');
    return command.data.grams === 0 ? [] : [crateEvents.CrateFilled({ grams: command.data.grams })];
  },
  evolve: (state, { data }) => ({ grams: state.grams + data.grams }),
});
const fill = (grams: number, commandId: string = randomUUID()): Fill => ({
  type: 'FillCrate',
  data: { grams },
  meta: testMeta({ commandId }),
});

/** The way of a command, on each adapter: idempotent by its id, decided on what the log holds. */
export function describeCommandHandling(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`command handling on ${name}`, () => {
    let under: StoreUnderTest;
    const handler = () => new AggregateHandler(under.store, crate);
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());

    it.each(['the same process', 'another process'])(
      'answers a repeated command as the first time, in %s',
      async (where) => {
        const [one, id] = [handler(), randomUUID()];
        const first = await one.handle(id, fill(10, 'cmd'));
        await one.handle(id, fill(20));
        const again = await (where === 'the same process' ? one : handler()).handle(id, fill(10, 'cmd'));
        expect(again).toEqual({ ...first, repeated: true });
        expect(await under.store.load({ context: 'collection', aggregate: 'crate', id })).toHaveLength(2);
      },
    );

    it('reads one commit for a repeat, however many came after it', async () => {
      const [one, id] = [handler(), randomUUID()];
      const first = await one.handle(id, fill(1, 'cmd'));
      for (let more = 0; more < 20; more++) await one.handle(id, fill(1));
      const loads = jest.spyOn(under.store, 'load');
      expect(await one.handle(id, fill(1, 'cmd'))).toEqual({ ...first, repeated: true });
      const read = await Promise.all(loads.mock.results.map(({ value }) => value as Promise<unknown[]>));
      expect(read.map((commits) => commits.length)).toEqual([1]);
      loads.mockRestore();
    });

    it('keeps long aggregates in memory as their commits allow, and one that is longer alone', async () => {
      const few = new AggregateHandler(under.store, crate, { cacheSize: 10, cacheCommits: 10 });
      const [one, long] = [randomUUID(), randomUUID()];
      const [first] = await Promise.all(
        Array.from({ length: 40 }, (_, at) => few.handle(one, fill(1, `${at}`))),
      );
      expect(few.isKnownDone(one, '0')).toBe(true);
      await Promise.all(Array.from({ length: 70 }, (_, at) => few.handle(long, fill(1, `${at}`))));
      expect([few.isKnownDone(long, '69'), few.isKnownDone(one, '0')]).toEqual([true, false]);
      expect(await few.handle(one, fill(1, '0'))).toEqual({ ...first, repeated: true });
    });

    it('refuses another body under a known command id', async () => {
      const [one, id] = [handler(), randomUUID()];
      await one.handle(id, fill(10, 'cmd'));
      await expect(one.handle(id, fill(11, 'cmd'))).rejects.toMatchObject({ slug: 'command_id_reused' });
      await expect(handler().handle(id, fill(11, 'cmd'))).rejects.toMatchObject({
        slug: 'command_id_reused',
      });
    });

    it('tells the first outcome of a command without deciding it', async () => {
      const [one, id] = [handler(), randomUUID()];
      expect(await one.outcomeOf(id, fill(10, 'cmd'))).toBeUndefined();
      const first = await one.handle(id, fill(10, 'cmd'));
      for (const who of [one, handler()]) {
        expect(await who.outcomeOf(id, fill(10, 'cmd'))).toEqual({ ...first, repeated: true });
        expect(await who.outcomeOf(id, fill(10, 'other'))).toBeUndefined();
        await expect(who.outcomeOf(id, fill(11, 'cmd'))).rejects.toMatchObject({ slug: 'command_id_reused' });
      }
    });

    it('writes what gathers meanwhile together, each command with the outcome that is its own', async () => {
      const [one, id] = [handler(), randomUUID()];
      await one.handle(id, fill(1, 'first'));
      const together = jest.spyOn(under.store, 'appendAll');
      const wishes = [
        fill(10),
        fill(20),
        fill(90),
        fill(0),
        fill(20, 'same'),
        fill(20, 'same'),
        fill(1, 'first'),
      ];
      const results = await Promise.allSettled([fill(2), ...wishes].map((wish) => one.handle(id, wish)));
      const calls = together.mock.calls.filter(([ref]) => ref.id === id);
      expect(calls.map(([, , commits]) => commits.length)).toContain(4);
      together.mockRestore();
      const told = results.map((result) =>
        result.status === 'fulfilled'
          ? [result.value.version, result.value.repeated]
          : (result.reason as { slug: string }).slug,
      );
      expect(told).toEqual([
        [2, false],
        [3, false],
        [4, false],
        'crate_full',
        [5, true],
        [5, false],
        [5, true],
        [1, true],
      ]);
      const { state, position } = await handler().load(id);
      expect(state).toEqual({ grams: 53 });
      expect(await one.recent(id)).toEqual(state);
      expect((await one.history(id)).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
      expect((await one.history(id)).at(-1)?.position).toBe(position);
    });

    it('knows from memory which commands were accepted, and of others says nothing', async () => {
      const [one, id] = [handler(), randomUUID()];
      await one.handle(id, fill(10, 'cmd'));
      expect([one.isKnownDone(id, 'cmd'), one.isKnownDone(id, 'other')]).toEqual([true, false]);
      expect(handler().isKnownDone(id, 'cmd')).toBe(false);
    });

    it('writes nothing where the decision is empty, and says where the aggregate stands', async () => {
      const [one, id] = [handler(), randomUUID()];
      const first = await one.handle(id, fill(10));
      expect(await one.handle(id, fill(0))).toMatchObject({
        position: first.position,
        version: 1,
        events: [],
        repeated: true,
      });
    });

    it('answers a command that held before as it was answered then, and decides nothing', async () => {
      const [one, id] = [handler(), randomUUID()];
      const first = await one.handle(id, fill(10));
      await one.handle(id, fill(20));
      const { stream, position, version } = first;
      const late = fill(30);
      const command = { ...late, meta: { ...late.meta, heldAt: { stream, position, version } } };
      expect(await one.handle(id, command)).toMatchObject({
        stream,
        position,
        version,
        events: [],
        repeated: true,
      });
      expect(await one.history(id)).toHaveLength(2);
    });

    it.each([
      [
        'of a type that the aggregate does not have',
        { type: 'CrateLost', v: 1, data: {} },
        'no event CrateLost',
      ],
      ['of another version', { type: 'CrateFilled', v: 2, data: { grams: 1 } }, 'of version 2'],
      ['that are not sound', { type: 'CrateFilled', v: 1, data: { grams: 13 } }, 'bad luck'],
    ])('writes nothing where a decision comes to events %s', async (_, decided: Event, fault) => {
      const broken = { ...crate, decide: () => [decided as never] };
      const faultOf = (events: readonly Event[]) =>
        (events[0]?.data as { grams?: number }).grams === 13 ? 'bad luck' : undefined;
      const [one, id] = [new AggregateHandler(under.store, broken, { faultOf }), randomUUID()];
      const writing = one.handle(id, fill(1));
      await expect(writing).rejects.toBeInstanceOf(UnsoundCommit);
      await expect(writing).rejects.toThrow(fault);
      expect(await under.store.load({ context: 'collection', aggregate: 'crate', id })).toEqual([]);
    });

    it('decides nothing on an aggregate with a commit that cannot be read', async () => {
      const [one, id] = [handler(), randomUUID()];
      const ref = { context: 'collection', aggregate: 'crate', id };
      await under.store.append(ref, 0, {
        ...testCommit(),
        events: [{ type: 'CrateFilled', v: 1, data: null as never }],
      });
      await expect(one.handle(id, fill(1))).rejects.toBeInstanceOf(UnreadableCommit);
      expect(await under.store.load(ref)).toHaveLength(1);
    });

    it('decides nothing on an aggregate whose events its state cannot be made of, and on others as ever', async () => {
      const picky: typeof crate = {
        ...crate,
        evolve: ({ grams }, { data }) => ({ grams: grams + Number(data.grams.toFixed()) }),
      };
      const [broken, sound] = [randomUUID(), randomUUID()];
      const ref = { context: 'collection', aggregate: 'crate', id: broken };
      const events = [{ type: 'CrateFilled', v: 1, data: {} }];
      const position = await under.store.append(ref, 0, { ...testCommit(), events });
      const one = new AggregateHandler(under.store, picky);
      const refused = one.handle(broken, fill(1));
      await expect(refused).rejects.toBeInstanceOf(UnreadableCommit);
      await expect(refused).rejects.toThrow(`the commit at ${position} cannot be read`);
      expect(await under.store.load(ref)).toHaveLength(1);
      expect((await one.handle(sound, fill(1))).version).toBe(1);
    });

    it('brings the sound ones of many aggregates into memory though one of them cannot be read', async () => {
      const [one, cold] = [handler(), handler()];
      const ids = Array.from({ length: 600 }, () => randomUUID());
      await Promise.all(ids.map((id) => one.handle(id, fill(1))));
      const broken = ids[7] as string;
      const events = [{ type: 'CrateFilled', v: 1, data: null as never }];
      const ref = { context: 'collection', aggregate: 'crate', id: broken };
      const [first] = await under.store.load(ref);
      await under.store.append(ref, first?.position ?? 0, { ...testCommit(), events });
      await cold.warm(ids, under.store);
      expect((await cold.handle(ids[8] as string, fill(1))).version).toBe(2);
      await expect(cold.handle(broken, fill(1))).rejects.toBeInstanceOf(UnreadableCommit);
    });

    it('decides on what another process wrote meanwhile', async () => {
      const [one, two, id] = [handler(), handler(), randomUUID()];
      await one.handle(id, fill(10));
      await two.handle(id, fill(80));
      await expect(one.handle(id, fill(20))).rejects.toMatchObject({ slug: 'crate_full' });
      expect((await one.handle(id, fill(10))).version).toBe(3);
      expect((await two.load(id)).state).toEqual({ grams: 100 });
    });

    it('keeps the invariant in a race of two processes with 30 commands each', async () => {
      const [one, two, id] = [handler(), handler(), randomUUID()];
      const racing = Array.from({ length: 60 }, (_, at) => (at % 2 ? one : two).handle(id, fill(3)));
      const results = await Promise.allSettled(racing);
      const accepted = results.filter((result) => result.status === 'fulfilled').length;
      const { state } = await handler().load(id);
      expect(state.grams).toBe(accepted * 3);
      expect(state.grams).toBeLessThanOrEqual(LIMIT_GRAMS);
    });

    it('brings many aggregates into memory by one reading, and decides on them as after a load', async () => {
      const [one, cold] = [handler(), handler()];
      const ids = Array.from({ length: 600 }, () => randomUUID());
      const all = <T>(work: (id: string) => Promise<T>) => Promise.all(ids.map(work));
      await all((id) => one.handle(id, fill(90, `first-${id}`)));
      await one.handle(ids[0] as string, fill(5));
      await cold.warm(ids, under.store);
      const loads = jest.spyOn(under.store, 'load');
      const again = await all((id) => cold.handle(id, fill(5, `second-${id}`)));
      expect(again.map((outcome) => outcome.version)).toEqual(ids.map((_, at) => (at === 0 ? 3 : 2)));
      expect(loads).not.toHaveBeenCalled();
      loads.mockRestore();
      await expect(cold.handle(ids[0] as string, fill(5))).rejects.toMatchObject({ slug: 'crate_full' });
      expect(await cold.handle(ids[1] as string, fill(90, `first-${ids[1]}`))).toMatchObject({
        repeated: true,
      });
    });

    it('reads nothing in advance for few aggregates', async () => {
      const [one, cold, id] = [handler(), handler(), randomUUID()];
      await one.handle(id, fill(10));
      const reads = jest.spyOn(under.store, 'read');
      await cold.warm([id], under.store);
      expect(reads).not.toHaveBeenCalled();
      reads.mockRestore();
    });

    it('lets the same command sent 20 times at once through once', async () => {
      const [one, two, id] = [handler(), handler(), randomUUID()];
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, at) => (at % 2 ? one : two).handle(id, fill(10, 'same'))),
      );
      expect(new Set(outcomes.map((outcome) => outcome.commitId)).size).toBe(1);
      expect((await handler().load(id)).state).toEqual({ grams: 10 });
    });
  });
}
