import { StoreUnavailable, type LogReader } from '@oce/event-store';
import { MemoryEventStore } from '@oce/event-store/testing';
import { eventually } from '@oce/local-servers/testing';
import type { FollowerOptions } from './log-follower';
import { MemoryView } from './memory-view';
import type { Projection } from './projection';
import { append, emptied, filled, tallies, type Tally } from '../test/support';

describe('a projection in memory', () => {
  let store: MemoryEventStore;
  let view: MemoryView<Tally>;
  beforeEach(() => {
    store = new MemoryEventStore();
    view = new MemoryView<Tally>(store, tallies() as unknown as Projection<Tally>);
  });
  afterEach(() => view.stop());

  it('reads the log from its beginning and follows it', async () => {
    await append(store, 'a', [filled('a', 2)]);
    view.start();
    expect(await view.catchUp()).toBe(true);
    expect(view.get('a')).toEqual({ grams: 2, fills: 1, history: [2] });
    await append(store, 'a', [filled('a', 3)]);
    expect(await view.catchUp()).toBe(true);
    expect(view.get('a')).toMatchObject({ grams: 5 });
    expect(view.size).toBe(2);
    expect([...view.values()]).toHaveLength(2);
  });

  it('forgets what is deleted', async () => {
    await append(store, 'a', [filled('a', 2), emptied('a')]);
    view.start();
    expect(await view.find('a')).toBeUndefined();
    expect(view.get('all')).toMatchObject({ fills: 1 });
  });

  it('finds what came in a moment ago, and says so where there is nothing', async () => {
    view.start();
    await view.catchUp();
    await append(store, 'new', [filled('new', 1)]);
    expect(await view.find('new')).toMatchObject({ grams: 1 });
    expect(await view.find('never', 50)).toBeUndefined();
  });

  it('gives up waiting for a log that does not answer', async () => {
    expect(await view.catchUp(5)).toBe(false);
  });

  it('does not say that something is not there before it has read the log', async () => {
    await append(store, 'a', [filled('a', 2)]);
    await expect(view.find('a', 5)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(view.caughtUp(5)).rejects.toThrow('has not read the log to its end');
    view.start();
    expect((await view.caughtUp()).get('a')).toMatchObject({ grams: 2 });
  });

  it('stops', async () => {
    view.start();
    await view.stop();
    await append(store, 'a', [filled('a', 1)]);
    expect(view.get('a')).toBeUndefined();
  });
});

describe('a projection in memory before a commit that it cannot fold', () => {
  const broken = { type: 'CrateFilled', v: 1, data: null as never };
  let store: MemoryEventStore;
  const skipped = new Set<string>();
  const skips = { has: (name: string, position: number) => skipped.has(`${name} ${position}`) };
  const views: MemoryView<Tally>[] = [];
  const view = (options: FollowerOptions = {}, log: LogReader = store) => {
    const made = new MemoryView<Tally>(log, tallies() as unknown as Projection<Tally>, { skips, ...options });
    views.push(made);
    made.start();
    return made;
  };
  beforeEach(() => {
    store = new MemoryEventStore();
    skipped.clear();
  });
  afterEach(() => Promise.all(views.splice(0).map((one) => one.stop())));

  it('stops there, serves what it has, says so, and goes on past it once it is skipped', async () => {
    const told = jest.fn();
    await append(store, 'a', [filled('a', 1)]);
    const position = await append(store, 'b', [broken]);
    await append(store, 'c', [filled('c', 3)]);
    const one = view({ onStop: told });
    const stop = { position, reason: 'CrateFilled has no data', subject: 'evt.collection.crate.b' };
    await eventually(() => expect(one.stopped).toEqual(stop));
    expect(told.mock.calls).toEqual([['tallies', stop]]);
    expect(await one.catchUp()).toBe(false);
    expect([one.get('a')?.grams, one.get('c')]).toEqual([1, undefined]);
    skipped.add(`tallies ${position}`);
    await eventually(() => expect(one.get('c')?.grams).toBe(3));
    expect(one.stopped).toBeUndefined();
    expect(one.get('all')?.history).toEqual([1, 3]);
    const again = view();
    expect(await again.catchUp()).toBe(true);
    expect(again.get('all')?.history).toEqual([1, 3]);
  });

  it('keeps nothing of a commit that it can fold by half', async () => {
    const noKey = { type: 'CrateFilled', v: 1, data: { grams: 5 } };
    const position = await append(store, 'a', [filled('a', 1), noKey]);
    const one = view();
    await eventually(() => expect(one.stopped).toMatchObject({ position }));
    expect(one.size).toBe(0);
  });

  it('passes it by and says so where nobody could decide to skip it', async () => {
    const told = jest.fn();
    const position = await append(store, 'b', [broken]);
    await append(store, 'c', [filled('c', 3)]);
    const one = view({ onStop: told, neverStops: true });
    await eventually(() => expect(one.get('c')?.grams).toBe(3));
    expect(one.stopped).toBeUndefined();
    expect(told).toHaveBeenCalledWith('tallies', expect.objectContaining({ position }));
  });

  it('goes on whatever becomes of what it tells, and begins again where its reading ends', async () => {
    const fails = () => {
      throw new Error('nobody listens');
    };
    let readings = 0;
    const log: LogReader = {
      lastPosition: () => store.lastPosition(),
      read(options) {
        if (readings++ === 0) throw new Error('the log is away');
        return store.read(options);
      },
    };
    const position = await append(store, 'b', [broken]);
    await append(store, 'c', [filled('c', 3)]);
    const one = view({ onStop: fails, onError: fails }, log);
    await eventually(() => expect(one.stopped).toMatchObject({ position }));
    skipped.add(`tallies ${position}`);
    await eventually(() => expect(one.get('c')?.grams).toBe(3));
  });
});
