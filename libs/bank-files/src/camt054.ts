import { BankFileError, refuse } from './bank-file-error';
import type { BankOutcome, OutcomeGroup, UnclearSlug } from './bank-outcome';
import {
  countOf,
  dayOf,
  indicatorOf,
  moneyOf,
  outcomeWith,
  type DayBounds,
  type OutcomeSubject,
} from './bank-values';
import type { DocumentReader } from './read-xml';
import type { XmlElement } from './xml-element';

/** What banks write where there is no reference, theirs or the payer's. */
const NOT_PROVIDED = /^(?:not[ -]?provided|nonref)$/iu;
/** One booking has so many parts at most: they are held until their sum is known. */
const MOST_PARTS = 50_000;
const NAMES = `Document BkToCstmrDbtCdtNtfctn GrpHdr MsgId Ntfctn Id Ntry Amt CdtDbtInd RvslInd Sts Cd Prtry BookgDt Dt
  DtTm AcctSvcrRef NtryDtls Btch PmtInfId NbOfTxs TtlAmt TxDtls Refs EndToEndId AmtDtls TxAmt RtrInf Rsn`;

interface Money {
  readonly amountCentimes?: number;
  readonly currency?: string;
}

/** One transaction of a booking. */
interface Part extends Money {
  readonly path: string;
  readonly direction?: string;
  readonly fileMessageId?: string;
  readonly paymentInformationId?: string;
  readonly endToEndId?: string;
  readonly reference?: string;
  readonly reasonCode?: string;
  /** Whether it tells why money came back. */
  readonly isReturn: boolean;
  /** Whether it gives two amounts, and they differ. */
  readonly isContradicted: boolean;
}

/** The details of a booking: its transactions, and what the bank says of the batch that they are. */
interface Details extends Money {
  readonly path: string;
  readonly fileMessageId?: string;
  readonly paymentInformationId?: string;
  readonly transfers?: number;
  readonly direction?: string;
  readonly parts: readonly Part[];
}

/** What a booking says of all its transactions. */
interface Entry extends Money {
  readonly path: string;
  readonly booking: string;
  readonly direction: string;
  readonly reversal: boolean;
  readonly bookedOn?: string;
  readonly reference?: string;
}

/**
 * Reads a notice of bookings (camt.054 of 2009, 2013 and 2019): one outcome for each transaction of an entry, or one for
 * the batch where no transaction in it names a transfer. A booked debit is a transfer executed; a credit is one that
 * came back. What is only announced (PDNG, INFO, FUTR) is pending. A debit with a reversal indicator, or with the reason of
 * a return, is unclear: some banks mean that the debit is undone, others that a credit is. So is any other status, and a booking whose parts are
 * not its sum. Fees and strangers' payments have no ids of ours and none is made up.
 */
export class Camt054Reader implements DocumentReader {
  readonly names = new Set(NAMES.split(/\s+/u));
  readonly numbered = new Set(['Ntfctn', 'Ntry', 'NtryDtls', 'TxDtls']);
  private isNotified = false;
  private parts: Part[] = [];
  private details: Details[] = [];

  constructor(
    private readonly bounds: DayBounds,
    private readonly head: (messageId: string) => void,
    private readonly take: (group: OutcomeGroup) => void,
  ) {}

  ended(element: XmlElement): boolean {
    switch (element.name) {
      case 'GrpHdr':
        this.head(element.requiredText('MsgId'));
        return true;
      case 'TxDtls':
        refuse(this.parts.length >= MOST_PARTS, 'too_large', element.path, `more than ${MOST_PARTS} parts`);
        this.parts.push(partOf(element));
        return false;
      case 'NtryDtls':
        this.details.push(detailsOf(element, this.parts));
        this.parts = [];
        return false;
      case 'Ntry':
        // A bank that leaves the details out around its transactions.
        if (this.parts.length > 0) this.details.push(detailsOf(element, this.parts));
        this.parts = [];
        this.take(groupOf(entryOf(element, this.bounds), this.details));
        this.details = [];
        return false;
      case 'Ntfctn':
        element.requiredText('Id');
        this.isNotified = true;
        return false;
      case 'BkToCstmrDbtCdtNtfctn':
        element.required('GrpHdr');
        if (!this.isNotified) element.missing('Ntfctn');
        return true;
      case 'Document':
        element.required('BkToCstmrDbtCdtNtfctn');
        return true;
      default:
        return true;
    }
  }
}

