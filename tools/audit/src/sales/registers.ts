import type { RecordedCommit } from '@oce/event-sourcing';
import { Rule, type AuditRule, type Handlers } from '../rule';

interface Register {
  last: number;
  lastDate: string;
}
interface Taken {
  readonly series: string;
  readonly number: number;
  readonly documentNumber: string;
  readonly date: string;
  /** What the number is for. */
  readonly key: string;
}

/** Numbers of invoices and credit notes: without gaps, in the order of their dates, each used for what took it. */
export class RegistersRule extends Rule implements AuditRule {
  readonly proves = 'invoices and credit notes are numbered without gaps, and every number is used once';
  private readonly registers = new Map<string, Register>();
  private readonly byNumber = new Map<string, Taken>();
  private readonly keys = new Set<string>();

  readonly on: Handlers = {
    InvoiceNumberTaken: ({ number, invoiceNumber: documentNumber, issuedOn: date, order }, at) =>
      this.taken({ series: 'F', number, documentNumber, date, key: order.orderId }, at),
    CreditNoteNumberTaken: ({ number, creditNoteNumber: documentNumber, issuedOn: date, credit }, at) => {
      const key = `${credit.invoiceNumber} ${credit.creditId}`;
      this.taken({ series: 'AV', number, documentNumber, date, key }, at);
    },
    CreditReversalNumberTaken: ({ number, reversalNumber, issuedOn: date, reversal }, at) => {
      const key = `reversal of ${reversal.invoiceNumber} ${reversal.creditId}`;
      this.taken({ series: 'AV', number, documentNumber: reversalNumber, date, key }, at);
    },
    CreditNoteReversed: (data, at) => {
      const key = `reversal of ${data.invoiceNumber} ${data.creditId}`;
      this.issued(data.reversalNumber, key, data.issuedOn, at);
    },
    InvoiceIssued: (data, at) => this.issued(data.invoiceNumber, data.orderId, data.issuedOn, at),
    CreditNoteIssued: (data, at) => {
      const key = `${data.invoiceNumber} ${data.creditId}`;
      this.issued(data.creditNoteNumber, key, data.issuedOn, at);
    },
  };

  private taken(taken: Taken, at: RecordedCommit): void {
    const { series, number, documentNumber, date, key } = taken;
    const year = at.ref.id;
    const registerKey = `${series} ${year}`;
    const register = this.registers.get(registerKey) ?? { last: 0, lastDate: '' };
    this.registers.set(registerKey, register);
    this.check.same(at, 'number', 'the next number', register.last + 1, number);
    const name = `${series}-${year}-${String(number).padStart(6, '0')}`;
    this.check.same(at, 'document-number', 'the number as written', name, documentNumber);
    if (date < register.lastDate)
      this.check.fail(at, 'date', 'date of the number', `>= ${register.lastDate}`, date);
    register.last = number;
    register.lastDate = date;
    if (this.keys.has(`${series} ${key}`)) this.check.fail(at, 'taken-twice', `numbers of ${key}`, 1, 2);
    this.keys.add(`${series} ${key}`);
    if (this.byNumber.has(documentNumber))
      this.check.fail(at, 'number', 'a number not given before', 'a new one', documentNumber);
    this.byNumber.set(documentNumber, taken);
    this.check.promise(documentNumber, at, 'unused', `the document ${documentNumber}`, 'issued');
  }

  private issued(documentNumber: string, key: string, date: string, at: RecordedCommit): void {
    const taken = this.byNumber.get(documentNumber);
    if (!this.check.kept(documentNumber)) {
      const found = taken ? 'used already' : 'never taken';
      this.check.fail(at, 'not-taken', `the number ${documentNumber}`, 'taken for this, and unused', found);
    }
    if (taken === undefined) return;
    this.check.same(at, 'used-for', 'what the number was taken for', taken.key, key);
    this.check.same(at, 'issued-on', 'the date of the number', taken.date, date);
  }
}
