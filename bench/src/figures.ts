/** The middle of some values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
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

export const seconds = (ms: number): number => Math.round(ms / 10) / 100;
