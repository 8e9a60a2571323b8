import { BankFileError } from './bank-file-error';
import type { BankOutcome, OutcomeGroup, OutcomeStatus } from './bank-outcome';
import { centimesOf, countOf, moneyOf, outcomeWith } from './bank-values';
import type { DocumentReader } from './read-xml';
import type { XmlElement } from './xml-element';

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
const PART = 'PART';
const NAMES = `Document CstmrPmtStsRpt GrpHdr MsgId OrgnlGrpInfAndSts OrgnlMsgId OrgnlMsgNmId OrgnlNbOfTxs OrgnlCtrlSum
  GrpSts StsRsnInf Rsn Cd Prtry OrgnlPmtInfAndSts OrgnlPmtInfId PmtInfSts TxInfAndSts OrgnlEndToEndId TxSts OrgnlTxRef Amt
  InstdAmt NbOfTxsPerSts DtldNbOfTxs DtldSts`;

type Subject = Omit<BankOutcome, 'status' | 'unclear' | 'reasonCode' | 'reversal' | 'path'>;

/**
 * Reads a status report (pain.002 of 2009 and 2019): one outcome for each level that carries a status. A status that is
 * not known, a reason beside none, a count of transactions that are not there, and a report without a word are unclear. The
 * ids of the original file and payment information stand on each
 * outcome below them. Refuses `other_original_message`, besides what the elements refuse.
 */
export class Pain002Reader implements DocumentReader {
  readonly names = new Set(NAMES.split(/\s+/u));
  readonly numbered = new Set(['StsRsnInf', 'OrgnlPmtInfAndSts', 'TxInfAndSts', 'NbOfTxsPerSts']);
  private fileMessageId: string | undefined;
  private fileStatus: string | undefined;
  /** Where the file is accepted in part, until something below it says which part. */
  private unexplained: BankOutcome | undefined;
  private transactions = 0;
  /** Transactions by their status: those of the payment information that is read, and all. */
  private ofPayment = new Map<string, number>();
  private readonly ofAll = new Map<string, number>();
  private group: XmlElement | undefined;
  private isMiscounted = false;
  private isSilent = true;

  constructor(
    private readonly head: (messageId: string) => void,
    private readonly take: (group: OutcomeGroup) => void,
  ) {}

  ended(element: XmlElement): boolean {
    switch (element.name) {
      case 'GrpHdr':
        this.head(element.requiredText('MsgId'));
        return true;
      case 'OrgnlGrpInfAndSts':
        this.file(element);
        return true;
      case 'TxInfAndSts':
        this.transaction(element);
        return false;
      case 'OrgnlPmtInfAndSts':
        this.payment(element);
        return false;
      case 'CstmrPmtStsRpt':
        for (const name of ['GrpHdr', 'OrgnlGrpInfAndSts']) element.required(name);
        this.whole();
        return true;
      case 'Document':
        element.required('CstmrPmtStsRpt');
        return true;
      default:
        return true;
    }
  }

  private file(group: XmlElement): void {
    this.group = group;
    this.fileMessageId = group.requiredText('OrgnlMsgId');
    if (!group.requiredText('OrgnlMsgNmId').toLowerCase().startsWith('pain.001')) {
      const { path } = group.required('OrgnlMsgNmId');
      throw new BankFileError('other_original_message', path, 'the report is not about a pain.001');
    }
    this.fileStatus = group.textAt('GrpSts');
    const subject = { level: 'file', fileMessageId: this.fileMessageId, ...controlsOf(group) } as const;
    this.isSilent = this.fileStatus !== PART;
    if (this.fileStatus === PART) this.unexplained = partOf(group, subject);
    else this.say(outcomeOf(group, 'GrpSts', subject));
  }

  private payment(payment: XmlElement): void {
    const paymentInformationId = payment.requiredText('OrgnlPmtInfId');
    const { fileMessageId } = this;
    const ids = { fileMessageId, paymentInformationId };
    const subject = { level: 'payment_information', ...ids, ...controlsOf(payment) } as const;
    if (payment.textAt('PmtInfSts') !== PART) this.say(outcomeOf(payment, 'PmtInfSts', subject));
    else if (this.transactions === 0) this.say(partOf(payment, subject));
    const miscounted = miscountedIn(payment, 'PmtInfSts', this.ofPayment);
    for (const count of miscounted) this.say(partOf(count, { level: 'payment_information', ...ids }));
    this.isMiscounted ||= miscounted.length > 0;
    this.transactions = 0;
    this.ofPayment = new Map();
  }

