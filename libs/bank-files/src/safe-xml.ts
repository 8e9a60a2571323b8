import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { BankFileError, refuse } from './bank-file-error';
import { XmlElement, type OrderedNode } from './xml-element';

/** Reading takes some 0.3 s a megabyte; a campaign's 16,800 transfers with all their details take ten. */
export const LARGEST_XML_BYTES = 16 * 1024 * 1024;

const FORBIDDEN_CHARACTERS = /[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/u;
const UNKNOWN_REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/u;

/**
 * Reads XML that may come from anybody. Refused by name: `too_large`; `doctype_refused` (a document type is where
 * entity bombs and external files live; no bank message has one); `entity_refused` for any ampersand, wherever it
 * stands, but XML's own five references and numbers; `malformed_xml`, nesting beyond 100 included.
 */
export function readXml(xml: string, largestBytes = LARGEST_XML_BYTES): XmlElement {
  refuse(
    Buffer.byteLength(xml) > largestBytes,
    'too_large',
    '',
    `the file has more than ${largestBytes} bytes`,
  );
  refuse(/<!(?:DOCTYPE|ENTITY)/iu.test(xml), 'doctype_refused', '', 'a bank file declares no document type');
  refuse(FORBIDDEN_CHARACTERS.test(xml), 'malformed_xml', '', 'the file has characters that XML has not');
  const nodes = parse(xml.replace(/^\ufeff/u, ''));
  return XmlElement.root(nodes);
}

function parse(xml: string): OrderedNode[] {
  refuse(UNKNOWN_REFERENCE.test(xml), 'entity_refused', '', 'only the five references of XML are read');
  let nodes: OrderedNode[];
  try {
    nodes = parser.parse(xml);
  } catch {
    throw new BankFileError('malformed_xml', '', 'the file is not XML, or nested too deeply');
  }
  const validity = XMLValidator.validate(xml);
  if (validity !== true) {
    const { line, col } = validity.err;
    const place = `line ${line}, column ${col}`;
    throw new BankFileError('malformed_xml', '', `the file is not well-formed XML at ${place}`);
  }
  return nodes;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  // Switches on numeric references; named ones have been refused before.
  htmlEntities: true,
  // The library bounds what declared entities grow to; here are none, and the five of XML only shrink.
  processEntities: { enabled: true, maxExpandedLength: Number.MAX_SAFE_INTEGER },
  ignoreDeclaration: true,
  ignorePiTags: true,
});
