import { setTimeout as sleep } from 'node:timers/promises';

export interface Trying {
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly pauseMs: number;
  /** The pauses grow up to this; all are alike unless told. */
  readonly longestMs?: number;
  /** Told of each failure. */
  readonly failed: (error: unknown) => void;
}

/** What work comes to, tried again until it goes well; undefined where it was ended. */
export async function keepTrying<T>(work: () => Promise<T>, trying: Trying): Promise<T | undefined> {
  const { signal, pauseMs, longestMs = pauseMs, failed } = trying;
  for (let wait = pauseMs; !signal.aborted; wait = Math.min(2 * wait, longestMs)) {
    try {
      return await work();
    } catch (error) {
      failed(error);
      await pause(wait, signal);
    }
  }
  return undefined;
}

/** Waits for a time, or until it is ended. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
