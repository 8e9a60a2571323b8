import { setTimeout as sleep } from 'node:timers/promises';

export interface EventuallyOptions {
  /** 15,000 unless told: long enough for a busy machine, since only a failure waits so long. */
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/**
 * Repeats an assertion until it holds and returns what it returns, for what becomes true a moment later (a projection,
 * a policy). At the time-out the assertion's last error is thrown as it is, so that a spec fails for its own reason.
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  { timeoutMs = 15_000, everyMs = 20 }: EventuallyOptions = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() >= deadline) throw error;
    }
    await sleep(everyMs);
  }
}
