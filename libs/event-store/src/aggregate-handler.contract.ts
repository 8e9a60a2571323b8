import { conflict, refuseIf, testMeta, type Command, type Decider, type Event } from '@oce/event-sourcing';
import { randomUUID } from 'node:crypto';
import { AggregateHandler } from './aggregate-handler';
import type { StoreUnderTest } from './event-store.contract';

type Filled = Event<'CrateFilled', { grams: number }, 1>;
type Fill = Command<'FillCrate', { grams: number }>;

const LIMIT_GRAMS = 100;
const crate: Decider<{ grams: number }, Fill, Filled> = {
  context: 'collection',
  aggregate: 'crate',
  initial: { grams: 0 },
  decide(command, state) {
    refuseIf(
      state.grams + command.data.grams > LIMIT_GRAMS,
      conflict('crate_full', 'Take another crate.', 'grams'),
    );
    return command.data.grams === 0
      ? []
      : [{ type: 'CrateFilled', v: 1, data: { grams: command.data.grams } }];
  },
  evolve: (state, event) => ({ grams: state.grams + event.data.grams }),
};
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
