import { defineAggregate, type Command } from '@oce/event-sourcing';
import { testMeta } from '@oce/event-sourcing/testing';
import { AggregateHandler, WrongExpectedPosition } from '@oce/event-store';
import { MemoryEventStore } from '@oce/event-store/testing';
import { followAtOnce } from './at-once';
import { policyCommandId, type AnyPolicy } from './policy';
import { crateEvents, handlersOn, stackCrates, type CrateCame } from '../test/support';

type BringCrate = Command<'BringCrate', CrateCame['data']>;
const crateAggregate = defineAggregate<{ readonly isHere: boolean }, BringCrate, typeof crateEvents>(
  crateEvents,
  {
    initial: { isHere: false },
    decide: ({ data }, { isHere }) => (isHere ? [] : [crateEvents.CrateCame(data)]),
    evolve: () => ({ isHere: true }),
  },
);
const atOnce = { ...stackCrates, atOnce: true };

describe('following at once', () => {
  let store: MemoryEventStore;
  beforeEach(() => {
    store = new MemoryEventStore();
  });

  /** A request that brings a crate to the cellar C-1, in a process of its own. */
  async function bring(grams: number, commandId = 'bring', policy = atOnce) {
    const crates = new AggregateHandler(store, crateAggregate);
    const handlers = handlersOn(store);
    const meta = testMeta({ commandId, actor: 'staff:amal' });
    const data = { crateId: 'CR-1', cellarId: 'C-1', grams };
    const outcome = await crates.handle('CR-1', { type: 'BringCrate', data, meta });
    const office = {
      policies: [policy as AnyPolicy],
      handler: (name: string) => handlers.get(name),
    };
    const followed = await followAtOnce(office, { handler: crates, id: 'CR-1', outcome, meta });
    return { outcome, followed, types: followed.events.map(({ type }) => type) };
  }
  const cellar = () => store.load({ context: 'collection', aggregate: 'cellar', id: 'C-1' });

  it('answers with what followed, written by the policy under the id that its runner will use', async () => {
    const { outcome, followed, types } = await bring(100);
    expect(types).toEqual(['CrateCame', 'CrateStacked']);
    const [commit] = await cellar();
    expect(commit).toMatchObject({
      actor: 'policy:stack-crates',
      commandId: policyCommandId('stack-crates', outcome.commitId, 0),
      causationId: outcome.commitId,
      position: followed.position,
    });
  });

  it('answers the same key as the first time', async () => {
    const first = await bring(100);
    const again = await bring(100);
    expect(again.followed).toEqual({ ...first.followed, repeated: true });
  });

  it('tells of a repeat without its key only what is written now, and finishes what was left', async () => {
    await bring(100, 'one', { ...atOnce, atOnce: false });
    expect(await cellar()).toEqual([]);
    expect((await bring(100, 'two')).types).toEqual(['CrateStacked']);
    const third = await bring(100, 'three');
    expect(third.types).toEqual([]);
    expect(third.followed).toMatchObject({ repeated: true, position: await store.lastPosition() });
  });

  it('leaves a refusal to the runner, which puts it before a clerk', async () => {
    expect((await bring(5_000)).types).toEqual(['CrateCame']);
    expect(await cellar()).toEqual([]);
  });

  it('leaves a rule that stumbles to the runner, which stops there: the request is answered, for it is done', async () => {
    const stumbling = {
      ...atOnce,
      react: () => {
        throw new Error('13 brings bad luck');
      },
    };
    expect((await bring(100, 'bring', stumbling)).types).toEqual(['CrateCame']);
  });

  it('leaves an aggregate that cannot be read to the runner too', async () => {
    jest.spyOn(store, 'load').mockImplementation((ref) => {
      const faulty = { fault: 'it is not JSON', position: 1, ref, events: [] };
      return Promise.resolve(ref.aggregate === 'cellar' ? [faulty as never] : []);
    });
    jest
      .spyOn(store, 'append')
      .mockResolvedValueOnce(1)
      .mockRejectedValue(new WrongExpectedPosition('evt.collection.cellar.C-1', 0));
    expect((await bring(100)).types).toEqual(['CrateCame']);
  });

  it('leaves a policy alone that is not declared so', async () => {
    expect((await bring(100, 'bring', { ...atOnce, atOnce: false })).types).toEqual(['CrateCame']);
  });
});
