import type { Event } from '@oce/event-sourcing';
import { StoreUnavailable, type LogReader } from '@oce/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import { keysOf } from './fold';
import { LogFollower, type FollowerOptions } from './log-follower';
import type { Envelope, Projection } from './projection';

const PATIENCE_MS = 2_000;

/**
 * A small projection kept in memory, for reference data on hot paths (who is affiliated, which campaign is open): read
 * from the beginning of the log at every start, followed from then on.
 */
export class MemoryView<Doc extends object> extends LogFollower {
  private readonly documents: Map<string, Doc>;

  constructor(log: LogReader, projection: Projection<Doc>, options: FollowerOptions = {}) {
    const { name, source } = projection;
    const documents = new Map<string, Doc>();
    const begin = () => Promise.resolve(0);
    const take = (events: readonly Event[], envelope: Envelope) =>
      fold(projection, documents, events, envelope);
    super(log, { name, source, begin, take }, options);
    this.documents = documents;
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

  /**
   * As `get`, but for a key that is not there it first makes sure that the view holds all that the log does.
   *
   * @throws StoreUnavailable where it does not: what is not known yet is no "no"
   */
  async find(key: string, patienceMs = PATIENCE_MS): Promise<Doc | undefined> {
    const known = this.documents.get(key);
    if (known) return known;
    await this.caughtUp(patienceMs);
    return this.documents.get(key);
  }

  /** The view with all that the log holds now. @throws StoreUnavailable where it does not come to that in time */
  async caughtUp(patienceMs = PATIENCE_MS): Promise<this> {
    if (await this.catchUp(patienceMs)) return this;
    throw new StoreUnavailable(`${this.name} has not read the log to its end`);
  }

  /** Waits until everything that is in the log now is in the view; gives up after the time. */
  async catchUp(patienceMs = 10_000): Promise<boolean> {
    const deadline = performance.now() + patienceMs;
    for (let pause = 1; performance.now() < deadline; pause = Math.min(pause * 2, 100)) {
      if (this.stopped) return false;
      if (await this.isCaughtUp()) return true;
      await sleep(pause);
    }
    return false;
  }
}

/** The whole commit or nothing of it. */
function fold<Doc extends object>(
  projection: Projection<Doc>,
  documents: Map<string, Doc>,
  events: readonly Event[],
  envelope: Envelope,
): void {
  const changed = new Map<string, Doc | undefined>();
  for (const event of events) {
    for (const key of keysOf(projection, event, envelope)) {
      const before = changed.has(key) ? changed.get(key) : documents.get(key);
      changed.set(key, projection.project(before, event, envelope, key) ?? undefined);
    }
  }
  for (const [key, next] of changed) {
    if (next) documents.set(key, next);
    else documents.delete(key);
  }
}
