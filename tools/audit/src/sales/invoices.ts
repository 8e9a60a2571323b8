import type { RecordedCommit } from '@oce/event-sourcing';
import { centimesToDecimal, convertToMadCentimes, splitByLargestRemainder } from '@oce/quantities';
import type { DataOf } from '../events';
import { Rule, type AuditRule, type AuditTable, type Handlers } from '../rule';

interface Invoice {
  readonly issued: DataOf<'InvoiceIssued'>;
  readonly openCentimes: number[];
  readonly credits: Map<string, DataOf<'CreditGranted'> & { noted?: boolean }>;
  creditedCentimes: number;
  receivedCentimes: number;
  isSettled: boolean;
}

/** A receipt, and what of it is on its invoice still. */
interface Receipt {
  readonly invoiceNumber: string;
  readonly left: Map<string, number>;
  /** What of it went into the buyer's balance. */
  balanceCentimes: number;
  isReversed: boolean;
}

/** What is open on each invoice: receipts and credits come to its amount, line by line, and never to more. */
export class InvoicesRule extends Rule implements AuditRule {
  readonly proves =
    'credits and receipts never pass an invoice or a line, receipts are split to the centime, and what is reversed is what was received';
  private readonly invoices = new Map<string, Invoice>();
  private readonly receipts = new Map<string, Receipt>();

  readonly on: Handlers = {
    InvoiceIssued: (data, at) => {
      if (this.invoices.has(data.invoiceNumber)) {
        this.check.fail(at, 'issued-twice', 'invoices of this number', 1, 2);
        return;
      }
      const openCentimes = data.lines.map((line) => line.amountCentimes);
      const sum = openCentimes.reduce((total, amount) => total + amount, 0);
      this.check.same(at, 'amount', 'amount = sum of the lines', sum, data.amountCentimes);
      const none = { creditedCentimes: 0, receivedCentimes: 0, isSettled: false };
      this.invoices.set(data.invoiceNumber, { issued: data, openCentimes, credits: new Map(), ...none });
    },
    CreditGranted: (data, at) => {
      const invoice = this.known(data.invoiceNumber, at);
      if (invoice === undefined) return;
      const { creditId, lines, amountCentimes } = data;
      if (invoice.credits.has(creditId)) this.check.fail(at, 'credit-twice', `credits ${creditId}`, 1, 2);
      invoice.credits.set(creditId, data);
      const sum = lines.reduce((total, line) => total + line.amountCentimes, 0);
      this.check.same(at, 'credit-amount', 'amount = sum of the lines', sum, amountCentimes);
      this.credited(invoice, data, at);
      this.check.promise(noteKey(data), at, 'no-note', `the credit ${creditId}`, 'a numbered note');
    },
    CreditNoteIssued: (data, at) => {
      const invoice = this.known(data.invoiceNumber, at);
      if (invoice === undefined) return;
      this.check.kept(noteKey(data));
      const credit = invoice.credits.get(data.creditId);
      if (credit === undefined) this.check.fail(at, 'note', 'the credit', 'granted before', data.creditId);
      else {
        if (credit.noted) this.check.fail(at, 'note-twice', `notes of ${data.creditId}`, 1, 2);
        invoice.credits.set(data.creditId, { ...credit, noted: true });
        this.check.same(at, 'note', 'amount as granted', credit.amountCentimes, data.amountCentimes);
      }
      invoice.creditedCentimes += data.amountCentimes;
      const { amountCentimes } = invoice.issued;
      const { creditedCentimes } = invoice;
      if (creditedCentimes > amountCentimes)
        this.check.fail(at, 'credited-beyond', 'credited in all', `<= ${amountCentimes}`, creditedCentimes);
    },
    ProceedsReceived: (data, at) => {
      const { proceedsId, parts, madCentimes, amount, rate } = data;
      if (this.receipts.has(proceedsId)) this.check.fail(at, 'received-twice', 'receipts of this id', 1, 2);
      const left = new Map(parts.map((part) => [part.lotId, part.amountCentimes]));
      const { invoiceNumber } = data;
      this.receipts.set(proceedsId, { invoiceNumber, left, balanceCentimes: 0, isReversed: false });
      const invoice = this.known(data.invoiceNumber, at);
      if (invoice === undefined) return;
      const converted = convertToMadCentimes(amount, { ratePpm: rate.rateMicros });
      this.check.same(at, 'rate', 'dirhams at the dated rate, in centimes', converted, madCentimes);
      const sum = parts.reduce((total, part) => total + part.amountCentimes, 0);
      this.check.same(at, 'parts-sum', 'sum of the parts', madCentimes, sum);
      this.parts(invoice, data, at);
      this.take(invoice, parts, 'proceeds', at);
      invoice.receivedCentimes += madCentimes;
    },
    OverpaymentKept: (data, at) => {
      const { proceedsId, invoiceNumber, amountCentimes } = data;
      const known = this.receipts.get(proceedsId);
      if (known && known.invoiceNumber !== invoiceNumber)
        this.check.fail(at, 'received-twice', 'receipts of this id', 1, 2);
      const open = sumOf(this.known(invoiceNumber, at)?.openCentimes ?? []);
      this.check.same(at, 'kept-early', 'centimes open where a receipt is too much', 0, open);
      const balanceCentimes = (known?.balanceCentimes ?? 0) + amountCentimes;
      const left = known?.left ?? new Map<string, number>();
      this.receipts.set(proceedsId, { invoiceNumber, left, balanceCentimes, isReversed: false });
    },
    ProceedsReversed: (data, at) => {
      const invoice = this.known(data.invoiceNumber, at);
      if (invoice !== undefined) this.reversed(invoice, data, at);
    },
    InvoiceSettled: ({ invoiceNumber }, at) => this.settled(invoiceNumber, at),
  };

