import type { LogReader, LogSubscription } from '@oce/event-store';
import type { Projection } from './projection';

/**
 * A small projection kept in memory, for reference data on hot paths (who is affiliated, which campaign is open): read
 * from the beginning of the log at every start, followed from then on.
 */
export class MemoryView<Doc extends object> {
  private readonly documents = new Map<string, Doc>();
  private readonly stopping = new AbortController();
  private subscription: LogSubscription | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: LogReader,
    private readonly projection: Projection<Doc>,
  ) {}

  get subjects(): readonly string[] {
    return this.projection.subjects;
  }

  start(): void {
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  get(key: string): Doc | undefined {
    return this.documents.get(key);
  }

  get size(): number {
    return this.documents.size;
  }

  values(): IterableIterator<Doc> {
    return this.documents.values();
  }

  /** As `get`, but for a key that is not there it first makes sure that the view holds all that the log does. */
  async find(key: string, patienceMs = 2_000): Promise<Doc | undefined> {
    const known = this.documents.get(key);
    if (known) return known;
    await this.catchUp(patienceMs);
    return this.documents.get(key);
  }

  /** Waits until everything that is in the log now is in the view; gives up after the time. */
  async catchUp(patienceMs = 10_000): Promise<boolean> {
    const deadline = performance.now() + patienceMs;
    for (let pause = 1; performance.now() < deadline; pause = Math.min(pause * 2, 100)) {
      if (await this.subscription?.isCaughtUp().catch(() => false)) return true;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return false;
  }

  private async follow(): Promise<void> {
    const { subjects } = this.projection;
    this.subscription = this.log.read({ subjects, after: 0, maxBatch: 5_000, signal: this.stopping.signal });
    for await (const { commits } of this.subscription) {
      for (const commit of commits) {
        for (const event of commit.events) {
          for (const key of this.projection.keys(event, commit)) {
            const next = this.projection.project(this.documents.get(key), event, commit, key);
            if (next) this.documents.set(key, next);
            else this.documents.delete(key);
          }
        }
      }
    }
  }
}
