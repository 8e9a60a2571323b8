/**
 * A seeded stream of random numbers (sfc32, the small fast counter of PractRand; 128 bits of state). The same seed and
 * name give the same stream on every machine; each part of the season draws from a stream of its own name, so that a
 * change in one part does not shift the others.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(
    private readonly seed: number,
    private readonly name = '',
  ) {
    const text = `${seed}/${name}`;
    this.a = fnv1a(`a${text}`);
    this.b = fnv1a(`b${text}`);
    this.c = fnv1a(`c${text}`);
    // The first draws still show the seed.
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** A stream of its own for one part of the work. */
  named(name: string): Random {
    return new Random(this.seed, `${this.name}/${name}`);
  }

  /** A whole number from `min` to `max`, both included; spans up to 2^32. */
  int(min: number, max: number): number {
    return min + Math.floor((this.next() * (max - min + 1)) / 2 ** 32);
  }

  /** True in `percent` of a hundred draws. */
  chance(percent: number): boolean {
    return this.int(1, 100) <= percent;
  }

  /** One of the values; each is as likely as the next. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.int(0, values.length - 1)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }

  /** One of the names, as likely as its weight. */
  weighted<T extends string>(weights: readonly (readonly [T, number])[]): T {
    let draw = this.int(
      1,
      weights.reduce((sum, [, weight]) => sum + weight, 0),
    );
    for (const [name, weight] of weights) {
      draw -= weight;
      if (draw <= 0) return name;
    }
    throw new RangeError('nothing to pick from');
  }

  /** `count` different values, in the order they had. */
  sample<T>(values: readonly T[], count: number): T[] {
    const order = values.map((value, index) => ({ value, index, key: this.next() }));
    const chosen = order.sort((one, other) => one.key - other.key || one.index - other.index).slice(0, count);
    return chosen.sort((one, other) => one.index - other.index).map(({ value }) => value);
  }

  private next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
