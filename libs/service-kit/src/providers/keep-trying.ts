import type { Logger } from '@nestjs/common';
import { Held } from '@oce/projections';
import { setTimeout as sleep } from 'node:timers/promises';

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
    for (let pauseMs = RETRY_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_RETRY_MS)) {
      try {
        await work();
        held.worked();
        return;
      } catch (error) {
        const { message } = error as Error;
        if (held.reason !== message) this.logger.warn({ retried: message });
        held.failed(error);
        await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
