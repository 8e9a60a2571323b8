/*
 * What rules keep of each of hundreds of thousands of deliveries stands in columns, one array a field, and not in an
 * object a delivery: the garbage collector then has nothing to walk through or to move.
 */

const FIRST_ROOM = 1_024;

/** Rows by their id: 0, 1, 2 … in the order in which they come. */
export class Rows {
  private readonly byId = new Map<string, number>();
  /** Several rules look at the same event in turn, and ask for the same id. */
  private lastId: string | undefined;
  private lastRow = -1;

  /** The row of an id; a new one where there was none. */
  of(id: string): number {
    if (id === this.lastId && this.lastRow >= 0) return this.lastRow;
    let row = this.byId.get(id);
    if (row === undefined) this.byId.set(id, (row = this.byId.size));
    this.lastId = id;
    this.lastRow = row;
    return row;
  }

  ids(): Iterable<readonly [id: string, row: number]> {
    return this.byId;
  }
}

/** A number a row, 0 where none was set. */
export class NumberColumn {
  private values = new Float64Array(FIRST_ROOM);
  /** What is no number in a log that is broken: it is kept as it is, to be compared. */
  private readonly odd = new Map<number, number>();

  at(row: number): number {
    const value = this.values[row] ?? 0;
    return Number.isNaN(value) ? (this.odd.get(row) as number) : value;
  }

  set(row: number, value: number | undefined): void {
    if (row >= this.values.length) this.values = grown(this.values, new Float64Array(2 * row));
    if (typeof value !== 'number') this.odd.set(row, value as unknown as number);
    this.values[row] = typeof value === 'number' ? value : NaN;
  }
}

/** A text a row out of not too many different ones, undefined where none was set. */
export class WordColumn<Word extends string = string> {
  private codes = new Uint32Array(FIRST_ROOM);
  private readonly words: (Word | undefined)[] = [undefined];
  private readonly codeOf = new Map<Word | undefined, number>();

  at(row: number): Word | undefined {
    return this.words[this.codes[row] ?? 0];
  }

  set(row: number, word: Word | undefined): void {
    if (row >= this.codes.length) this.codes = grown(this.codes, new Uint32Array(2 * row));
    let code = this.codeOf.get(word);
    if (code === undefined) this.codeOf.set(word, (code = this.words.push(word) - 1));
    this.codes[row] = code;
  }

  /** Every word that was ever set, in the order in which they came. */
  all(): Iterable<Word | undefined> {
    return this.codeOf.keys();
  }

  clear(row: number): void {
    if (row < this.codes.length) this.codes[row] = 0;
  }
}

function grown<T extends Float64Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
