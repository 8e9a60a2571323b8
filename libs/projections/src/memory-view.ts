import type { Event } from '@oce/event-sourcing';
import { StoreUnavailable, type LogReader } from '@oce/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import { keysOf } from './fold';
import { LogFollower, type FollowerOptions } from './log-follower';
import type { Envelope, Projection } from './projection';
import type { Stop } from './stopped';

const PATIENCE_MS = 2_000;

/**
 * A small projection kept in memory, for reference data on hot paths (who is affiliated, which campaign is open): read
 * from the beginning of the log at every start, followed from then on. It stops at a commit that it cannot fold, and
 * goes on where an operator has decided to pass it by.
 */
export class MemoryView<Doc extends object> {
  private readonly documents = new Map<string, Doc>();
  private readonly follower: LogFollower;

  constructor(
    log: LogReader,
    private readonly projection: Projection<Doc>,
    options: FollowerOptions = {},
  ) {
    const { name, source } = projection;
    const begin = () => Promise.resolve(0);
    const take = (events: readonly Event[], envelope: Envelope) => this.fold(events, envelope);
    this.follower = new LogFollower(log, { name, source, begin, take }, options);
  }

  get name(): string {
    return this.projection.name;
  }

  get subjects(): readonly string[] {
    return this.follower.subjects;
  }

  /** Where it stands still; undefined while it follows. */
  get stopped(): Stop | undefined {
    return this.follower.stopped;
  }

  start(): void {
    this.follower.start();
  }

  stop(): Promise<void> {
    return this.follower.stop();
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
      if (await this.follower.isCaughtUp()) return true;
      await sleep(pause);
    }
    return false;
  }

  /** The whole commit or nothing of it. */
  private fold(events: readonly Event[], envelope: Envelope): void {
    const changed = new Map<string, Doc | undefined>();
    for (const event of events) {
      for (const key of keysOf(this.projection, event, envelope)) {
        const before = changed.has(key) ? changed.get(key) : this.documents.get(key);
        changed.set(key, this.projection.project(before, event, envelope, key) ?? undefined);
      }
    }
    for (const [key, next] of changed) {
      if (next) this.documents.set(key, next);
      else this.documents.delete(key);
    }
  }
}
