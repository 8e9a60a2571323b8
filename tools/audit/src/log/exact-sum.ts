/** A sum of whole numbers that stays exact beyond 2^53, and costs no more than a number until then. */
export class ExactSum {
  private low = 0;
  private high = 0n;

  /** Adds a safe integer. */
  add(amount: number): void {
    const sum = this.low + amount;
    if (Number.isSafeInteger(sum)) {
      this.low = sum;
      return;
    }
    this.high += BigInt(this.low);
    this.low = amount;
  }

  get value(): bigint {
    return this.high + BigInt(this.low);
  }
}
