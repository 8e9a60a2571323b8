/** Lets readers wait until a projection has come as far as a position. */
export class PositionGate {
  private waiting: { position: number; resolve: () => void }[] = [];

  constructor(private current: number) {}

  get position(): number {
    return this.current;
  }

  /** Everything up to here is in the documents. */
  advance(position: number): void {
    if (position <= this.current) return;
    this.current = position;
    const ready = this.waiting.filter((one) => one.position <= position);
    if (ready.length === 0) return;
    this.waiting = this.waiting.filter((one) => one.position > position);
    for (const one of ready) one.resolve();
  }

  /** True once the position is reached, false when the time is up. */
  wait(position: number, timeoutMs: number): Promise<boolean> {
    if (position <= this.current) return Promise.resolve(true);
    return new Promise((resolve) => {
      const entry = {
        position,
        resolve: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      const timer = setTimeout(() => {
        this.waiting = this.waiting.filter((one) => one !== entry);
        resolve(false);
      }, timeoutMs);
      this.waiting.push(entry);
    });
  }
}
