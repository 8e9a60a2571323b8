import type { Stop } from './stopped';

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

/** A position was asked for that the projection did not reach in time. */
export class NotThereYet extends Error {
  override readonly name = 'NotThereYet';
  constructor(
    readonly projection: string,
    readonly position: number,
    readonly wanted: number,
    stop?: Stop,
  ) {
    const why = stop ? `: it stopped at ${stop.position}, until an operator decides` : ' in time';
    super(`${projection} is at position ${position} and did not reach ${wanted}${why}`);
  }
}
