/** Runs work on one key at a time, in the order of asking; different keys run side by side. */
export class OneAtATime {
  private readonly last = new Map<string, Promise<unknown>>();

  /** What the work comes to, once all that was asked before under the key has ended, well or not. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key);
    const mine = before === undefined ? work() : before.then(work, work);
    this.last.set(key, mine);
    const clear = () => {
      if (this.last.get(key) === mine) this.last.delete(key);
    };
    mine.then(clear, clear);
    return mine;
  }

  /** How many keys have work under way. */
  get size(): number {
    return this.last.size;
  }
}
