import { setTimeout as sleep } from 'node:timers/promises';
import type { OfficeUnderTest } from './office-under-test';
import { deliveryOf, sheetOf, ticketOf } from './small-office';

/** What the office has acknowledged for one command. */
export interface Acknowledged {
  readonly position: number;
  readonly version: number;
}

const WORKERS = 4;
const PAUSE_MS = 15;
const RETRY_MS = 100;
const ANSWER_MS = 15_000;

/** Weighs tickets in and grades them, one after the other in a few hands, each request until it is acknowledged. */
export class SteadyLoad {
  readonly weighed = new Map<string, Acknowledged>();
  readonly graded = new Map<string, Acknowledged>();
  /** Answers that no honest repeat may get. */
  readonly refused: string[] = [];
  /** Requests that got no answer, or one that asks to try again. */
  retried = 0;
  private next = 1;
  private stopping = false;
  private readonly workers: Promise<void>[];

  constructor(private readonly office: OfficeUnderTest) {
    this.workers = Array.from({ length: WORKERS }, () => this.work());
  }

  get acknowledged(): number {
    return this.weighed.size + this.graded.size;
  }

  /** Takes no further ticket; resolves when all that were begun are acknowledged. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.workers);
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      const number = this.next++;
      const id = deliveryOf(number);
      const weighed = await this.until('collection/deliveries', ticketOf(number));
      if (!weighed) return;
      this.weighed.set(id, weighed);
      const graded = await this.until(`collection/deliveries/${id}/grade`, sheetOf(number));
      if (!graded) return;
      this.graded.set(id, graded);
      await sleep(PAUSE_MS);
    }
  }

  /** Sends the same request until it is acknowledged; undefined where it is refused for good. */
  private async until(path: string, body: object): Promise<Acknowledged | undefined> {
    const { admin: token } = this.office.tokens;
    for (;;) {
      const answer = await this.office
        .ask('POST', `/api/${path}`, { token, body, timeoutMs: ANSWER_MS })
        .catch(() => undefined);
      if (answer?.status === 201) return answer.body as Acknowledged;
      if (answer && answer.status < 500) {
        this.refused.push(`${path}: ${answer.status} ${answer.text}`);
        return undefined;
      }
      this.retried++;
      await sleep(RETRY_MS);
    }
  }
}
