import type { RecordedCommit } from '@oce/event-sourcing';
import { centimesToDecimal, convertToMadCentimes, splitByLargestRemainder } from '@oce/quantities';
import type { DataOf } from '../events';
import { CreditReversals } from './credit-reversals';
import { grossOf, Receipts } from './receipts';
import { openOf, VatCheck, type OpenLine } from './vat';
import { Rule, type AuditRule, type AuditTable, type Handlers } from '../rule';

interface Invoice {
  readonly issued: DataOf<'InvoiceIssued'>;
  /** What each line has open, net and VAT. */
  readonly open: OpenLine[];
  readonly credits: Map<string, DataOf<'CreditGranted'> & { noted?: boolean }>;
  creditedCentimes: number;
  receivedCentimes: number;
  isSettled: boolean;
}

type Reversal = DataOf<'ProceedsReversed'>;

/** What is open on each invoice: receipts and credits come to its amount, line by line, and never to more. */
export class InvoicesRule extends Rule implements AuditRule {
  readonly proves =
    'net and VAT come to the invoice; credits and receipts never pass it or a line, are split to the centime, and what is reversed was received';
  private readonly invoices = new Map<string, Invoice>();
  private readonly receipts = new Receipts(this.check);
  private readonly vat = new VatCheck(this.check);
  private readonly reversals = new CreditReversals(this.check);

