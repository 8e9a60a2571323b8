/** A growing buffer for keys. `mark` and `invertFrom` turn what was written since into descending order. */
export class KeyWriter {
  private bytes = Buffer.allocUnsafe(256);
  private size = 0;

  reset(): void {
    this.size = 0;
  }

  mark(): number {
    return this.size;
  }

  private reserve(count: number): number {
    const at = this.size;
    this.size += count;
    if (this.size > this.bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.size, this.bytes.length * 2));
      this.bytes.copy(grown, 0, 0, at);
      this.bytes = grown;
    }
    return at;
  }

  byte(value: number): void {
    const at = this.reserve(1);
    this.bytes[at] = value;
  }

  uint32(value: number): void {
    const at = this.reserve(4);
    this.bytes.writeUInt32BE(value, at);
  }

  uint64(value: bigint): void {
    const at = this.reserve(8);
    this.bytes.writeBigUInt64BE(value, at);
  }

  /** A double so that bytes sort as numbers do: the sign bit flipped, negatives inverted. */
  orderedDouble(value: number): void {
    const at = this.reserve(8);
    this.bytes.writeDoubleBE(value, at);
    if ((this.bytes[at] as number) & 0x80) this.invertFrom(at);
    else this.bytes[at] = (this.bytes[at] as number) | 0x80;
  }

  raw(source: Uint8Array): void {
    const at = this.reserve(source.length);
    this.bytes.set(source, at);
  }

  /** Text ended by two zeros; a zero inside is escaped, so that a prefix sorts before its extensions. */
  text(value: string): void {
    const length = Buffer.byteLength(value);
    const at = this.reserve(length);
    this.bytes.write(value, at, 'utf8');
    if (value.includes('\0')) this.escapeZeros(at);
    this.byte(0);
    this.byte(0);
  }

  private escapeZeros(at: number): void {
    const plain = Buffer.from(this.bytes.subarray(at, this.size));
    this.size = at;
    for (const byte of plain) {
      this.byte(byte);
      if (byte === 0) this.byte(0xff);
    }
  }

  invertFrom(mark: number): void {
    for (let i = mark; i < this.size; i += 1) this.bytes[i] = (this.bytes[i] as number) ^ 0xff;
  }

  /** A copy of what was written. */
  take(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.size));
  }
}
