import { BankFileError } from './bank-file-error';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1' | 'windows-1252';

/** As XML declarations name them, and the encodings of their bytes that each goes with. */
const DECLARED: Readonly<Record<string, readonly Encoding[]>> = {
  'utf-8': ['utf-8'],
  utf8: ['utf-8'],
  'us-ascii': ['utf-8'],
  ascii: ['utf-8'],
  'utf-16': ['utf-16le', 'utf-16be'],
  'utf-16le': ['utf-16le'],
  'utf-16be': ['utf-16be'],
  'iso-8859-1': ['iso-8859-1'],
  'iso_8859-1': ['iso-8859-1'],
  'iso8859-1': ['iso-8859-1'],
  latin1: ['iso-8859-1'],
  'windows-1252': ['windows-1252'],
  cp1252: ['windows-1252'],
};
const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** "<" without a mark. */
const UNMARKED: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-16le', [0x3c, 0x00]],
  ['utf-16be', [0x00, 0x3c]],
];
/** gzip and zip. */
const COMPRESSED = [
  [0x1f, 0x8b],
  [0x50, 0x4b, 0x03, 0x04],
];
/** No declaration is longer. */
const HEAD_BYTES = 512;

/**
 * The text of an XML file, chunk by chunk, in the encoding that its byte order mark or its declaration names: UTF-8
 * (also where neither says anything), UTF-16, ISO-8859-1 or Windows-1252. Refuses `encoding_not_read` for another,
 * `encoding_contradicted` where mark, declaration and bytes do not agree.
 */
export async function* decodeXml(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let head: Buffer | undefined = Buffer.alloc(0);
  let decode: ((bytes: Uint8Array | undefined) => string) | undefined;
  for await (const chunk of chunks) {
    if (decode === undefined) {
      head = Buffer.concat([head ?? Buffer.alloc(0), chunk]);
      if (head.length < HEAD_BYTES) continue;
      decode = decoderOf(encodingOf(head));
      yield decode(head);
      head = undefined;
    } else yield decode(chunk);
  }
  decode ??= decoderOf(encodingOf(head ?? Buffer.alloc(0)));
  if (head !== undefined) yield decode(head);
  yield decode(undefined);
}

/** The encoding that a file's first bytes name. */
function encodingOf(head: Buffer): Encoding {
  const startsWith = ([, bytes]: (typeof MARKS)[number]) => bytes.every((byte, at) => head[at] === byte);
  if (COMPRESSED.some((bytes) => bytes.every((byte, at) => head[at] === byte)))
    throw new BankFileError('encoding_not_read', '', 'the file is compressed: unpack it first');
  const marked = MARKS.find(startsWith)?.[0];
  const seen = marked ?? UNMARKED.find(startsWith)?.[0];
  const declared = declaredIn(head, seen);
  if (declared === undefined) return seen ?? 'utf-8';
  const fitting = DECLARED[declared.toLowerCase()];
  if (fitting === undefined) {
    const read = 'UTF-8, UTF-16, ISO-8859-1 and Windows-1252 are read';
    throw new BankFileError('encoding_not_read', '', `the file declares ${declared.toUpperCase()}; ${read}`);
  }
  const [first] = fitting;
  const found = seen ?? (fitting.some((one) => one.startsWith('utf-16')) ? 'utf-8' : first!);
  if (fitting.includes(found)) return found;
  throw contradicted(
    `the file declares ${declared.toUpperCase()} and its first bytes are ${found.toUpperCase()}`,
  );
}

function declaredIn(head: Buffer, seen: Encoding | undefined): string | undefined {
  const isWide = seen === 'utf-16le' || seen === 'utf-16be';
  // Of what a declaration holds each letter is one byte; in UTF-16 beside a zero.
  const text = head.subarray(0, HEAD_BYTES).toString('latin1');
  const letters = isWide ? text.replace(/\0/gu, '') : text;
  const declaration = /^[^<]{0,3}<\?xml\s[^>]*?\?>/u.exec(letters)?.[0];
  return /\sencoding\s*=\s*["']([A-Za-z][\w.-]{0,39})["']/u.exec(declaration ?? '')?.[1];
}

function decoderOf(encoding: Encoding): (bytes: Uint8Array | undefined) => string {
  // The web's ISO-8859-1 is Windows-1252: the real one is taken byte by byte.
  if (encoding === 'iso-8859-1') return (bytes) => (bytes ? Buffer.from(bytes).toString('latin1') : '');
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (cause) {
      if ((cause as { code?: string }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw cause;
      throw contradicted(`the file has bytes that are not ${encoding.toUpperCase()}`);
    }
  };
}

function contradicted(message: string): BankFileError {
  return new BankFileError('encoding_contradicted', '', message);
}
