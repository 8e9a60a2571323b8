import { MemoryEventStore } from '@oce/event-store';
import { MemoryView } from './memory-view';
import type { Projection } from './projection';
import { append, emptied, filled, tallies, type Tally } from './spec-support';

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

  it('stops', async () => {
    view.start();
    await view.stop();
    await append(store, 'a', [filled('a', 1)]);
    expect(view.get('a')).toBeUndefined();
  });
});
