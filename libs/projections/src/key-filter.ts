/** 2^26 bits: 8 MB, of which only what is used takes memory; of a million keys 1.5 % more are taken for known. */
const BITS = 26;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Remembers keys by a bit each: what it says it does not hold was never added, what it says it holds may not have been. */
export class KeyFilter {
  /** Made with the first key: most projections of a first build see none. */
  private bits: Uint8Array | undefined;

  add(key: string): void {
    const at = place(key);
    this.bits ??= new Uint8Array(2 ** (BITS - 3));
    this.bits[at >>> 3] = (this.bits[at >>> 3] ?? 0) | (1 << (at & 7));
  }

  mayHold(key: string): boolean {
    if (this.bits === undefined) return false;
    const at = place(key);
    return ((this.bits[at >>> 3] ?? 0) & (1 << (at & 7))) !== 0;
  }
}

/** FNV-1a over the UTF-16 units, its upper bits. */
function place(key: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), FNV_PRIME);
  // The last characters reach the upper bits only after another round.
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> (32 - BITS);
}
