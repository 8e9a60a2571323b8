import { createHash } from 'node:crypto';
import { BankFileError, refuse } from './bank-file-error';
import type { BankAnswer, OutcomeGroup } from './bank-outcome';
import type { DayBounds } from './bank-values';
import { Camt054Reader } from './camt054';
import { Pain002Reader } from './pain002';
import { XmlReading, type DocumentReader } from './read-xml';
import { decodeXml } from './text-encoding';

/** A campaign's 16,800 transfers with all their details take a third of it. */
export const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:([a-z]{4}\.\d{3})\.\d{3}\.(\d{2})$/u;
const READ = {
  'camt.054': { kind: 'booking_notice', versions: ['02', '04', '08'] },
  'pain.002': { kind: 'status_report', versions: ['03', '10'] },
} as const;

type Kind = Pick<BankAnswer, 'kind' | 'version'>;

export interface AnswerLimits {
  readonly bounds: DayBounds;
  readonly largestBytes?: number;
}

/**
 * Reads what a bank sent, told apart by its namespace: pain.002.001 .03 and .10, camt.054.001 .02, .04 and .08. The file
 * goes by chunk by chunk: each group of outcomes is handed over as it is read, and nothing of it counts before the
 * file has been read to its end, for the end may be broken. Whatever cannot be read for certain is refused with a
 * BankFileError (slug, path, message), never guessed.
 *
 * @param body its bytes, or its text where it comes as one
 */
export async function readBankAnswer(
  body: AsyncIterable<Uint8Array> | string,
  { bounds, largestBytes = LARGEST_ANSWER_BYTES }: AnswerLimits,
  take: (group: OutcomeGroup) => Promise<void> | void,
): Promise<BankAnswer> {
  let messageId: string | undefined;
  let kind: Kind | undefined;
  let groups: OutcomeGroup[] = [];
  let length = 0;
  const reading = new XmlReading((name, namespace): DocumentReader => {
    kind = kindOf(name, namespace);
    const head = (id: string) => void (messageId = id);
    const found = (group: OutcomeGroup) => void groups.push(group);
    return kind.kind === 'status_report'
      ? new Pain002Reader(head, found)
      : new Camt054Reader(bounds, head, found);
  });
  const handOver = async () => {
    const ready = groups;
    groups = [];
    for (const group of ready) await take(group);
  };
  const hash = createHash('sha256');
  const measured = measure(typeof body === 'string' ? [Buffer.from(body)] : body, largestBytes, (chunk) =>
    hash.update(chunk),
  );
  for await (const text of typeof body === 'string' ? unmarked(measured, body) : decodeXml(measured)) {
    reading.write(text);
    length += text.trim().length;
    await handOver();
  }
  if (length === 0) throw new BankFileError('malformed_xml', '', 'the file is empty');
  reading.end();
  await handOver();
  if (kind === undefined || messageId === undefined)
    throw new BankFileError('malformed_xml', '', 'the file holds no message');
  return { kind: kind.kind, version: kind.version, messageId, sha256: hash.digest('hex') };
}

/** The bytes as they go by. Refuses `too_large`. */
async function* measure(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  largestBytes: number,
  see: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    refuse(bytes > largestBytes, 'too_large', '', `the file has more than ${largestBytes} bytes`);
    see(chunk);
    yield chunk;
  }
}

/** A text that is one already: its bytes are only measured. */
async function* unmarked(measured: AsyncIterable<Uint8Array>, text: string): AsyncGenerator<string> {
  for await (const _bytes of measured) yield text.replace(/^\ufeff/u, '');
}

function kindOf(name: string, namespace: string): Kind {
  refuse(name !== 'Document', 'unknown_message', '', 'an ISO 20022 message is a Document');
  const all = Object.entries(READ).map(
    ([message, { versions }]) => `${message}.001 .${versions.join(', .')}`,
  );
  const read = `${all.join(' and ')} are read`;
  const [, message = '', version = ''] = NAMESPACE.exec(namespace) ?? [];
  if (message !== 'camt.054' && message !== 'pain.002') {
    const what = message === '' ? 'the file is no message of a bank that is known' : `this is a ${message}`;
    throw new BankFileError('wrong_namespace', name, `${what}; ${read}`);
  }
  const known: readonly string[] = READ[message].versions;
  const other = `this is ${message}.001.${version}; ${read}`;
  refuse(!known.includes(version), 'version_not_read', name, other);
  return { kind: READ[message].kind, version: `${message}.001.${version}` };
}
