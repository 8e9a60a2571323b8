/** Work on so many aggregates at once is bulk work. */
const BULK_FROM = 1_000;
/** The longest that a projection waits before its next batch: it may fall behind, but it never stands still. */
const LONGEST_MS = 2_000;

/** Keeps track of commands by the thousand that one event led to: projections, which nobody awaits yet, give way. */
export class BulkWork {
  private readonly running = new Set<Promise<unknown>>();

  /** Keeps track of work on so many aggregates, where that is bulk work; returns the work itself. */
  track<T>(size: number, work: Promise<T>): Promise<T> {
    if (size < BULK_FROM) return work;
    const ended = work
      .catch(() => undefined)
      .then(() => {
        this.running.delete(ended);
      });
    this.running.add(ended);
    return work;
  }

  /** Resolves when no bulk work is under way, or when the time is up. */
  async settled(mostMs = LONGEST_MS): Promise<void> {
    if (this.running.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise((resolve) => {
      timer = setTimeout(resolve, mostMs).unref();
    });
    await Promise.race([Promise.all(this.running), timeUp]);
    clearTimeout(timer);
  }
}
