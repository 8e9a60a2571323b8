const FIRST_ENTRIES = 1_024;
/** Characters that are made room for at a time: what grows by copying itself would copy a hundred megabytes. */
const CHUNK = 1_048_576;
/** At most two of three slots are taken. */
const SLOTS_AN_ENTRY = 1.5;

/**
 * Numbers texts within scopes, and finds them again by comparing every character, like a Map that is keyed by both. The
 * texts stand in few large arrays: a million ids of commands, each of which must be known for ever, are nothing to the
 * garbage collector.
 */
export class TextTable {
  /** How many there are: the number that the next new one gets. */
  size = 0;
  private readonly chunks: Uint16Array[] = [];
  /** Characters taken of the last chunk. */
  private used = 0;
  /** Of each text its chunk, where it begins in it and its length. */
  private places = new Uint32Array(3 * FIRST_ENTRIES);
  private scopes = new Uint32Array(FIRST_ENTRIES);
  private hashes = new Uint32Array(FIRST_ENTRIES);
  /** Numbers + 1, at their hash or behind it; 0 is free. */
  private slots = new Uint32Array(2 * FIRST_ENTRIES);

  /** The number of a text in a scope; one that is new has the size of before. */
  of(scope: number, text: string): number {
    const hash = hashOf(scope, text);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let taken = this.slots[slot]; taken; taken = this.slots[slot]) {
      const number = taken - 1;
      if (this.hashes[number] === hash && this.scopes[number] === scope && this.holds(number, text))
        return number;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = this.size + 1;
    return this.add(scope, text, hash);
  }

  private holds(number: number, text: string): boolean {
    const chunk = this.chunks[this.places[3 * number] ?? 0];
    const begin = this.places[3 * number + 1] ?? 0;
    if (chunk === undefined || this.places[3 * number + 2] !== text.length) return false;
    for (let at = 0; at < text.length; at++) if (chunk[begin + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  private add(scope: number, text: string, hash: number): number {
    const number = this.size++;
    if (number === this.scopes.length) this.makeRoom();
    this.scopes[number] = scope;
    this.hashes[number] = hash;
    this.keep(number, text);
    if (this.size * SLOTS_AN_ENTRY > this.slots.length) this.spread();
    return number;
  }

  private keep(number: number, text: string): void {
    let chunk = this.chunks.at(-1);
    if (chunk === undefined || this.used + text.length > chunk.length) {
      this.chunks.push((chunk = new Uint16Array(Math.max(CHUNK, text.length))));
      this.used = 0;
    }
    const begin = this.used;
    for (let at = 0; at < text.length; at++) chunk[begin + at] = text.charCodeAt(at);
    this.used = begin + text.length;
    this.places[3 * number] = this.chunks.length - 1;
    this.places[3 * number + 1] = begin;
    this.places[3 * number + 2] = text.length;
  }

  private makeRoom(): void {
    this.places = twice(this.places);
    this.scopes = twice(this.scopes);
    this.hashes = twice(this.hashes);
  }

  private spread(): void {
    this.slots = new Uint32Array(2 * this.slots.length);
    const mask = this.slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = (this.hashes[number] ?? 0) & mask;
      while (this.slots[slot]) slot = (slot + 1) & mask;
      this.slots[slot] = number + 1;
    }
  }
}

/** FNV-1a over the scope and the characters, and a last stir so that the low bits depend on all of them. */
function hashOf(scope: number, text: string): number {
  let hash = Math.imul(0x811c9dc5 ^ scope, 0x01000193);
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function twice(from: Uint32Array): Uint32Array<ArrayBuffer> {
  const into = new Uint32Array(2 * from.length);
  into.set(from);
  return into;
}
