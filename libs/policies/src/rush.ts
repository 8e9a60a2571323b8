/** So many aggregates that one batch leads to are a rush. */
const FROM = 1_000;
/** How long read models give way at most before their next batch, so that they fall behind but never stand. */
const LONGEST_MS = 2_000;

/**
 * Commands by the thousand that one event led to, the closing of a pool's: while they are under way read models give way,
 * for they would take half of the process, and nobody reads them for the sake of a line that is still to come.
 */
export class Rush {
  private readonly running = new Set<Promise<unknown>>();

  /** Marks work on so many aggregates as a rush, where it is one; gives the work back. */
  of<T>(size: number, work: Promise<T>): Promise<T> {
    if (size < FROM) return work;
    const over = work
      .catch(() => undefined)
      .then(() => {
        this.running.delete(over);
      });
    this.running.add(over);
    return work;
  }

  /** Resolves when no rush is on; while one is, after two seconds at the latest. */
  async over(mostMs = LONGEST_MS): Promise<void> {
    if (this.running.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, mostMs).unref();
    });
    await Promise.race([Promise.all(this.running), patience]);
    clearTimeout(timer);
  }
}
