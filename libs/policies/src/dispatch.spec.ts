import { MemoryEventStore } from '@oce/event-store/testing';
import type { RecordedCommit } from '@oce/event-sourcing';
import { crateComes, handlersOn, ROOM_GRAMS, stackCrates } from '../test/support';
import { NO_MATTERS, type Matters } from './attention';
import { BulkWork } from './bulk-work';
import { Dispatch } from './dispatch';
import { policyCommandId } from './policy';

describe('what a commit leads to', () => {
  let store: MemoryEventStore;
  const cellar = 'C-1';
  const stacked = () => store.load({ context: 'collection', aggregate: 'cellar', id: cellar });
  /** A process of its own: what it knows of clerks is told. */
  const meet = (commits: readonly RecordedCommit[], matters: Matters = NO_MATTERS) =>
    new Dispatch(stackCrates, handlersOn(store), store, new BulkWork(), matters).all(commits, undefined);
  const came = async (grams: number) => {
    const { crateId } = await crateComes(store, cellar, grams);
    return store.load({ context: 'collection', aggregate: 'crate', id: crateId });
  };
  const idOf = ([commit]: readonly RecordedCommit[]) =>
    policyCommandId('stack-crates', commit?.commitId ?? '', 0);
  beforeEach(() => {
    store = new MemoryEventStore();
  });

  it('is put before a clerk where it is refused', async () => {
    const heavy = await came(ROOM_GRAMS + 1);
    await meet(heavy);
    expect(await stacked()).toEqual([]);
    const ref = { context: 'collection', aggregate: 'attention', id: idOf(heavy) };
    expect(await store.load(ref)).toMatchObject([{ events: [{ data: { reason: 'cellar_full' } }] }]);
  });

  it('is the clerk’s once they were asked, though by now it would be done', async () => {
    const crate = await came(1);
    await meet(crate, { has: (commandId) => commandId === idOf(crate) });
    expect(await stacked()).toEqual([]);
    const others = await came(2);
    await meet([...crate, ...others], { has: (commandId) => commandId === idOf(crate) });
    expect(await stacked()).toMatchObject([{ events: [{ data: { grams: 2 } }] }]);
  });
});
