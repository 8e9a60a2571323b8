import { setTimeout as sleep } from 'node:timers/promises';

/** Lets refusals leave at multiples of a fixed time, so that how long one took does not tell its reason. */
export class RefusalTiming {
  constructor(
    private readonly beatMs: number,
    private readonly nowMs: () => number = () => performance.now(),
    private readonly wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms),
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    const startMs = this.nowMs();
    try {
      return await work();
    } catch (error) {
      await this.wait(this.beatMs - ((this.nowMs() - startMs) % this.beatMs));
      throw error;
    }
  }
}