const given = (reference: string | undefined): string | undefined =>
  reference === undefined || NOT_PROVIDED.test(reference) ? undefined : reference;

function partOf(element: XmlElement): Part {
  const refs = element.optional('Refs');
  const own = moneyOf(element.optional('Amt'));
  const detailed = moneyOf(element.optional('AmtDtls')?.optional('TxAmt')?.optional('Amt'));
  const isContradicted =
    own.currency !== undefined &&
    own.currency === detailed.currency &&
    own.amountCentimes !== detailed.amountCentimes;
  return {
    path: element.path,
    direction: element.textAt('CdtDbtInd'),
    fileMessageId: refs?.textAt('MsgId'),
    paymentInformationId: refs?.textAt('PmtInfId'),
    endToEndId: given(refs?.textAt('EndToEndId')),
    reference: given(refs?.textAt('AcctSvcrRef')),
    reasonCode: element.textAt('RtrInf', 'Rsn', 'Cd') ?? element.textAt('RtrInf', 'Rsn', 'Prtry'),
    isReturn: element.optional('RtrInf') !== undefined,
    isContradicted,
    ...(own.currency === undefined ? detailed : own),
  };
}

function detailsOf(element: XmlElement, parts: readonly Part[]): Details {
  const batch = element.optional('Btch');
  return {
    path: element.path,
    fileMessageId: batch?.textAt('MsgId'),
    paymentInformationId: batch?.textAt('PmtInfId'),
    transfers: countOf(batch?.optional('NbOfTxs')),
    direction: batch?.textAt('CdtDbtInd'),
    parts,
    ...moneyOf(batch?.optional('TtlAmt')),
  };
}

function entryOf(element: XmlElement, bounds: DayBounds): Entry {
  const status = element.required('Sts');
  const booking = status.textAt('Cd') ?? status.textAt('Prtry') ?? status.text;
  if (booking === '') throw new BankFileError('element_missing', status.path, 'Sts is empty');
  return {
    path: element.path,
    booking,
    direction: element.requiredText('CdtDbtInd'),
    reversal: indicatorOf(element.optional('RvslInd')),
    bookedOn: dayOf(element.optional('BookgDt'), bounds),
    reference: given(element.textAt('AcctSvcrRef')),
    ...moneyOf(element.required('Amt')),
  };
}

function groupOf(entry: Entry, details: readonly Details[]): OutcomeGroup {
  const { amountCentimes, currency } = entry;
  if (details.length === 0) {
    const whole = { level: 'transaction', amountCentimes, currency } as const;
    return { outcomes: [outcome(entry, entry.path, whole, undefined, undefined)] };
  }
  const isOnly = details.length === 1;
  const unclear = isSumOfParts(entry, details) ? undefined : 'parts_differ';
  const outcomes = details.flatMap((one) => detailOutcomes(entry, one, isOnly, unclear));
  const isOpen = outcomes.some((one) => one.amountCentimes === undefined);
  return { outcomes, ...(isOpen && amountCentimes !== undefined ? { totalCentimes: amountCentimes } : {}) };
}

