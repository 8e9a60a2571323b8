import { BankFileError, refuse } from './bank-file-error';
import type { BankAnswer } from './bank-outcome';
import { CAMT_054, readCamt054 } from './camt054';
import { PAIN_002, readPain002 } from './pain002';
import { LARGEST_XML_BYTES, readXml } from './safe-xml';

/**
 * Reads what a bank sent: pain.002.001.10 or camt.054.001.08, told apart by their namespace. Whatever it cannot read
 * for certain is refused with a BankFileError (slug, path, message), never guessed.
 */
export function readBankAnswer(xml: string, largestBytes: number = LARGEST_XML_BYTES): BankAnswer {
  const root = readXml(xml, largestBytes);
  refuse(root.name !== 'Document', 'unknown_message', root.path, 'an ISO 20022 message is a Document');
  if (root.namespace === PAIN_002) return readPain002(root);
  if (root.namespace === CAMT_054) return readCamt054(root);
  throw new BankFileError('wrong_namespace', root.path, 'only pain.002.001.10 and camt.054.001.08 are read');
}
