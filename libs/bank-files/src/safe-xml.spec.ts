import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBankAnswer } from './index';

const report = readFileSync(join(__dirname, 'golden/partly-rejected.pain.002.001.10.xml'), 'utf8');
const PAIN_002 = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10';
const slugOf = (xml: string, largestBytes?: number): unknown => {
  try {
    return readBankAnswer(xml, largestBytes);
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
    ['a document type of any case', '<!doctype d><Document/>'],
    ['a document type inside a comment', '<!-- <!DOCTYPE d> --><Document/>'],
  ])('is refused for %s', (_, xml) => {
    expect(slugOf(xml)).toBe('doctype_refused');
  });

  it.each([
    ['a named reference', '<Document>&eacute;</Document>'],
    ['a bare ampersand', '<Document>a & b</Document>'],
    ['an undeclared entity in an attribute', '<Document a="&x;"/>'],
  ])('is refused for %s', (_, xml) => {
    expect(slugOf(xml)).toBe('entity_refused');
  });

  it.each([
    ['nothing', ''],
    ['no XML', 'MT940'],
    ['JSON', '{"Document":{}}'],
    ['an element left open', '<Document><a></Document>'],
    ['elements crossed', '<Document><a><b></a></b></Document>'],
    ['two roots', '<Document/><Document/>'],
    ['text after the end', '<Document></Document>tail'],
    ['an attribute twice', '<Document a="1" a="2"/>'],
    ['an attribute without quotes', '<Document a=1/>'],
    ['a control character', '<Document>\u0000</Document>'],
    ['half a character', '<Document>\ud800</Document>'],
    ['a comment left open', '<Document/><!-- '],
    ['a reserved name', '<Document><__proto__>1</__proto__></Document>'],
    ['nesting without end', '<Document>' + '<a>'.repeat(100_000)],
    ['deep nesting', `<Document>${'<a>'.repeat(101)}${'</a>'.repeat(101)}</Document>`],
  ])('is malformed: %s', (_, xml) => {
    expect(slugOf(xml)).toBe('malformed_xml');
  });

  it.each([
    ['unknown_message', '<Report xmlns="urn:x"/>'],
    ['wrong_namespace', '<Document/>'],
    ['wrong_namespace', report.replace('.001.10"', '.001.03"')],
    ['wrong_namespace', report.replace('pain.002.001.10"', 'pain.001.001.09"')],
    ['wrong_namespace', `<x:Document xmlns="${PAIN_002}"/>`],
    ['element_missing', `<Document xmlns="${PAIN_002}"/>`],
    ['element_missing', report.replace('<CstmrPmtStsRpt>', '<CstmrPmtStsRpt xmlns="urn:other">')],
  ])('is refused with %s', (slug, xml) => {
    expect(slugOf(xml)).toBe(slug);
  });

  it('is refused for its size in bytes, not in characters', () => {
    const bytes = Buffer.byteLength(report.replace('inexistant', 'fermé'));
    expect(slugOf(report.replace('inexistant', 'fermé'), bytes - 1)).toBe('too_large');
    expect(slugOf(report.replace('inexistant', 'fermé'), bytes)).toMatchObject({ messageId: 'BANK-RPT-7' });
  });

  it('never repeats what stands in it', () => {
    const secret = 'MA64011780000012345678901296';
    for (const xml of [`<Document><${secret}></Document>`, `<Document>${secret}&x;</Document>`, secret]) {
      expect(() => readBankAnswer(xml)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret) }),
      );
    }
  });

  it('is read whatever its prefix, comments, sections, line ends, numeric references and byte order mark', () => {
    const dressed = report
      .replace(/<(\/?)([A-Z])/gu, '<$1p:$2')
      .replace('xmlns=', 'xmlns:p=')
      .replace('BANK-RPT-7', '<![CDATA[BANK]]>-<!-- which? -->RPT&#45;&#x37;')
      .replace(/\n/gu, '\r\n');
    expect(readBankAnswer(`\ufeff${dressed}`)).toEqual({
      ...readBankAnswer(report),
      messageId: 'BANK-RPT-7',
    });
  });

  it('may hold any number of plain references', () => {
    const many = report.replace('Compte inexistant', '&amp;'.repeat(200_000));
    expect(readBankAnswer(many).outcomes).toHaveLength(3);
  });
});
