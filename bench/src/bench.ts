import { setTimeout as sleep } from 'node:timers/promises';

/** One figure of section "speed": measured, against its aim. */
export interface Figure {
  readonly name: string;
  readonly aim: string;
  readonly measured: string;
  readonly holds: boolean;
  /** The numbers behind it, for the JSON. */
  readonly detail: Readonly<Record<string, number | string>>;
}

/** What a caller may say of a run. */
export interface BenchOptions {
  /** How long a benchmark goes on that has no end of its own. */
  readonly minutes?: number;
}

/** A benchmark: sets its own servers up, measures against a raw limit in the same run, clears away. */
export interface Bench {
  readonly name: string;
  readonly description: string;
  /** Where it takes so long that it runs only where it is named. */
  readonly byNameOnly?: boolean;
  run(say: (line: string) => void, options: BenchOptions): Promise<Figure[]>;
}

/** The value below which the share `p` (0 to 1) of the sorted values lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;
}

/** The middle of some values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
export const seconds = (ms: number): number => Math.round(ms / 10) / 100;

/** Runs `count` tasks with at most `inFlight` at once; returns tasks a second. */
export async function rate(
  count: number,
  inFlight: number,
  task: (number: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return (count / (performance.now() - started)) * 1000;
}

/** Starts `perSecond` tasks a second, each on its time whether the last ones are answered or not. */
export async function atRate(
  perSecond: number,
  count: number,
  task: (n: number) => Promise<void>,
): Promise<void> {
  const started = performance.now();
  const all: Promise<void>[] = [];
  for (let n = 0; n < count; n++) {
    const due = started + (n * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    all.push(task(n));
  }
  await Promise.all(all);
}

/** Waits until something holds, asking again after each pause; throws where it takes too long. */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  options: { readonly patienceMs: number; readonly pauseMs: number },
): Promise<void> {
  const deadline = performance.now() + options.patienceMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${options.patienceMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, options.pauseMs));
  }
}