  readonly on: Handlers = {
    VatPublished: (data) => this.vat.published(data),
    InvoiceIssued: (data, at) => {
      if (this.invoices.has(data.invoiceNumber)) {
        this.check.fail(at, 'issued-twice', 'invoices of this number', 1, 2);
        return;
      }
      const sum = data.lines.reduce((total, line) => total + line.amountCentimes, 0);
      this.check.same(at, 'net', 'net = sum of the lines', sum, data.netCentimes);
      this.check.same(
        at,
        'amount',
        'amount = net + VAT',
        data.netCentimes + data.vatCentimes,
        data.amountCentimes,
      );
      this.vat.invoice(data, at);
      const open = data.lines.map(openOf);
      const none = { creditedCentimes: 0, receivedCentimes: 0, isSettled: false };
      this.invoices.set(data.invoiceNumber, { issued: data, open, credits: new Map(), ...none });
    },
    CreditGranted: (data, at) => {
      const invoice = this.known(data.invoiceNumber, at);
      if (invoice === undefined) return;
      const { creditId, lines, amountCentimes } = data;
      if (invoice.credits.has(creditId)) this.check.fail(at, 'credit-twice', `credits ${creditId}`, 1, 2);
      invoice.credits.set(creditId, data);
      this.reversals.granted(data);
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
        const vat = credit.lines.reduce((total, line) => total + line.vatCentimes, 0);
        this.check.same(at, 'note-vat', 'VAT as granted', vat, data.vatCentimes);
      }
      this.reversals.noted(data);
      invoice.creditedCentimes += data.amountCentimes;
      const { amountCentimes } = invoice.issued;
      const { creditedCentimes } = invoice;
      if (creditedCentimes > amountCentimes)
        this.check.fail(at, 'credited-beyond', 'credited in all', `<= ${amountCentimes}`, creditedCentimes);
    },
    CreditReversed: (data, at) => {
      const invoice = this.known(data.invoiceNumber, at);
      this.reversals.reversed(data, at);
      if (invoice === undefined) return;
      this.give(invoice, data.lines);
      invoice.isSettled = false;
    },
    CreditNoteReversed: (data, at) => {
      this.reversals.numbered(data, at);
      const invoice = this.known(data.invoiceNumber, at);
      if (invoice) invoice.creditedCentimes -= data.amountCentimes;
    },
    ProceedsReceived: (data, at) => {
      const { parts, madCentimes, amount, rate } = data;
      this.receipts.received(data, at);
      const invoice = this.known(data.invoiceNumber, at);
      if (invoice === undefined) return;
      const converted = convertToMadCentimes(amount, { ratePpm: rate.rateMicros });
      this.check.same(at, 'rate', 'dirhams at the dated rate, in centimes', converted, madCentimes);
      const paid = grossOf(parts);
      const sum = paid.reduce((total, part) => total + part.amountCentimes, 0);
      this.check.same(at, 'parts-sum', 'sum of the parts', madCentimes, sum);
      const vat = parts.reduce((total, part) => total + part.vatCentimes, 0);
      this.check.same(at, 'vat-sum', 'VAT = sum of that of the parts', vat, data.vatCentimes);
      if (!this.reversals.areTheSameLots(data, at)) this.parts(invoice, data, at);
      this.take(invoice, paid, 'proceeds', at);
      invoice.receivedCentimes += madCentimes;
    },
    OverpaymentKept: (data, at) => {
      const invoice = this.known(data.invoiceNumber, at);
      if (invoice)
        this.check.same(at, 'kept-early', 'centimes open where a receipt is too much', 0, openIn(invoice));
      this.receipts.kept(data, at);
    },
    ProceedsReversed: (data, at) => {
      const invoice = this.known(data.invoiceNumber, at);
      if (invoice === undefined || !this.receipts.reversed(data, at)) return;
      this.give(invoice, grossOf(data.parts));
      this.reversals.receiptReversed(data);
      invoice.receivedCentimes -= data.madCentimes;
      if (data.cause === 'reversed' && data.madCentimes > 0) invoice.isSettled = false;
    },
    InvoiceSettled: ({ invoiceNumber }, at) => this.settled(invoiceNumber, at),
  };

  /** Parts are by largest remainder over what each line has open, net and VAT each for itself. */
  private parts({ issued, open }: Invoice, data: DataOf<'ProceedsReceived'>, at: RecordedCommit): void {
    const weights = [...open.map((one) => one.netCentimes), ...open.map((one) => one.vatCentimes)];
    if (!weights.some((one) => one > 0) || weights.some((one) => one < 0)) return;
    const split = splitByLargestRemainder(data.madCentimes, weights);
    const expected = issued.lines.flatMap((line, index) => {
      const [net = 0, vat = 0] = [split[index], split[open.length + index]];
      return net + vat !== 0 ? [`${line.lotId} ${line.campaignId} ${line.grade} ${net} ${vat}`] : [];
    });
    const found = data.parts.map(
      ({ lotId, campaignId, grade, amountCentimes, vatCentimes }) =>
        `${lotId} ${campaignId} ${grade} ${amountCentimes} ${vatCentimes}`,
    );
    this.check.same(at, 'parts', 'parts by largest remainder', expected.join(', '), found.join(', '));
  }

  /** A credit takes what is open; what is more is given back of receipts, by reversals of the same commit. */
  private credited(invoice: Invoice, data: DataOf<'CreditGranted'>, at: RecordedCommit): void {
    const cited = at.events.flatMap((one) => (one.type === 'ProceedsReversed' ? [one.data as Reversal] : []));
    const own = cited.filter((one) => one.cause === 'credited' && one.reversalId === data.creditId);
    const paid = grossOf(own.flatMap((one) => one.parts));
    const backOf = (lotId: string, field: 'amountCentimes' | 'vatCentimes') =>
      paid.filter((part) => part.lotId === lotId).reduce((sum, part) => sum + part[field], 0);
    const lines = data.lines.map(({ lotId, amountCentimes, vatCentimes }) => ({
      lotId,
      amountCentimes: amountCentimes - backOf(lotId, 'amountCentimes'),
      vatCentimes: vatCentimes - backOf(lotId, 'vatCentimes'),
    }));
    this.take(invoice, lines, 'credit', at);
    for (const { lotId } of paid) {
      const open = this.lineOf(invoice, lotId);
      const left = open ? open.netCentimes + open.vatCentimes : 0;
      if (left > 0)
        this.check.fail(at, 'credit-paid', `what is open on ${lotId}, before what is paid`, 0, left);
    }
    this.give(invoice, paid, -1);
  }

  private lineOf({ issued, open }: Invoice, lotId: string): OpenLine | undefined {
    return open[issued.lines.findIndex((one) => one.lotId === lotId)];
  }

  /** Puts amounts, VAT included, on what is open; `sign` -1 takes them off, whatever is left. */
  private give(invoice: Invoice, amounts: Readonly<ReturnType<typeof grossOf>>, sign: 1 | -1 = 1): void {
    for (const { lotId, amountCentimes, vatCentimes } of amounts) {
      const open = this.lineOf(invoice, lotId);
      if (open === undefined) continue;
      open.netCentimes += sign * (amountCentimes - vatCentimes);
      open.vatCentimes += sign * vatCentimes;
    }
  }

  private take(
    invoice: Invoice,
    amounts: readonly { lotId: string; amountCentimes: number; vatCentimes: number }[],
    what: 'credit' | 'proceeds',
    at: RecordedCommit,
  ): void {
    for (const { lotId, amountCentimes, vatCentimes } of amounts) {
      const line = invoice.issued.lines.findIndex((one) => one.lotId === lotId);
      const open = invoice.open[line];
      if (open === undefined) {
        this.check.fail(at, `${what}-line`, 'a line of the invoice', 'one of its lots', lotId);
        continue;
      }
      const sum = open.netCentimes + open.vatCentimes;
      if (amountCentimes > sum)
        this.check.fail(at, `${what}-beyond`, `what is open on ${lotId}`, `>= ${amountCentimes}`, sum);
      const netCentimes = amountCentimes - vatCentimes;
      if (vatCentimes < 0 || netCentimes < 0 || vatCentimes > open.vatCentimes)
        this.check.fail(at, `${what}-vat`, `VAT open on ${lotId}`, `>= ${vatCentimes}`, open.vatCentimes);
      open.netCentimes -= netCentimes;
      open.vatCentimes -= vatCentimes;
    }
  }

  private settled(invoiceNumber: string, at: RecordedCommit): void {
    const invoice = this.known(invoiceNumber, at);
    if (invoice === undefined) return;
    if (invoice.isSettled) this.check.fail(at, 'settled-twice', 'settlements of the invoice', 1, 2);
    invoice.isSettled = true;
    const open = openIn(invoice);
    this.check.same(at, 'settled', 'centimes open when it is settled', 0, open);
  }

  private known(invoiceNumber: string, at: RecordedCommit): Invoice | undefined {
    const invoice = this.invoices.get(invoiceNumber);
    if (invoice === undefined) this.check.fail(at, 'unknown', 'the invoice', 'issued before', invoiceNumber);
    return invoice;
  }

  tables(): AuditTable[] {
    const sums = { issued: 0, vat: 0, credited: 0, received: 0, open: 0 };
    for (const invoice of this.invoices.values()) {
      const { issued, creditedCentimes, receivedCentimes } = invoice;
      sums.issued += issued.amountCentimes;
      sums.credited += creditedCentimes;
      sums.received += receivedCentimes;
      sums.vat += issued.vatCentimes;
      sums.open += openIn(invoice);
    }
    const columns = ['invoices', 'invoiced MAD', 'of that VAT', 'credited', 'received', 'open'];
    const row = Object.values(sums).map(centimesToDecimal);
    return [{ name: 'invoices', title: 'Invoices', columns, rows: [[this.invoices.size, ...row]] }];
  }
}

const openIn = ({ open }: Invoice): number =>
  open.reduce((total, one) => total + one.netCentimes + one.vatCentimes, 0);

const noteKey = ({ invoiceNumber, creditId }: { invoiceNumber: string; creditId: string }) =>
  `${invoiceNumber} ${creditId}`;