  /** Parts are by largest remainder over what each line has open. */
  private parts(
    { issued, openCentimes }: Invoice,
    data: DataOf<'ProceedsReceived'>,
    at: RecordedCommit,
  ): void {
    if (!openCentimes.some((open) => open > 0) || openCentimes.some((open) => open < 0)) return;
    const split = splitByLargestRemainder(data.madCentimes, openCentimes);
    const lineAt = (index: number) => issued.lines[index];
    const expected = split.flatMap((amount, index) => {
      const line = lineAt(index);
      return line && amount !== 0 ? [`${line.lotId} ${line.campaignId} ${line.grade} ${amount}`] : [];
    });
    const found = data.parts.map(
      (part) => `${part.lotId} ${part.campaignId} ${part.grade} ${part.amountCentimes}`,
    );
    this.check.same(at, 'parts', 'parts by largest remainder', expected.join(', '), found.join(', '));
  }

  /** A credit takes what is open; what is more is given back of receipts, by reversals of the same commit. */
  private credited(invoice: Invoice, data: DataOf<'CreditGranted'>, at: RecordedCommit): void {
    const cited = at.events.flatMap((one) => (one.type === 'ProceedsReversed' ? [one.data as Reversal] : []));
    const own = cited.filter((one) => one.cause === 'credited' && one.reversalId === data.creditId);
    const paid = own.flatMap((one) => one.parts);
    const lines = data.lines.map(({ lotId, amountCentimes }) => {
      const back = sumOf(paid.filter((part) => part.lotId === lotId).map((part) => part.amountCentimes));
      return { lotId, amountCentimes: amountCentimes - back };
    });
    this.take(invoice, lines, 'credit', at);
    for (const { lotId, amountCentimes } of paid) {
      const line = invoice.issued.lines.findIndex((one) => one.lotId === lotId);
      const open = invoice.openCentimes[line] ?? 0;
      if (open > 0)
        this.check.fail(at, 'credit-paid', `what is open on ${lotId}, before what is paid`, 0, open);
      invoice.openCentimes[line] = open - amountCentimes;
    }
  }

