import { accounts, type InvoiceIssued } from '@oce/contracts';
import { conflict, defineAggregate, notFound, saysTheSame } from '@oce/event-sourcing';
import { addDays } from '@oce/quantities';
import { grantCredit, issueCreditNote } from '../../credit-note/domain/credit-note';
import type { InvoiceCommand, InvoiceState, IssueInvoice } from './invoice.commands';
import { invoiceEvents, type InvoiceEvent } from './invoice.events';
import { recordProceeds } from './record-proceeds';

/** An invoice guards what is open on it: proceeds and credits together come to its amount, line by line, exactly. */
export const invoiceAggregate = defineAggregate<InvoiceState, InvoiceCommand, typeof invoiceEvents>(
  invoiceEvents,
  {
    initial: { openCentimes: [], proceeds: new Map(), credits: new Map() },
    decide: {
      IssueInvoice: ({ data }, state) => issueInvoice(data, state),
      RecordProceeds: ({ data }, state) => recordProceeds(data, issued(state), state),
      GrantCredit: ({ data }, state) => grantCredit(data, issued(state), state),
      IssueCreditNote: ({ data }, state) => issueCreditNote(data, issued(state), state),
    },
    evolve: {
      InvoiceIssued(state, { data }) {
        const openCentimes = data.lines.map(({ amountCentimes }) => amountCentimes);
        return { ...state, invoice: data, openCentimes };
      },
      ProceedsReceived(state, { data }) {
        const { proceedsId, invoiceNumber, amount, currency, rate, valueDate, bankReference } = data;
        const received = { proceedsId, invoiceNumber, amount, currency, rate, valueDate, bankReference };
        const proceeds = new Map(state.proceeds).set(proceedsId, received);
        return { ...withoutOpen(state, data.parts), proceeds };
      },
      CreditGranted(state, { data }) {
        const credits = new Map(state.credits).set(data.creditId, { granted: data });
        return { ...withoutOpen(state, data.lines), credits };
      },
      CreditNoteIssued(state, { data }) {
        const { creditId, creditNoteNumber, issuedOn } = data;
        const credit = state.credits.get(creditId);
        if (!credit) return state;
        const note = { creditNoteNumber, issuedOn };
        return { ...state, credits: new Map(state.credits).set(creditId, { ...credit, note }) };
      },
      InvoiceSettled: (state) => state,
    },
  },
);

function issued({ invoice }: InvoiceState): InvoiceIssued['data'] {
  if (!invoice) throw notFound('invoice_unknown', 'There is no such invoice.', 'invoiceNumber');
  return invoice;
}

function issueInvoice(
  { invoiceNumber, issuedOn, order }: IssueInvoice['data'],
  { invoice }: InvoiceState,
): InvoiceEvent[] {
  const { orderId, contractId, kind, buyerId, lines, amountCentimes, paymentDays } = order;
  const billed = { orderId, contractId, kind, buyerId, lines, amountCentimes };
  const data = {
    ...billed,
    invoiceNumber,
    issuedOn,
    dueOn: addDays(issuedOn, paymentDays),
    postings: [
      { account: accounts.buyer(buyerId), amountCentimes: -amountCentimes },
      { account: accounts.sales(invoiceNumber), amountCentimes },
    ],
  };
  if (invoice && saysTheSame(invoice, data)) return [];
  if (invoice)
    throw conflict('invoice_issued_already', `The number ${invoiceNumber} is that of another invoice.`);
  return [invoiceEvents.InvoiceIssued(data)];
}

/** Takes amounts off the lines of their lots. */
function withoutOpen(
  state: InvoiceState,
  amounts: readonly { lotId: string; amountCentimes: number }[],
): InvoiceState {
  const byLot = new Map(amounts.map(({ lotId, amountCentimes }) => [lotId, amountCentimes]));
  const openCentimes = state.openCentimes.map(
    (open, at) => open - (byLot.get(state.invoice?.lines[at]?.lotId ?? '') ?? 0),
  );
  return { ...state, openCentimes };
}
