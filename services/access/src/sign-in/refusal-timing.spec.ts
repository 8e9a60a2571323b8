import { Pace } from './refusal-timing';
import { Turns } from './turns';

describe('the pace of refusals', () => {
  const refusalAfter = async (tookMs: number): Promise<number> => {
    let nowMs = 1000;
    const pace = new Pace(
      250,
      () => nowMs,
      (ms) => Promise.resolve((nowMs += ms)),
    );
    const work = () => {
      nowMs += tookMs;
      return Promise.reject(new Error('refused'));
    };
    await expect(pace.keep(work)).rejects.toThrow('refused');
    return nowMs - 1000;
  };

  it.each([
    [0, 250],
    [3, 250],
    [61, 250],
    [249, 250],
    [251, 500],
  ])('lets a refusal that took %i ms leave after %i ms', async (tookMs, leavesMs) => {
    expect(await refusalAfter(tookMs)).toBe(leavesMs);
  });

  it('does not hold back what succeeds', async () => {
    const pace = new Pace(
      250,
      () => 0,
      () => Promise.reject(new Error('must not wait')),
    );
    expect(await pace.keep(() => Promise.resolve(7))).toBe(7);
  });
});

describe('turns', () => {
  it('come one after another for one key, also after a failure, and leave nothing behind', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const work =
      (name: string, fails = false) =>
      async () => {
        seen.push(`${name} in`);
        await Promise.resolve();
        seen.push(`${name} out`);
        if (fails) throw new Error(name);
      };
    const all = [turns.take('k', work('a', true)), turns.take('k', work('b')), turns.take('k', work('c'))];
    await Promise.allSettled(all);
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
    expect(turns.size).toBe(0);
  });

  it('of two keys do not wait for each other', async () => {
    const turns = new Turns();
    const never = turns.take('a', () => new Promise<void>(() => undefined));
    expect(await Promise.race([never, turns.take('b', () => Promise.resolve('b'))])).toBe('b');
  });
});
