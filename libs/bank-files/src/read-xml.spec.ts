import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readAnswer } from '../test/read-answer';
import { XmlElement } from './xml-element';

const report = readFileSync(join(__dirname, 'golden/partly-rejected.pain.002.001.10.xml'), 'utf8');
const PAIN_002 = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10';
/** A bare document in the namespace of a status report. */
const inNamespace = (xml: string): string =>
  xml.replace(/<Document(?! xmlns)/u, `<Document xmlns="${PAIN_002}"`);
const slugOf = async (xml: string | AsyncIterable<Uint8Array>, largestBytes?: number): Promise<unknown> => {
  try {
    return await readAnswer(xml, largestBytes);
  } catch (error) {
    return error instanceof Error && 'slug' in error ? error.slug : error;
  }
};

describe('XML from anybody', () => {
  it.each([
    ['an entity bomb', '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document>&b;</Document>'],
    [
      'an external entity',
      '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><Document>&x;</Document>',
    ],
  ])('is refused for %s', async (_, xml) => {
    expect(await slugOf(xml)).toBe('doctype_refused');
  });

  it.each([
    ['a named reference', '<Document>&eacute;</Document>'],
    ['an undeclared entity in an attribute', '<Document a="&x;"/>'],
  ])('is refused for %s', async (_, xml) => {
    expect(await slugOf(inNamespace(xml))).toBe('entity_refused');
  });

  it.each([
    ['nothing', ''],
    ['a document type in small letters', '<!doctype d><Document/>'],
    ['no XML', 'MT940'],
    ['JSON', '{"Document":{}}'],
    ['an element left open', '<Document><a></Document>'],
    ['elements crossed', '<Document><a><b></a></b></Document>'],
    ['a bare ampersand', '<Document>a & b</Document>'],
    ['two roots', `${report}<Document/>`],
    ['text after the end', `${report}tail`],
    ['an attribute twice', '<Document a="1" a="2"/>'],
    ['an attribute without quotes', '<Document a=1/>'],
    ['a control character', '<Document>\u0000</Document>'],
    ['half a character', '<Document>\ud800</Document>'],
    ['a comment left open', `${report}<!-- `],
    ['nesting without end', '<Document>' + '<a>'.repeat(100_000)],
    ['deep nesting', `<Document>${'<a>'.repeat(101)}${'</a>'.repeat(101)}</Document>`],
  ])('is malformed: %s', async (_, xml) => {
    expect(await slugOf(inNamespace(xml))).toBe('malformed_xml');
  });

  it.each([
    ['unknown_message', '<Report xmlns="urn:x"/>'],
    ['wrong_namespace', '<Document/>'],
    ['version_not_read', report.replace('.001.10"', '.001.05"')],
    ['wrong_namespace', report.replace('pain.002.001.10"', 'pain.001.001.09"')],
    ['malformed_xml', `<x:Document xmlns="${PAIN_002}"/>`],
    ['element_missing', `<Document xmlns="${PAIN_002}"/>`],
    ['element_missing', report.replace('<CstmrPmtStsRpt>', '<CstmrPmtStsRpt xmlns="urn:other">')],
  ])('is refused with %s', async (slug, xml) => {
    expect(await slugOf(xml)).toBe(slug);
  });

  it('is refused for its size in bytes, not in characters', async () => {
    const bytes = Buffer.byteLength(report.replace('inexistant', 'fermé'));
    expect(await slugOf(report.replace('inexistant', 'fermé'), bytes - 1)).toBe('too_large');
    expect(await slugOf(report.replace('inexistant', 'fermé'), bytes)).toMatchObject({
      messageId: 'BANK-RPT-7',
    });
  });

  it('never repeats what stands in it', async () => {
    const secret = 'MA64011780000012345678901296';
    for (const xml of [`<Document><${secret}></Document>`, `<Document>${secret}&x;</Document>`, secret]) {
      await expect(readAnswer(xml)).rejects.toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret) }),
      );
    }
  });

  it('is read whatever its prefix, comments, sections, line ends, numeric references and byte order mark', async () => {
    const dressed = report
      .replace(/<(\/?)([A-Z])/gu, '<$1p:$2')
      .replace('xmlns=', 'xmlns:p=')
      .replace('BANK-RPT-7', '<![CDATA[BANK]]>-<!-- which? -->RPT&#45;&#x37;')
      .replace(/\n/gu, '\r\n');
    expect(await readAnswer(`\ufeff${dressed}`)).toEqual({
      ...(await readAnswer(report)),
      messageId: 'BANK-RPT-7',
    });
  });

  it('may hold any number of plain references', async () => {
    const many = report.replace('Compte inexistant', '&amp;'.repeat(200_000));
    expect((await readAnswer(many)).outcomes).toHaveLength(3);
  });

  it('holds no text of more than a megabyte, nor an id of more than a thousand characters', async () => {
    const long = Readable.from([
      report.slice(0, report.indexOf('Compte inexistant')),
      'x'.repeat(1_200_000),
    ]).map((text: string) => Buffer.from(text));
    expect(await slugOf(long)).toBe('text_too_long');
    expect(await slugOf(report.replace('BANK-RPT-7', 'x'.repeat(1_001)))).toBe('text_too_long');
  });
});

describe('the text of an element', () => {
  const written = (...pieces: string[]) => {
    const element = new XmlElement('Ntfctn', undefined, false);
    for (const piece of pieces) element.write(piece);
    return element;
  };

  it('is what stands between its blanks, in whatever pieces it comes', () => {
    expect(written('\n  ', 'EA', '-1 ', ' 2', '\n').text).toBe('EA-1  2');
  });

  it('holds no line ends between the entries of a file, however many there are', () => {
    expect(written(...Array.from({ length: 100_000 }, () => '\n')).writtenLength).toBe(0);
    const mixed = written('x', ...Array.from({ length: 100_000 }, () => '\n'));
    expect(mixed.writtenLength).toBeLessThan(1_100);
    expect(mixed.text).toBe('x');
    mixed.write('y');
    expect(mixed.text.length).toBeGreaterThan(1_000);
  });
});