function detailOutcomes(
  entry: Entry,
  details: Details,
  isOnly: boolean,
  unclear: UnclearSlug | undefined,
): BankOutcome[] {
  const { path, fileMessageId, paymentInformationId, parts, direction } = details;
  const isBatch = fileMessageId !== undefined || paymentInformationId !== undefined;
  const { amountCentimes = isOnly ? entry.amountCentimes : undefined, currency = entry.currency } = details;
  if (parts.length === 0 || (isBatch && parts.every((part) => part.endToEndId === undefined))) {
    const level =
      paymentInformationId !== undefined ? 'payment_information' : isBatch ? 'file' : 'transaction';
    const transfers = isBatch ? details.transfers : undefined;
    const ids = { fileMessageId, paymentInformationId, transfers };
    return [outcome(entry, path, { level, ...ids, amountCentimes, currency }, direction, unclear)];
  }
  return parts.map((part) => {
    const isWhole = parts.length === 1 && part.amountCentimes === undefined;
    const about: OutcomeSubject = {
      level: 'transaction',
      fileMessageId: part.fileMessageId ?? fileMessageId,
      paymentInformationId: part.paymentInformationId ?? paymentInformationId,
      endToEndId: part.endToEndId,
      amountCentimes: isWhole ? amountCentimes : part.amountCentimes,
      currency: isWhole ? currency : part.currency,
      reasonCode: part.reasonCode,
      reference: part.reference,
    };
    return outcome(entry, part.path, about, part.direction, unclear, part.isReturn);
  });
}

/** Whether what is said of the parts is their number and adds up to the booking; what has no amount is left for its file to prove. */
function isSumOfParts({ amountCentimes, currency, direction }: Entry, details: readonly Details[]): boolean {
  const agrees = (
    parts: readonly (Money & { direction?: string })[],
    whole: Money & { direction?: string },
  ) => {
    let sum = 0;
    // The only part of a booking is the booking.
    const [only] = parts;
    if (parts.length === 1 && (only?.direction ?? whole.direction) !== whole.direction) return false;
    for (const part of parts) {
      if (part.amountCentimes === undefined || part.currency !== whole.currency) return true;
      sum +=
        (part.direction ?? whole.direction) === whole.direction ? part.amountCentimes : -part.amountCentimes;
    }
    return sum === whole.amountCentimes;
  };
  const entry = { amountCentimes, currency, direction };
  const isMiscounted = ({ transfers, parts }: Details) =>
    transfers !== undefined &&
    transfers !== parts.length &&
    parts.some((part) => part.endToEndId !== undefined);
  if (details.some((one) => isMiscounted(one) || one.parts.some((part) => part.isContradicted))) return false;
  const all = details.flatMap(({ parts }) => parts);
  const areTotalled = details.every((one) => one.amountCentimes !== undefined);
  if (areTotalled && !agrees(details, entry)) return false;
  if (all.length > 0 && details.every((one) => one.parts.length > 0) && !agrees(all, entry)) return false;
  return details.every((one) => {
    if (one.amountCentimes === undefined || one.parts.length === 0) return true;
    return agrees(one.parts, { ...one, direction: one.direction ?? direction });
  });
}

function outcome(
  entry: Entry,
  path: string,
  about: OutcomeSubject,
  ownDirection: string | undefined,
  unclear: UnclearSlug | undefined,
  isReturn = false,
): BankOutcome {
  const { booking, reversal, bookedOn, reference } = entry;
  const found = statusOf(entry, ownDirection ?? entry.direction, isReturn);
  const said: typeof found =
    unclear !== undefined && booking === 'BOOK' ? { status: 'unclear', unclear } : found;
  return outcomeWith(about, {
    status: said.status,
    unclear: said.unclear,
    reference,
    reversal,
    bookedOn,
    path,
  });
}

function statusOf(
  { booking, reversal }: Entry,
  direction: string,
  isReturn: boolean,
): Pick<BankOutcome, 'status' | 'unclear'> {
  if (direction !== 'DBIT' && direction !== 'CRDT') return { status: 'unclear', unclear: 'unknown_status' };
  if (['PDNG', 'INFO', 'FUTR'].includes(booking)) return { status: 'pending' };
  if (booking !== 'BOOK') return { status: 'unclear', unclear: 'unknown_status' };
  if (direction === 'CRDT') return { status: 'returned' };
  // A debit that says why money came back is one that is undone, or none.
  return reversal || isReturn ? { status: 'unclear', unclear: 'reversed_debit' } : { status: 'executed' };
}
