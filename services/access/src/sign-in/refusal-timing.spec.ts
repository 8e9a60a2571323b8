import { RefusalTiming } from './refusal-timing';

describe('the timing of refusals', () => {
  const refusalAfter = async (tookMs: number): Promise<number> => {
    let nowMs = 1000;
    const refusals = new RefusalTiming(
      250,
      () => nowMs,
      (ms) => Promise.resolve((nowMs += ms)),
    );
    const work = () => {
      nowMs += tookMs;
      return Promise.reject(new Error('refused'));
    };
    await expect(refusals.run(work)).rejects.toThrow('refused');
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
    const refusals = new RefusalTiming(
      250,
      () => 0,
      () => Promise.reject(new Error('must not wait')),
    );
    expect(await refusals.run(() => Promise.resolve(7))).toBe(7);
  });
});
