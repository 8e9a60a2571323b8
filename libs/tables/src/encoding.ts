import iconv from 'iconv-lite';
import { createHash } from 'node:crypto';
import { TableError } from './refusals';
import type { TableSource } from './source';

/** How the letters of a text file are written; Windows-1252 holds ISO-8859-1. */
export type Encoding = 'utf8' | 'utf16le' | 'utf16be' | 'win1252' | 'cp850';
export const ENCODINGS: readonly Encoding[] = ['utf8', 'utf16le', 'utf16be', 'win1252', 'cp850'];

/** What the bytes of a file prove about it. */
export interface BytesFound {
  /** Those in which all of it can be French; the header decides between several. */
  readonly encodings: readonly Encoding[];
  /** Whether it is ASCII throughout: any of them reads it the same, but for UTF-16. */
  readonly isAscii: boolean;
  readonly hasBom: boolean;
  readonly isWorkbook: boolean;
  readonly byteCount: number;
  readonly sha256: string;
}

/** What a French list may hold beside ASCII, without Ä: that is é of a Macintosh. Arabic comes in Unicode only. */
const FRENCH = new Set('àâäçéèêëîïôöùûüÿœæÀÂÇÈÉÊËÎÏÔÖÙÛÜŸŒÆ°ºª«»‘’“”–—…€²³µ·§\u00a0');
const BOMS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf8', [0xef, 0xbb, 0xbf]],
  ['utf16le', [0xff, 0xfe]],
  ['utf16be', [0xfe, 0xff]],
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Reads all bytes once and says in which encodings they can be French text: the byte order mark says it; zeros between the
 * letters mean UTF-16; what is UTF-8, throughout or but for some lines, is UTF-8; of Windows-1252 and CP850 those that make of every byte a
 * character that French has.
 *
 * @throws TableError `no_text` for Excel 97 and for bytes that are no text
 */
export async function lookAtBytes(source: TableSource): Promise<BytesFound> {
  const seen = new BytesSeen();
  for await (const chunk of source.open()) seen.add(chunk);
  return seen.found();
}

class BytesSeen {
  private readonly counts = new Uint32Array(256);
  private readonly zeros: [even: number, odd: number] = [0, 0];
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });
  private readonly lenient = new TextDecoder('utf-8');
  /** Letters of UTF-8, and bytes that are none. */
  private readonly letters = { whole: 0, broken: 0 };
  private readonly hash = createHash('sha256');
  private readonly head: number[] = [];
  private byteCount = 0;
  private isUtf8 = true;

  add(chunk: Uint8Array): void {
    this.hash.update(chunk);
    for (const byte of chunk) {
      if (this.head.length < 4) this.head.push(byte);
      this.counts[byte] = (this.counts[byte] ?? 0) + 1;
      if (byte === 0) this.zeros[this.byteCount % 2 === 0 ? 0 : 1] += 1;
      this.byteCount += 1;
    }
    this.isUtf8 &&= this.decodes(chunk);
    this.countLetters(this.lenient.decode(chunk, { stream: true }));
  }

  private countLetters(text: string): void {
    for (const letter of text.match(/[^\0-\x7f]/gu) ?? [])
      this.letters[letter === '\u{fffd}' ? 'broken' : 'whole'] += 1;
  }

  found(): BytesFound {
    if (this.startsWith(OLD_EXCEL))
      throw new TableError(
        'no_text',
        'Un classeur Excel 97-2003 (.xls) n’est pas lu : enregistrez-le en .xlsx ou en CSV UTF-8.',
      );
    const bom = BOMS.find(([, mark]) => this.startsWith(mark));
    return {
      encodings: bom ? [bom[0]] : this.startsWith(ZIP) ? [] : this.possible(),
      isAscii: bom === undefined && this.letters.whole + this.letters.broken === 0,
      hasBom: bom !== undefined,
      isWorkbook: this.startsWith(ZIP),
      byteCount: this.byteCount,
      sha256: this.hash.digest('hex'),
    };
  }

  private decodes(chunk?: Uint8Array): boolean {
    try {
      this.utf8.decode(chunk, { stream: chunk !== undefined });
      return true;
    } catch {
      return false;
    }
  }

  private startsWith(mark: readonly number[]): boolean {
    return mark.every((byte, at) => this.head[at] === byte);
  }

  private possible(): Encoding[] {
    const [even, odd] = this.zeros;
    // Letters, digits and separators of UTF-16 have a zero each; Arabic names have none.
    const isWide = Math.max(even, odd) * 4 > this.byteCount && Math.min(even, odd) * 50 < Math.max(even, odd);
    if (isWide) return [odd > even ? 'utf16le' : 'utf16be'];
    if ((even + odd) * 100 > this.byteCount && even + odd > 0)
      throw new TableError('no_text', 'Le fichier n’est pas un texte : il contient des octets nuls.');
    if (this.isUtf8 && this.decodes()) return ['utf8'];
    // In no code page do letters make whole ones of UTF-8 by chance: lines with others are refused, each by itself.
    if (this.letters.whole > this.letters.broken) return ['utf8'];
    return (['win1252', 'cp850'] as const).filter((one) => this.isFrenchIn(one));
  }

  private isFrenchIn(encoding: Encoding): boolean {
    for (let byte = 0x80; byte < 256; byte += 1)
      if (this.counts[byte] && !FRENCH.has(iconv.decode(Buffer.from([byte]), encoding))) return false;
    return true;
  }
}

/** The text of a source in an encoding, without its byte order mark; what the encoding cannot hold becomes U+FFFD. */
export async function* decodeText(source: TableSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding === 'utf16be' ? 'utf16-be' : encoding, { stripBOM: true });
  for await (const chunk of source.open()) yield decoder.write(Buffer.from(chunk));
  yield decoder.end() ?? '';
}

/** UTF-8 that was read as Windows-1252 and written again: « Ã© » for « é », « Â° » for « ° », « Ø® » for Arabic. */
const MOJIBAKE = /[ÂÃØÙ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u;

/** The first place of a text that was decoded wrongly before it came here; undefined where there is none. */
export function mojibakeIn(text: string): string | undefined {
  return MOJIBAKE.exec(text)?.[0];
}
