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

/** What is open on each invoice: receipts and credits come to its amount, line by line, and never to more. */
export class InvoicesRule extends Rule implements AuditRule {
  readonly proves =
    'credits and receipts never pass an invoice or a line, and receipts are split to the centime';
  private readonly invoices = new Map<string, Invoice>();
  private readonly proceeds = new Set<string>();

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
      this.take(invoice, lines, 'credit', at);
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
      if (this.proceeds.has(proceedsId)) this.check.fail(at, 'received-twice', 'receipts of this id', 1, 2);
      this.proceeds.add(proceedsId);
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

const noteKey = ({ invoiceNumber, creditId }: { invoiceNumber: string; creditId: string }) =>
  `${invoiceNumber} ${creditId}`;