  /** The report has been read: what it says of the whole and nothing below it bears out. */
  private whole(): void {
    const { group, fileMessageId } = this;
    if (group === undefined) return;
    const subject = { level: 'file', fileMessageId } as const;
    if (this.unexplained) this.take({ outcomes: [this.unexplained] });
    else if (!this.isMiscounted)
      for (const count of miscountedIn(group, 'GrpSts', this.ofAll)) this.say(partOf(count, subject));
    if (this.isSilent) this.say(unclear(group, subject, 'status_missing'));
  }

  private transaction(transaction: XmlElement): void {
    this.transactions += 1;
    const status = transaction.textAt('TxSts') ?? '';
    for (const counts of [this.ofPayment, this.ofAll]) counts.set(status, (counts.get(status) ?? 0) + 1);
    const amount = transaction.optional('OrgnlTxRef')?.optional('Amt')?.optional('InstdAmt');
    const subject = {
      level: 'transaction',
      fileMessageId: this.fileMessageId,
      paymentInformationId: transaction.parent?.textAt('OrgnlPmtInfId'),
      endToEndId: transaction.textAt('OrgnlEndToEndId'),
      ...moneyOf(amount),
    } as const;
    const above = transaction.parent?.textAt('PmtInfSts') ?? this.fileStatus ?? PART;
    const found = outcomeOf(transaction, 'TxSts', subject);
    // Named without a word of its own: what is said above speaks of it, where that is not "in part".
    if (found === undefined && above === PART) this.say(unclear(transaction, subject, 'status_missing'));
    this.say(found);
  }

  private say(outcome: BankOutcome | undefined): void {
    if (outcome === undefined) return;
    this.isSilent = false;
    if (outcome.level !== 'file') this.unexplained = undefined;
    this.take({ outcomes: [outcome] });
  }
}

function outcomeOf(element: XmlElement, statusName: string, subject: Subject): BankOutcome | undefined {
  const status = element.textAt(statusName);
  const reasonCode = reasonOf(element);
  if (status === undefined)
    return reasonCode === undefined ? undefined : unclear(element, subject, 'reason_without_status');
  const meaning = Object.hasOwn(MEANINGS, status) ? MEANINGS[status] : undefined;
  if (meaning === undefined) return unclear(element, subject, 'unknown_status');
  return outcomeWith(subject, { status: meaning, reasonCode, reversal: false, path: element.path });
}

/**
 * The counts of a status (NbOfTxsPerSts) that are not those of the transactions below; those of a status that moves nothing
 * are left away, and so is that of the whole.
 */
function miscountedIn(
  element: XmlElement,
  statusName: string,
  found: ReadonlyMap<string, number>,
): XmlElement[] {
  return element.children('NbOfTxsPerSts').filter((count) => {
    const status = count.textAt('DtldSts') ?? '';
    const meaning = Object.hasOwn(MEANINGS, status) ? MEANINGS[status] : undefined;
    if (meaning === 'accepted' || meaning === 'pending' || status === element.textAt(statusName))
      return false;
    return (countOf(count.optional('DtldNbOfTxs')) ?? 0) !== (found.get(status) ?? 0);
  });
}

const partOf = (element: XmlElement, subject: Subject) => unclear(element, subject, 'part_unexplained');

function unclear(
  element: XmlElement,
  subject: Subject,
  slug: NonNullable<BankOutcome['unclear']>,
): BankOutcome {
  const reasonCode = reasonOf(element);
  const said = { status: 'unclear', unclear: slug, reasonCode, reversal: false } as const;
  return outcomeWith(subject, { ...said, path: element.path });
}

function reasonOf(element: XmlElement): string | undefined {
  const codes = element
    .children('StsRsnInf')
    .map((information) => information.textAt('Rsn', 'Cd') ?? information.textAt('Rsn', 'Prtry'))
    .filter((code) => code !== undefined);
  return codes.includes(DUPLICATE) ? DUPLICATE : codes[0];
}

/** Number and sum of the original: that of all its transfers, not only of those that the status is about. */
function controlsOf(element: XmlElement): Pick<BankOutcome, 'transfers' | 'amountCentimes'> {
  const sum = element.optional('OrgnlCtrlSum');
  const amountCentimes = sum === undefined ? undefined : centimesOf(sum);
  return { transfers: countOf(element.optional('OrgnlNbOfTxs')), amountCentimes };
}