  /** What comes back is what the receipt has left, no more and, where it is reversed, no less; and once. */
  private reversed(invoice: Invoice, data: Reversal, at: RecordedCommit): void {
    const { proceedsId, cause, parts, madCentimes, balanceCentimes } = data;
    const receipt = this.receipts.get(proceedsId);
    if (receipt?.invoiceNumber !== data.invoiceNumber) {
      this.check.fail(at, 'reversed-unknown', 'the receipt', 'received on the invoice before', proceedsId);
      return;
    }
    if (receipt.isReversed) this.check.fail(at, 'reversed-twice', 'reversals of the receipt', 1, 2);
    const sum = sumOf(parts.map((part) => part.amountCentimes));
    this.check.same(at, 'reversed-sum', 'amount = sum of the parts', sum, madCentimes);
    for (const { lotId, amountCentimes } of parts) {
      const left = receipt.left.get(lotId) ?? 0;
      if (amountCentimes > left)
        this.check.fail(
          at,
          'reversed-beyond',
          `left of the receipt for ${lotId}`,
          `>= ${amountCentimes}`,
          left,
        );
      receipt.left.set(lotId, left - amountCentimes);
      const line = invoice.issued.lines.findIndex((one) => one.lotId === lotId);
      invoice.openCentimes[line] = (invoice.openCentimes[line] ?? 0) + amountCentimes;
    }
    invoice.receivedCentimes -= madCentimes;
    if (cause === 'credited') {
      receipt.balanceCentimes += madCentimes;
      return;
    }
    receipt.isReversed = true;
    const rest = sumOf([...receipt.left.values()]);
    this.check.same(at, 'reversed-whole', 'centimes left of a reversed receipt', 0, rest);
    const kept = data.into === 'bank' ? receipt.balanceCentimes : 0;
    this.check.same(at, 'reversed-balance', 'what it had left in the balance', kept, balanceCentimes);
    if (madCentimes > 0) invoice.isSettled = false;
  }

  private take(
    invoice: Invoice,
    amounts: readonly { lotId: string; amountCentimes: number }[],
    what: 'credit' | 'proceeds',
    at: RecordedCommit,
  ): void {
    for (const { lotId, amountCentimes } of amounts) {
      const line = invoice.issued.lines.findIndex((one) => one.lotId === lotId);
      const open = invoice.openCentimes[line];
      if (open === undefined) {
        this.check.fail(at, `${what}-line`, 'a line of the invoice', 'one of its lots', lotId);
        continue;
      }
      if (amountCentimes > open)
        this.check.fail(at, `${what}-beyond`, `what is open on ${lotId}`, `>= ${amountCentimes}`, open);
      invoice.openCentimes[line] = open - amountCentimes;
    }
  }

  private settled(invoiceNumber: string, at: RecordedCommit): void {
    const invoice = this.known(invoiceNumber, at);
    if (invoice === undefined) return;
    if (invoice.isSettled) this.check.fail(at, 'settled-twice', 'settlements of the invoice', 1, 2);
    invoice.isSettled = true;
    const open = invoice.openCentimes.reduce((total, amount) => total + amount, 0);
    this.check.same(at, 'settled', 'centimes open when it is settled', 0, open);
  }

  private known(invoiceNumber: string, at: RecordedCommit): Invoice | undefined {
    const invoice = this.invoices.get(invoiceNumber);
    if (invoice === undefined) this.check.fail(at, 'unknown', 'the invoice', 'issued before', invoiceNumber);
    return invoice;
  }

  tables(): AuditTable[] {
    const sums = { issued: 0, credited: 0, received: 0, open: 0 };
    for (const { issued, creditedCentimes, receivedCentimes, openCentimes } of this.invoices.values()) {
      sums.issued += issued.amountCentimes;
      sums.credited += creditedCentimes;
      sums.received += receivedCentimes;
      sums.open += openCentimes.reduce((total, amount) => total + amount, 0);
    }
    const columns = ['invoices', 'invoiced MAD', 'credited', 'received', 'open'];
    const row = Object.values(sums).map(centimesToDecimal);
    return [{ name: 'invoices', title: 'Invoices', columns, rows: [[this.invoices.size, ...row]] }];
  }
}

type Reversal = DataOf<'ProceedsReversed'>;

const sumOf = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

const noteKey = ({ invoiceNumber, creditId }: { invoiceNumber: string; creditId: string }) =>
  `${invoiceNumber} ${creditId}`;
