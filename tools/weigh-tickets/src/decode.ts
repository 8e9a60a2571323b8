import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const SAMPLE_BYTES = 65_536;

/**
 * Bytes of a weighbridge file -> text. A byte order mark means UTF-8. Without one, ASCII passes as it is, and the
 * first 64 KB from the first other byte on decide: strictly valid UTF-8, or else Windows-1252. Bytes that the chosen
 * encoding cannot hold become U+FFFD, by which the line is refused later.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const undecided = new EncodingChoice();
  let decoder: iconv.DecoderStream | undefined;
  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : Buffer.from(chunk);
    if (decoder) yield decoder.write(bytes);
    else {
      const { ascii, encoding, rest } = undecided.push(bytes);
      if (ascii) yield ascii;
      if (!encoding) continue;
      decoder = iconv.getDecoder(encoding);
      yield decoder.write(rest);
    }
  }
  if (!decoder) {
    const { encoding, rest } = undecided.end();
    decoder = iconv.getDecoder(encoding);
    yield decoder.write(rest);
  }
  yield decoder.end() ?? '';
}

type Encoding = 'utf8' | 'win1252';

class EncodingChoice {
  private held: Buffer = Buffer.alloc(0);
  private started = false;

  push(bytes: Buffer): { ascii: string; encoding?: Encoding; rest: Buffer } {
    this.held = this.held.length ? Buffer.concat([this.held, bytes]) : bytes;
    if (!this.started) {
      if (this.held.length < BOM.length) return { ascii: '', rest: this.held };
      this.started = true;
      if (this.held.subarray(0, BOM.length).equals(BOM))
        return { ascii: '', encoding: 'utf8', rest: this.held.subarray(BOM.length) };
    }
    const firstOther = this.held.findIndex((byte) => byte > 0x7f);
    const asciiLength = firstOther < 0 ? this.held.length : firstOther;
    const ascii = this.held.toString('latin1', 0, asciiLength);
    this.held = this.held.subarray(asciiLength);
    if (this.held.length < SAMPLE_BYTES) return { ascii, rest: this.held };
    return { ascii, encoding: isUtf8(withoutCutCharacter(this.held)) ? 'utf8' : 'win1252', rest: this.held };
  }

  end(): { encoding: Encoding; rest: Buffer } {
    return { encoding: isUtf8(this.held) ? 'utf8' : 'win1252', rest: this.held };
  }
}

/** The sample without a character that its end cuts in two, which would make valid UTF-8 look invalid. */
function withoutCutCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}
