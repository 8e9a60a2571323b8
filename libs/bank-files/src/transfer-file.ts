import { checkIban } from '@oce/identifiers';
import { businessDate, parseBusinessDate, QuantityError } from '@oce/quantities';
import { BankFileError, refuse, type BankFileSlug } from './bank-file-error';

/** Somebody's account. The name may be in any script; it is transliterated where it is written. */
export interface Party {
  readonly name: string;
  readonly iban: string;
  /** Of the account's bank; without it the bank is found by the IBAN. */
  readonly bic?: string;
}

/** One transfer. Its `endToEndId` is never paid twice. */
export interface Transfer {
  readonly endToEndId: string;
  readonly amountCentimes: number;
  readonly creditor: Party;
  readonly remittance: string;
}

/** Transfers from one account on one day. */
export interface PaymentInformation {
  readonly paymentInformationId: string;
  readonly executionDate: string;
  readonly debtor: Party & { readonly bic: string };
  readonly transfers: readonly Transfer[];
}

/** One file for the bank. Amounts are in MAD. `createdAt` is an ISO instant. */
export interface TransferFile {
  readonly messageId: string;
  readonly createdAt: string;
  readonly initiatingPartyName: string;
  readonly payments: readonly PaymentInformation[];
}

/** An xs:dateTime with an offset; calendars and the like that ISO instants may carry are not. */
const XML_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/u;

/**
 * Refuses, with a BankFileError and the path of the field, a file that a bank could not take or that could pay twice:
 * no transfers; ids missing, longer than 35 characters, outside the SWIFT X set or repeated; amounts that are not
 * positive whole centimes; accounts, bank codes, dates or instants that are none.
 */
export function checkTransferFile(file: TransferFile): void {
  checkId(file.messageId, 'messageId');
  const written = 'an instant is written YYYY-MM-DDThh:mm:ss with an offset';
  refuse(!XML_INSTANT.test(file.createdAt), 'malformed_instant', 'createdAt', written);
  dated('malformed_instant', 'createdAt', () => businessDate(file.createdAt));
  refuse(file.payments.length === 0, 'no_transfers', 'payments', 'a file pays somebody');
  const paymentIds = new Set<string>();
  const endToEndIds = new Set<string>();
  for (const [index, payment] of file.payments.entries()) {
    const path = `payments[${index}]`;
    checkOnce(payment.paymentInformationId, paymentIds, `${path}.paymentInformationId`);
    checkPayment(payment, endToEndIds, path);
  }
}

function checkPayment(payment: PaymentInformation, endToEndIds: Set<string>, path: string): void {
  dated('malformed_date', `${path}.executionDate`, () => parseBusinessDate(payment.executionDate));
  checkParty(payment.debtor, `${path}.debtor`);
  refuse(payment.transfers.length === 0, 'no_transfers', `${path}.transfers`, 'a payment pays somebody');
  for (const [index, transfer] of payment.transfers.entries()) {
    const transferPath = `${path}.transfers[${index}]`;
    checkOnce(transfer.endToEndId, endToEndIds, `${transferPath}.endToEndId`);
    const positive = Number.isSafeInteger(transfer.amountCentimes) && transfer.amountCentimes > 0;
    const amountPath = `${transferPath}.amountCentimes`;
    refuse(!positive, 'amount_not_positive', amountPath, 'an amount is a positive whole number of centimes');
    checkParty(transfer.creditor, `${transferPath}.creditor`);
  }
}

function checkParty(party: Party, path: string): void {
  const iban = checkIban(party.iban);
  if (!iban.ok) throw new BankFileError('iban_invalid', `${path}.iban`, iban.message);
  const bicForm = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/u;
  const bicWrong = party.bic !== undefined && !bicForm.test(party.bic);
  refuse(bicWrong, 'bic_invalid', `${path}.bic`, 'a BIC has 8 or 11 characters');
}

function checkOnce(id: string, seen: Set<string>, path: string): void {
  checkId(id, path);
  refuse(seen.has(id), 'id_repeated', path, 'the id stands in the file already');
  seen.add(id);
}

function checkId(id: string, path: string): void {
  refuse(id === '', 'id_missing', path, 'an id is needed');
  refuse(id.length > 35, 'id_too_long', path, 'an id has at most 35 characters');
  const isSwiftX = /^[A-Za-z0-9/\-?:().,'+]+$/u.test(id) && !/^\/|\/$|\/\//u.test(id);
  const characters = 'an id keeps to the SWIFT X characters, without spaces and outer slashes';
  refuse(!isSwiftX, 'id_characters', path, characters);
}

function dated(slug: BankFileSlug, path: string, read: () => string): void {
  try {
    read();
  } catch (cause) {
    if (!(cause instanceof QuantityError)) throw cause;
    throw new BankFileError(slug, path, cause.message);
  }
}
