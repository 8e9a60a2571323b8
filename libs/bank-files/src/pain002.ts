import { BankFileError } from './bank-file-error';
import type { BankAnswer, BankOutcome, OutcomeStatus } from './bank-outcome';
import { centimesOf, moneyOf, present } from './bank-values';
import type { XmlElement } from './xml-element';

export const PAIN_002 = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10';

/** The code of a duplicate: it must not be lost among other reasons, for the original may have been paid. */
export const DUPLICATE = 'AM05';

/** What the codes of the external status sets mean for a transfer. PART is not among them: its children say. */
const MEANINGS: Readonly<Record<string, OutcomeStatus>> = {
  RCVD: 'pending',
  PDNG: 'pending',
  ACTC: 'accepted',
  ACCP: 'accepted',
  ACFC: 'accepted',
  ACSP: 'accepted',
  ACWC: 'accepted',
  ACWP: 'accepted',
  ACSC: 'executed',
  ACCC: 'executed',
  RJCT: 'rejected',
};

/**
 * Reads a status report: one outcome for each level that carries a status, the broader before the narrower. The ids of
 * the original file and payment information stand on each outcome below them.
 * Refuses `unknown_status` and `other_original_message`, besides what the elements refuse.
 */
export function readPain002(root: XmlElement): BankAnswer {
  const report = root.required('CstmrPmtStsRpt');
  const group = report.required('OrgnlGrpInfAndSts');
  const fileMessageId = group.requiredText('OrgnlMsgId');
  const original = group.requiredText('OrgnlMsgNmId');
  if (!original.startsWith('pain.001')) {
    const path = group.required('OrgnlMsgNmId').path;
    throw new BankFileError('other_original_message', path, 'the report is not about a pain.001');
  }
  return {
    kind: 'status_report',
    messageId: report.required('GrpHdr').requiredText('MsgId'),
    outcomes: [
      ...outcomeOf(group, 'GrpSts', { level: 'file', fileMessageId, ...controlSumOf(group) }),
      ...report.children('OrgnlPmtInfAndSts').flatMap((payment) => paymentOutcomes(payment, fileMessageId)),
    ],
  };
}

function paymentOutcomes(payment: XmlElement, fileMessageId: string): BankOutcome[] {
  const ids = { fileMessageId, paymentInformationId: payment.requiredText('OrgnlPmtInfId') };
  return [
    ...outcomeOf(payment, 'PmtInfSts', { level: 'payment_information', ...ids, ...controlSumOf(payment) }),
    ...payment.children('TxInfAndSts').flatMap((transaction) => {
      const endToEndId = transaction.requiredText('OrgnlEndToEndId');
      const amount = transaction.optional('OrgnlTxRef')?.optional('Amt')?.optional('InstdAmt');
      const subject = { level: 'transaction', ...ids, endToEndId, ...moneyOf(amount) } as const;
      return outcomeOf(transaction, 'TxSts', subject);
    }),
  ];
}

type Subject = Omit<BankOutcome, 'status' | 'reasonCode' | 'reversal' | 'path'>;

function outcomeOf(element: XmlElement, statusName: string, subject: Subject): BankOutcome[] {
  const status = element.optional(statusName);
  if (status === undefined) return [];
  if (status.text === 'PART' && subject.level !== 'transaction') return [];
  const meaning = Object.hasOwn(MEANINGS, status.text) ? MEANINGS[status.text] : undefined;
  if (meaning === undefined) {
    const message = `the status is not one that is known of a ${subject.level}`;
    throw new BankFileError('unknown_status', status.path, message);
  }
  const { path } = element;
  return [present({ ...subject, status: meaning, reasonCode: reasonOf(element), reversal: false, path })];
}

function reasonOf(element: XmlElement): string | undefined {
  const codes = element
    .children('StsRsnInf')
    .map((information) => information.textAt('Rsn', 'Cd') ?? information.textAt('Rsn', 'Prtry'))
    .filter((code) => code !== undefined);
  return codes.includes(DUPLICATE) ? DUPLICATE : codes[0];
}

function controlSumOf(element: XmlElement): { amountCentimes?: number } {
  const sum = element.optional('OrgnlCtrlSum');
  return sum === undefined ? {} : { amountCentimes: centimesOf(sum) };
}
