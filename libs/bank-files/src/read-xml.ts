import { SaxesParser, type SaxesTagNS } from 'saxes';
import { BankFileError, refuse } from './bank-file-error';
import { LONGEST_KEPT, XmlElement } from './xml-element';

/** What reads a document of one kind. */
export interface DocumentReader {
  /** The names that it asks for; others, and all below them, are passed over. */
  readonly names: ReadonlySet<string>;
  /** Those that may stand many times in their parent: their path tells which one it is. */
  readonly numbered: ReadonlySet<string>;
  /** An element of these names has ended, whole. Answers whether its parent keeps it: what is taken out is not. */
  ended(element: XmlElement): boolean;
}

const DEEPEST = 100;
/** As long as one text, one tag or one comment may be: the parser holds it whole. */
const LONGEST_PIECE = 1_048_576;
const REPLACEABLE = /entity/u;

/**
 * Reads XML that may come from anybody, chunk by chunk, holding no more than what its reader asks for. Refused by name:
 * `doctype_refused` (a document type is where entity bombs and external files live; no bank message has one);
 * `entity_refused` for a reference other than XML's own five and numbers; `malformed_xml`, nesting beyond 100 included;
 * `text_too_long`.
 */
export class XmlReading {
  private readonly parser = new SaxesParser({ xmlns: true });
  private reader: DocumentReader | undefined;
  private namespace = '';
  private open: XmlElement | undefined;
  private depth = 0;
  /** So many levels deep in what nobody asks for. */
  private passing = 0;
  private silent = 0;

  /** @param readerOf chooses the reader by the root element and its namespace, or refuses it */
  constructor(private readonly readerOf: (name: string, namespace: string) => DocumentReader) {
    const { parser } = this;
    parser.on('error', ({ message }) => this.malformed(message));
    parser.on('doctype', () => refused('doctype_refused', 'a bank file declares no document type'));
    parser.on('opentag', (tag) => this.opened(tag));
    parser.on('closetag', () => this.closed());
    parser.on('text', (text) => this.wrote(text));
    parser.on('cdata', (text) => this.wrote(text));
    for (const quiet of ['comment', 'processinginstruction', 'xmldecl'] as const)
      parser.on(quiet, () => (this.silent = 0));
  }

  write(text: string): void {
    this.silent += text.length;
    this.parser.write(text);
    refuse(this.silent > LONGEST_PIECE, 'text_too_long', '', 'a text or tag is longer than a megabyte');
  }

  /** Nothing comes any more. */
  end(): void {
    this.parser.close();
  }

  private opened({ local, uri, attributes }: SaxesTagNS): void {
    this.silent = 0;
    this.depth += 1;
    if (this.depth > DEEPEST) refused('malformed_xml', 'the file is nested too deeply');
    if (this.reader === undefined) {
      this.namespace = uri;
      this.reader = this.readerOf(local, uri);
      this.open = new XmlElement(local, undefined, false);
    } else if (this.passing > 0 || uri !== this.namespace || !this.reader.names.has(local)) this.passing += 1;
    else
      this.open = new XmlElement(local, this.open, this.reader.numbered.has(local), attributes['Ccy']?.value);
  }

  private closed(): void {
    this.silent = 0;
    this.depth -= 1;
    if (this.passing > 0) {
      this.passing -= 1;
      return;
    }
    const { open, reader } = this;
    if (open === undefined || reader === undefined) return;
    this.open = open.parent;
    if (reader.ended(open)) open.parent?.keep(open);
  }

  private wrote(text: string): void {
    this.silent = 0;
    const { open } = this;
    if (this.passing > 0 || open === undefined) return;
    open.write(text);
    const isLong = open.writtenLength > LONGEST_KEPT && open.text.length > LONGEST_KEPT;
    refuse(isLong, 'text_too_long', open.path, `this has more than ${LONGEST_KEPT} characters`);
  }

  private malformed(message: string): never {
    if (REPLACEABLE.test(message)) refused('entity_refused', 'only the five references of XML are read');
    const { line, column } = this.parser;
    return refused('malformed_xml', `the file is not well-formed XML at line ${line}, column ${column}`);
  }
}

function refused(slug: 'doctype_refused' | 'entity_refused' | 'malformed_xml', message: string): never {
  throw new BankFileError(slug, '', message);
}
