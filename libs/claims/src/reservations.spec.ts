import { StoreUnavailable } from '@oce/event-store';
import { MemoryEventStore } from '@oce/event-store/testing';
import { FailingStore, faultsOf, followAll, Yard } from '../test/yard';

/** Gives up the first fact, and writes it later. */
class LateLog extends MemoryEventStore {
  writeLate = (): Promise<unknown> => Promise.reject(new Error('nothing waits'));
  private isLate = true;

  override append(...[ref, expectedPosition, commit]: Parameters<MemoryEventStore['append']>) {
    if (ref.aggregate !== 'lorry' || !this.isLate) return super.append(ref, expectedPosition, commit);
    this.isLate = false;
    this.writeLate = () => super.append(ref, expectedPosition, commit);
    return Promise.reject(new StoreUnavailable('gone'));
  }
}

function setUp() {
  const log = new MemoryEventStore();
  const yard = new Yard(log);
  const claimCommits = async (plate: string) =>
    (await yard.claims.history(plate)).map(({ events }) => events.map(({ type }) => type).join());
  return { log, yard, claimCommits };
}

describe('a fact that needs values for itself', () => {
  it('is written after its claims were taken, in their order', async () => {
    const { yard, log } = setUp();
    expect(await yard.come('a', ['p1', 'p2'])).toMatchObject({ version: 1, repeated: false });
    const written = [];
    for await (const { commits } of log.read({ subjects: ['evt.>'], after: 0, stopWhenCaughtUp: true }))
      written.push(...commits.map(({ ref }) => `${ref.aggregate} ${ref.id}`));
    expect(written).toEqual(['claim p1', 'claim p2', 'lorry a']);
  });

  it('is caused by its request, and each of its claims is a command of its own', async () => {
    const { yard } = setUp();
    await yard.come('a', ['p1', 'p2'], { commandId: 'the-request' });
    const commits = [...(await yard.claims.history('p1')), ...(await yard.claims.history('p2'))];
    expect(commits.map(({ causationId }) => causationId)).toEqual(['the-request', 'the-request']);
    expect(new Set(commits.map(({ commandId }) => commandId)).size).toBe(2);
    const correlations = new Set(commits.map(({ correlationId }) => correlationId));
    expect([...correlations]).toEqual(['cor-1']);
  });

  it('is refused where another has a value, and leaves nothing behind', async () => {
    const { yard } = setUp();
    await yard.come('a', ['p1']);
    await expect(yard.come('b', ['p1'])).rejects.toMatchObject({ slug: 'plate_taken' });
    expect((await yard.lorries.load('b')).version).toBe(0);
    expect(await yard.holderOf('p1')).toBe('a');
  });

  it('gives back the first value where the second is refused', async () => {
    const { yard } = setUp();
    await yard.come('a', ['p2']);
    await expect(yard.come('b', ['p1', 'p2'])).rejects.toMatchObject({ slug: 'plate_taken' });
    expect(await yard.holderOf('p1')).toBeUndefined();
    expect(await yard.come('c', ['p1'])).toMatchObject({ version: 1 });
  });

  it('answers a repeat as the first time, and takes nothing', async () => {
    const { yard, claimCommits } = setUp();
    const first = await yard.come('a', ['p1'], { commandId: 'once' });
    expect(await yard.come('a', ['p1'], { commandId: 'once' })).toEqual({ ...first, repeated: true });
    expect(await yard.come('a', ['p1'])).toMatchObject({ version: 1, events: [], repeated: true });
    expect(await claimCommits('p1')).toEqual(['ClaimTaken']);
  });

  it('answers a repeat after the fact has ended, and takes nothing, though another has the value now', async () => {
    const { yard, log } = setUp();
    const first = await yard.come('a', ['p1'], { commandId: 'once' });
    await yard.leave('a');
    await followAll(log);
    expect(await yard.come('a', ['p1'], { commandId: 'once' })).toEqual({ ...first, repeated: true });
    expect(await yard.holderOf('p1')).toBeUndefined();
    await yard.come('b', ['p1']);
    expect(await yard.come('a', ['p1'], { commandId: 'once' })).toEqual({ ...first, repeated: true });
    expect(await yard.holderOf('p1')).toBe('b');
  });

  it('takes nothing for what its own rules refuse', async () => {
    const { yard, claimCommits } = setUp();
    await yard.shutOut('a', true);
    await expect(yard.come('a', ['p1'])).rejects.toMatchObject({ slug: 'lorry_shut_out' });
    expect(await claimCommits('p1')).toEqual([]);
  });

  it('takes no second value for what stands with another', async () => {
    const { yard, claimCommits } = setUp();
    await yard.come('a', ['p1']);
    await expect(yard.come('a', ['p2'])).rejects.toMatchObject({ slug: 'lorry_known' });
    expect(await claimCommits('p2')).toEqual([]);
    expect(await yard.holderOf('p1')).toBe('a');
  });

  it('keeps the value where two ask for it at once with different content, and only one is heard', async () => {
    const { yard, log } = setUp();
    const both = await Promise.allSettled([
      yard.come('a', ['p1']),
      yard.come('a', ['p1'], { colour: 'blue' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await faultsOf(log, ['a'], ['p1'])).toEqual([]);
  });

  it('does not wait for itself where requests name their values in different orders', async () => {
    const { yard, log } = setUp();
    await Promise.allSettled([
      yard.come('a', ['p1', 'p2']),
      yard.come('b', ['p2', 'p1']),
      yard.come('c', ['p2', 'p2']),
    ]);
    expect(await faultsOf(log, ['a', 'b', 'c'], ['p1', 'p2'])).toEqual([]);
  });
});

describe('a claim without its fact, left by a process that died', () => {
  async function leftBehind(log: MemoryEventStore) {
    // The calls are: the lorry is read, the claim is taken, the fact is written.
    const failure = { at: 3, isDeath: true, takesEffect: false };
    const dying = new Yard(new FailingStore(log, failure));
    await expect(dying.come('a', ['p1'])).rejects.toMatchObject({ name: 'ProcessDied' });
  }

  it('is met by the next try of its holder, and shut to others until then', async () => {
    const { log, yard } = setUp();
    await leftBehind(log);
    expect(await yard.holderOf('p1')).toBe('a');
    await expect(yard.come('b', ['p1'])).rejects.toMatchObject({ slug: 'plate_taken' });
    expect(await yard.come('a', ['p1'])).toMatchObject({ version: 1, repeated: false });
  });

  it('is given back where the next try is refused', async () => {
    const { log, yard } = setUp();
    await leftBehind(log);
    await yard.shutOut('a', true);
    await expect(yard.come('a', ['p1'])).rejects.toMatchObject({ slug: 'lorry_shut_out' });
    expect(await yard.come('b', ['p1'])).toMatchObject({ version: 1 });
  });
});

describe('a log that does not answer', () => {
  it('gives nothing back: the fact may have been written', async () => {
    const { log, yard } = setUp();
    const failure = { at: 3, isDeath: false, takesEffect: true };
    const unlucky = new Yard(new FailingStore(log, failure));
    await expect(unlucky.come('a', ['p1'])).rejects.toBeInstanceOf(StoreUnavailable);
    expect((await yard.lorries.load('a')).version).toBe(1);
    expect(await yard.holderOf('p1')).toBe('a');
  });

  it('gives nothing back where the fact is written only after the log was given up', async () => {
    const log = new LateLog();
    await expect(new Yard(log).come('a', ['p1'])).rejects.toBeInstanceOf(StoreUnavailable);
    await log.writeLate();
    expect((await new Yard(log).lorries.load('a')).version).toBe(1);
    expect(await faultsOf(log, ['a'], ['p1'])).toEqual([]);
  });
});

describe('a value that a fact gives up', () => {
  it('is given back behind the event when its holder leaves', async () => {
    const { log, yard } = setUp();
    await yard.come('a', ['p1', 'p2']);
    await yard.leave('a');
    await expect(yard.come('b', ['p1'])).rejects.toMatchObject({ slug: 'plate_taken' });
    await followAll(log);
    expect(await yard.come('b', ['p1', 'p2'])).toMatchObject({ version: 1 });
  });

  it('is not taken again by the request whose fact has ended before it could answer', async () => {
    const { log, yard } = setUp();
    const store: FailingStore = new FailingStore(log, undefined, async () => {
      // The calls are: the lorry is read, the claim is taken, the fact is written, the claim is looked at again.
      if (store.calls === 4) await yard.leaveForGood('a');
    });
    await new Yard(store).come('a', ['p1']);
    expect(store.calls).toBeGreaterThan(4);
    expect(await faultsOf(log, ['a'], ['p1'])).toEqual([]);
  });

  it('is given back behind the event that replaces it, once the new one was taken', async () => {
    const { log, yard } = setUp();
    await yard.come('a', ['p1']);
    await yard.come('b', ['p2']);
    await expect(yard.replace('a', 'p1', 'p2')).rejects.toMatchObject({ slug: 'plate_taken' });
    await yard.replace('a', 'p1', 'p3');
    await followAll(log);
    expect([await yard.holderOf('p1'), await yard.holderOf('p3')]).toEqual([undefined, 'a']);
    await followAll(log);
    expect(await faultsOf(log, ['a', 'b'], ['p1', 'p2', 'p3'])).toEqual([]);
  });
});

describe('a claim that a policy keeps behind a fact', () => {
  it('is as it was, and taken again where it was lost', async () => {
    const { yard, claimCommits } = setUp();
    await yard.come('a', ['p1']);
    await yard.keep('p1', 'a');
    expect(await claimCommits('p1')).toEqual(['ClaimTaken']);
    await expect(yard.keep('p1', 'b')).rejects.toMatchObject({ slug: 'plate_taken' });
    await yard.keep('p2', 'a');
    expect(await yard.holderOf('p2')).toBe('a');
  });
});
