import { conflict, refuseIf, type Command, type Decider, type Event } from '@oce/event-sourcing';
import { AggregateHandler, MemoryEventStore, StoreUnavailable } from '@oce/event-store';
import { claimAggregate } from './domain/reservation';
import { Claims } from './unique-values';

type Made = Event<'Made', { claim: string; word: string }, 1>;
type Left = Event<'Left', object, 1>;
type Make = Command<'Make', { claim: string; word: string }>;
interface Thing {
  readonly made?: Made['data'];
  readonly hasLeft: boolean;
}
const things: Decider<Thing, Make, Made | Left> = {
  context: 'affiliation',
  aggregate: 'thing',
  initial: { hasLeft: false },
  decide({ data }, { made }) {
    refuseIf(data.word === 'bad', conflict('word_bad', 'Not this word.'));
    if (!made) return [{ type: 'Made', v: 1, data }];
    refuseIf(made.word !== data.word, conflict('thing_taken', 'Another word stands.'));
    return [];
  },
  evolve: (state, event) =>
    event.type === 'Made' ? { ...state, made: event.data } : { ...state, hasLeft: true },
};

function setUp() {
  const store = new MemoryEventStore();
  const claimHandler = new AggregateHandler(store, claimAggregate);
  const handler = new AggregateHandler(store, things);
  const claims = new Claims(claimHandler);
  let number = 0;
  const make = (id: string, claim: string, word: string, commandId = `cmd-${++number}`) =>
    claims.create(
      handler,
      id,
      {
        type: 'Make',
        data: { claim, word },
        meta: { commandId, actor: 'staff:x', now: '2026-10-01T08:00:00.000Z', correlationId: 'c' },
      },
      {
        claim: { id: claim, kind: 'cin', holder: `thing-${id}` },
        isNew: (state) => state.made === undefined,
        holds: (state) => state.made?.claim === claim && !state.hasLeft,
      },
    );
  const holderOf = async (claim: string) => (await claimHandler.load(claim)).state.holder;
  return { store, handler, make, holderOf };
}

describe('creating under a claim', () => {
  it('takes the claim, then creates', async () => {
    const { make, holderOf } = setUp();
    expect(await make('a', 'v1', 'one')).toMatchObject({ version: 1, repeated: false });
    expect(await holderOf('v1')).toBe('thing-a');
  });

  it('refuses the value to another, and leaves nothing of them', async () => {
    const { make, holderOf, handler } = setUp();
    await make('a', 'v1', 'one');
    await expect(make('b', 'v1', 'two')).rejects.toMatchObject({ slug: 'cin_taken' });
    expect((await handler.load('b')).version).toBe(0);
    expect(await holderOf('v1')).toBe('thing-a');
  });

  it('answers a repeat as the first time', async () => {
    const { make } = setUp();
    const first = await make('a', 'v1', 'one', 'cmd');
    expect(await make('a', 'v1', 'one', 'cmd')).toEqual({ ...first, repeated: true });
  });

  it('claims nothing for what would be refused anyway', async () => {
    const { make, holderOf } = setUp();
    await expect(make('a', 'v1', 'bad')).rejects.toMatchObject({ slug: 'word_bad' });
    expect(await holderOf('v1')).toBeUndefined();
  });

  it('claims no second value for what stands already', async () => {
    const { make, holderOf } = setUp();
    await make('a', 'v1', 'one');
    await expect(make('a', 'v2', 'two')).rejects.toMatchObject({ slug: 'thing_taken' });
    expect(await holderOf('v2')).toBeUndefined();
    expect(await holderOf('v1')).toBe('thing-a');
  });

  it('gives the claim back where another with the same id came first in between', async () => {
    const { make, holderOf } = setUp();
    const both = await Promise.allSettled([make('a', 'v1', 'one'), make('a', 'v2', 'two')]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = both[0]?.status === 'fulfilled' ? 'v1' : 'v2';
    expect(await holderOf(winner)).toBe('thing-a');
    expect(await holderOf(winner === 'v1' ? 'v2' : 'v1')).toBeUndefined();
  });

  it('is made good by a second try after a crash between claim and aggregate', async () => {
    const { make, holderOf, store } = setUp();
    const append = store.append.bind(store);
    store.append = (ref, expected, commit) =>
      ref.aggregate === 'thing'
        ? Promise.reject(new StoreUnavailable('gone'))
        : append(ref, expected, commit);
    await expect(make('a', 'v1', 'one', 'cmd')).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await holderOf('v1')).toBe('thing-a');
    store.append = append;
    await expect(make('b', 'v1', 'two')).rejects.toMatchObject({ slug: 'cin_taken' });
    expect(await make('a', 'v1', 'one', 'cmd')).toMatchObject({ version: 1, repeated: false });
  });

  it('takes a claim again that was given back before', async () => {
    const { make, holderOf, store } = setUp();
    const append = store.append.bind(store);
    store.append = (ref, expected, commit) =>
      ref.aggregate === 'thing' ? Promise.reject(conflict('raced', 'Raced.')) : append(ref, expected, commit);
    await expect(make('a', 'v1', 'one', 'cmd')).rejects.toMatchObject({ slug: 'raced' });
    expect(await holderOf('v1')).toBeUndefined();
    store.append = append;
    await make('a', 'v1', 'one', 'cmd');
    expect(await holderOf('v1')).toBe('thing-a');
  });
});
