import type { Logger } from '@nestjs/common';
import { Held, keepTrying } from '@oce/projections';

const RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;

/** Does what must be done in the end however often it fails first, for as long as the process is at work. */
export class KeepTrying {
  private readonly ending = new AbortController();

  constructor(private readonly logger: Logger) {}

  /** Nothing is tried again. */
  stop(): void {
    this.ending.abort();
  }

  /** @param held is told of the failure that stands against it, and of its end */
  async until(work: () => Promise<void>, held = new Held()): Promise<void> {
    const { signal } = this.ending;
    const failed = (error: unknown) => {
      const { message } = error as Error;
      if (held.reason !== message) this.logger.warn({ retried: message });
      held.failed(error);
    };
    const whole = () => work().then(() => held.worked());
    await keepTrying(whole, { signal, pauseMs: RETRY_MS, longestMs: LONGEST_RETRY_MS, failed });
  }
}
