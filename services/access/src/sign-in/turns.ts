/**
 * One at a time for one key, in the order of asking. A thousand guesses sent at once would else all be judged before the
 * first failure is counted.
 */
export class Turns {
  private readonly tails = new Map<string, Promise<unknown>>();

  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.tails.set(key, mine);
    const clear = () => {
      if (this.tails.get(key) === mine) this.tails.delete(key);
    };
    mine.then(clear, clear);
    return mine;
  }

  get size(): number {
    return this.tails.size;
  }
}
