const FIRST_ENTRIES = 1_024;
const FIRST_CHARACTERS = 32 * FIRST_ENTRIES;
/** At most two of three slots are taken. */
const SLOTS_AN_ENTRY = 1.5;

/**
 * Numbers texts within scopes, and finds them again by comparing every character, like a Map that is keyed by both. The
 * texts stand in one array: a million ids of commands, each of which must be known for ever, are nothing to the garbage
 * collector.
 */
export class TextTable {
  /** How many there are: the number that the next new one gets. */
  size = 0;
  private characters = new Uint16Array(FIRST_CHARACTERS);
  /** Where each text begins; it ends where the next one begins. */
  private starts = new Float64Array(FIRST_ENTRIES + 1);
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
    const { characters } = this;
    const start = this.starts[number] ?? 0;
    if ((this.starts[number + 1] ?? 0) - start !== text.length) return false;
    for (let at = 0; at < text.length; at++) if (characters[start + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  private add(scope: number, text: string, hash: number): number {
    const number = this.size++;
    const start = this.starts[number] ?? 0;
    const end = start + text.length;
    if (number === this.scopes.length) this.makeRoom();
    while (end > this.characters.length) this.characters = twice(this.characters, Uint16Array);
    const { characters } = this;
    for (let at = 0; at < text.length; at++) characters[start + at] = text.charCodeAt(at);
    this.starts[number + 1] = end;
    this.scopes[number] = scope;
    this.hashes[number] = hash;
    if (this.size * SLOTS_AN_ENTRY > this.slots.length) this.spread();
    return number;
  }

  private makeRoom(): void {
    this.starts = twice(this.starts, Float64Array);
    this.scopes = twice(this.scopes, Uint32Array);
    this.hashes = twice(this.hashes, Uint32Array);
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

function twice<T extends Uint16Array | Uint32Array | Float64Array>(
  from: T,
  Kind: new (length: number) => T,
): T {
  const into = new Kind(2 * from.length);
  into.set(from);
  return into;
}
