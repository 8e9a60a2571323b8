import { hash } from 'node:crypto';

/** A slot: four words of the id's digest, two of the position. */
const WORDS = 6;
const LOW = 2 ** 32;
const FEW = 4;

/**
 * The commands that an aggregate has accepted, for ever: each by 128 bits of its id's SHA-256 and the position of its
 * commit, in one block of memory. That is 32 to 64 bytes a command where two texts in a map took 250; what else is to be
 * known of a command stands in its commit.
 */
export class KnownCommands {
  private slots = new Uint32Array(FEW * WORDS);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The bytes that they take. */
  get bytes(): number {
    return this.slots.byteLength;
  }

  /** The position of the commit that a command came to; undefined where the aggregate has not accepted it. */
  positionOf(commandId: string): number | undefined {
    const at = this.find(digestOf(commandId));
    return positionAt(this.slots, at) || undefined;
  }

  /** Notes a command; one that is noted already stays at its first position. */
  add(commandId: string, position: number): void {
    const digest = digestOf(commandId);
    const at = this.find(digest);
    if (positionAt(this.slots, at) > 0) return;
    this.slots.set(digest, at);
    this.slots[at + 4] = position % LOW;
    this.slots[at + 5] = Math.floor(position / LOW);
    this.count++;
    if (this.count * 4 > (this.slots.length / WORDS) * 3) this.grow();
  }

  private grow(): void {
    const { slots } = this;
    this.slots = new Uint32Array(slots.length * 2);
    for (let at = 0; at < slots.length; at += WORDS)
      if (positionAt(slots, at) > 0) {
        const slot = slots.subarray(at, at + WORDS);
        this.slots.set(slot, this.find(slot));
      }
  }

  /** Where a digest stands, or the free slot where it is to stand: some are always free. */
  private find(digest: Uint32Array): number {
    const { slots } = this;
    const { length } = slots;
    // The number of slots is a power of two.
    let at = ((digest[0] as number) & (length / WORDS - 1)) * WORDS;
    while (positionAt(slots, at) > 0 && !isAt(slots, at, digest)) at = (at + WORDS) % length;
    return at;
  }
}

const positionAt = (slots: Uint32Array, at: number): number =>
  (slots[at + 4] as number) + (slots[at + 5] as number) * LOW;

const isAt = (slots: Uint32Array, at: number, digest: Uint32Array): boolean =>
  slots[at] === digest[0] &&
  slots[at + 1] === digest[1] &&
  slots[at + 2] === digest[2] &&
  slots[at + 3] === digest[3];

function digestOf(commandId: string): Uint32Array {
  const bytes = hash('sha256', commandId, 'buffer');
  return Uint32Array.of(
    bytes.readUInt32LE(0),
    bytes.readUInt32LE(4),
    bytes.readUInt32LE(8),
    bytes.readUInt32LE(12),
  );
}
