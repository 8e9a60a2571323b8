import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readAnswer } from '../test/read-answer';

const report = readFileSync(join(__dirname, 'golden/partly-rejected.pain.002.001.10.xml'), 'utf8').replace(
  'BANK-RPT-7',
  'RELEVÉ-7',
);
const declaring = (encoding: string): string => report.replace('encoding="UTF-8"', `encoding="${encoding}"`);
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const marked = (mark: readonly number[], bytes: Buffer): Buffer => Buffer.concat([Buffer.from(mark), bytes]);

/** The bytes in pieces of the given size, so that letters are cut. */
async function* pieces(bytes: Buffer, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const messageIdOf = async (bytes: Buffer) => (await readAnswer(pieces(bytes))).messageId;

describe('the encoding of a bank file', () => {
  it.each<[string, Buffer]>([
    ['UTF-8 as declared', Buffer.from(report)],
    ['UTF-8 where nothing is declared', Buffer.from(report.replace(/<\?xml.*\?>/u, ''))],
    ['UTF-8 with its mark', marked([0xef, 0xbb, 0xbf], Buffer.from(report))],
    ['UTF-16, little end first', marked([0xff, 0xfe], Buffer.from(declaring('UTF-16'), 'utf16le'))],
    ['UTF-16, big end first', marked([0xfe, 0xff], bigEndian(declaring('utf-16')))],
    [
      'UTF-16LE by its mark alone',
      marked([0xff, 0xfe], Buffer.from(report.replace(/<\?xml.*\?>/u, ''), 'utf16le')),
    ],
    ['UTF-16BE without a mark', bigEndian(declaring('UTF-16BE'))],
    ['UTF-16 without a mark or a declaration', Buffer.from(report.replace(/<\?xml.*\?>\s*/u, ''), 'utf16le')],
    ['ISO-8859-1 by another of its names', Buffer.from(declaring('latin1'), 'latin1')],
    ['Windows-1252 by another of its names', Buffer.from(declaring('cp1252'), 'latin1')],
    ['ISO-8859-1', Buffer.from(declaring('ISO-8859-1'), 'latin1')],
    ['Windows-1252', Buffer.from(declaring('windows-1252'), 'latin1')],
  ])('is %s', async (_, bytes) => {
    expect(await messageIdOf(bytes)).toBe('RELEVÉ-7');
  });

  it('tells Windows-1252 from ISO-8859-1, which has no euro', async () => {
    const euro = Buffer.from(declaring('Windows-1252').replace('É', 'X'), 'latin1');
    euro[euro.indexOf('RELEVX') + 5] = 0x80;
    expect(await messageIdOf(euro)).toBe('RELEV€-7');
  });

  it.each<[string, string, Buffer]>([
    ['encoding_contradicted', 'declares UTF-8, has other bytes', Buffer.from(report, 'latin1')],
    [
      'encoding_contradicted',
      'declares ISO-8859-1, is marked UTF-8',
      marked([0xef, 0xbb, 0xbf], Buffer.from(declaring('ISO-8859-1'))),
    ],
    [
      'encoding_contradicted',
      'declares UTF-8, is marked UTF-16',
      marked([0xff, 0xfe], Buffer.from(report, 'utf16le')),
    ],
    ['encoding_contradicted', 'declares UTF-16, is not', Buffer.from(declaring('UTF-16'))],
    [
      'encoding_contradicted',
      'declares UTF-16LE, is UTF-16BE',
      marked([0xfe, 0xff], bigEndian(declaring('UTF-16LE'))),
    ],
    [
      'encoding_contradicted',
      'ends within a letter',
      Buffer.concat([Buffer.from(report), Buffer.from([0xc3])]),
    ],
    ['encoding_not_read', 'declares EBCDIC', Buffer.from(declaring('IBM037'))],
    ['encoding_not_read', 'declares UTF-7', Buffer.from(declaring('UTF-7'))],
    ['encoding_not_read', 'is compressed', gzipSync(report)],
    ['malformed_xml', 'is empty', Buffer.alloc(0)],
  ])('is refused as %s where a file %s', async (slug, _, bytes) => {
    await expect(readAnswer(pieces(bytes))).rejects.toMatchObject({ slug });
  });

  it('is nothing to a text that has been read already', async () => {
    expect((await readAnswer(declaring('ISO-8859-1'))).messageId).toBe('RELEVÉ-7');
  });
});
