import { eventually, fixedClock, sequentialIds } from './index';

describe('a fixed clock', () => {
  it('stands still, moves when told, and gives instants', () => {
    const clock = fixedClock('2026-10-01T09:00:00+01:00');
    expect([clock(), clock()]).toEqual(['2026-10-01T08:00:00.000Z', '2026-10-01T08:00:00.000Z']);
    clock.advance(61_000);
    expect(clock()).toBe('2026-10-01T08:01:01.000Z');
    clock.set('2025-01-01T00:00:00.000Z');
    expect(clock.date()).toEqual(new Date('2025-01-01T00:00:00.000Z'));
  });

  it.each(['', 'yesterday', '2026-10-01', '2026-10-01T08:00:00', '2026-13-01T08:00:00Z'])(
    'refuses %j, which is not an instant',
    (text) => {
      expect(() => fixedClock(text)).toThrow('is not an instant');
      expect(() => fixedClock('2026-10-01T08:00:00Z').set(text)).toThrow('is not an instant');
    },
  );
});

describe('sequential ids', () => {
  it('count by themselves for each prefix', () => {
    const [lot, run] = [sequentialIds('lot'), sequentialIds('run')];
    expect([lot(), run(), lot(), lot()]).toEqual(['lot-1', 'run-1', 'lot-2', 'lot-3']);
  });
});

describe('eventually', () => {
  it('repeats an assertion until it holds, and returns its value', async () => {
    let tries = 0;
    const value = await eventually(() => {
      expect(++tries).toBeGreaterThan(3);
      return tries;
    });
    expect(value).toBe(4);
  });

  it('waits for assertions that are promises', async () => {
    let tries = 0;
    const assertion = () => (++tries < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve('now'));
    expect(await eventually(assertion, { everyMs: 1 })).toBe('now');
  });

  it('fails with the last reason of the assertion itself', async () => {
    let tries = 0;
    const never = () => {
      throw new Error(`try ${++tries}`);
    };
    await expect(eventually(never, { timeoutMs: 5, everyMs: 1 })).rejects.toThrow(/^try \d+$/);
    expect(tries).toBeGreaterThan(1);
  });
});
