import { accounts, type InvoiceIssued } from '@oce/contracts';
import { conflict, defineAggregate, notFound, saysTheSame } from '@oce/event-sourcing';
import { addDays } from '@oce/quantities';
import { vatCentimesOf, withVat } from '../../tax/domain/vat-amounts';
import { grantCredit, issueCreditNote } from '../../credit-note/domain/credit-note';
import { issueCreditReversal, reverseCredit } from '../../credit-note/domain/reverse-credit';
import type { CreditOfInvoice, InvoiceCommand, InvoiceState, IssueInvoice } from './invoice.commands';
import { invoiceEvents, type InvoiceEvent } from './invoice.events';
import { withExcess, withOpen, withReceipt, withReversal } from './receipts';
import { receiveFromBalance, recordProceeds } from './record-proceeds';
import { reverseProceeds } from './reverse-proceeds';

/** An invoice guards what is open on it: proceeds and credits together come to its amount, line by line, exactly. */
export const invoiceAggregate = defineAggregate<InvoiceState, InvoiceCommand, typeof invoiceEvents>(
  invoiceEvents,
  {
    initial: {
      openCentimes: [],
      openVatCentimes: [],
      proceeds: new Map(),
      credits: new Map(),
      isSettled: false,
    },
    decide: {
      IssueInvoice: ({ data }, state) => issueInvoice(data, state),
      RecordProceeds: ({ data, facts }, state) => recordProceeds(data, issued(state), state, facts),
      ReceiveFromBalance: ({ data }, state) => receiveFromBalance(data, issued(state), state),
      ReverseProceeds: ({ data }, state) => reverseProceeds(data, issued(state), state),
      GrantCredit: ({ data }, state) => grantCredit(data, issued(state), state),
      IssueCreditNote: ({ data }, state) => issueCreditNote(data, issued(state), state),
      ReverseCredit: ({ data }, state) => reverseCredit(data, issued(state), state),
      IssueCreditReversal: ({ data }, state) => issueCreditReversal(data, issued(state), state),
    },
    evolve: {
      InvoiceIssued(state, { data }) {
        const openCentimes = data.lines.map(
          ({ amountCentimes, vatCentimes }) => amountCentimes + vatCentimes,
        );
        const openVatCentimes = data.lines.map(({ vatCentimes }) => vatCentimes);
        return { ...state, invoice: data, openCentimes, openVatCentimes };
      },
      ProceedsReceived: (state, { data }) => withReceipt(state, data),
      OverpaymentKept: (state, { data }) => withExcess(state, data),
      ProceedsReversed: (state, { data }) => withReversal(state, data),
      CreditGranted(state, { data }) {
        const credits = new Map(state.credits).set(data.creditId, { granted: data });
        return { ...withOpen(state, data.lines, -1), credits };
      },
      CreditNoteIssued(state, { data }) {
        const { creditId, creditNoteNumber, issuedOn } = data;
        return withCredit(state, creditId, { note: { creditNoteNumber, issuedOn } });
      },
      CreditReversed(state, { data: { creditId, lines, reversalId, reason, reversedOn } }) {
        const reversed = { reversalId, reason, reversedOn };
        return { ...withOpen(withCredit(state, creditId, { reversed }), lines, 1), isSettled: false };
      },
      CreditNoteReversed: (state, { data: { creditId, reversalNumber } }) =>
        withCredit(state, creditId, { reversalNumber }),
      InvoiceSettled: (state) => ({ ...state, isSettled: true }),
    },
  },
);

function withCredit(state: InvoiceState, creditId: string, change: Partial<CreditOfInvoice>): InvoiceState {
  const credit = state.credits.get(creditId);
  if (!credit) return state;
  return { ...state, credits: new Map(state.credits).set(creditId, { ...credit, ...change }) };
}

function issued({ invoice }: InvoiceState): InvoiceIssued['data'] {
  if (!invoice) throw notFound('invoice_unknown', 'There is no such invoice.', 'invoiceNumber');
  return invoice;
}

function issueInvoice(
  { invoiceNumber, issuedOn, order }: IssueInvoice['data'],
  { invoice }: InvoiceState,
): InvoiceEvent[] {
  const { orderId, contractId, kind, buyerId, amountCentimes: netCentimes, paymentDays, tax } = order;
  const vatCentimes = vatCentimesOf(netCentimes, tax?.vat.ratePpm ?? 0);
  const amountCentimes = netCentimes + vatCentimes;
  const lines = withVat(order.lines, vatCentimes);
  const amounts = { netCentimes, vatCentimes, amountCentimes };
  const billed = { orderId, contractId, kind, buyerId, lines, ...amounts, tax };
  const data = {
    ...billed,
    invoiceNumber,
    issuedOn,
    dueOn: addDays(issuedOn, paymentDays),
    postings: [
      { account: accounts.buyer(buyerId), amountCentimes: -amountCentimes },
      { account: accounts.sales(invoiceNumber), amountCentimes: netCentimes },
      ...(vatCentimes === 0 ? [] : [{ account: accounts.vat, amountCentimes: vatCentimes }]),
    ],
  };
  if (invoice && saysTheSame(invoice, data)) return [];
  if (invoice)
    throw conflict('invoice_issued_already', `The number ${invoiceNumber} is that of another invoice.`);
  return [invoiceEvents.InvoiceIssued(data)];
}
