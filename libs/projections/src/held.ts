/** The failure that holds somebody who follows the log while it is tried again. */
export class Held {
  private by: string | undefined;
  private since = 0;

  /** It failed once more. */
  failed(error: unknown): void {
    if (this.by === undefined) this.since = performance.now();
    this.by = (error as Error).message;
  }

  /** It went well. */
  worked(): void {
    this.by = undefined;
  }

  get reason(): string | undefined {
    return this.by;
  }

  get forMs(): number {
    return this.by === undefined ? 0 : Math.round(performance.now() - this.since);
  }
}
