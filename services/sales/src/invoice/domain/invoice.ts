import { accounts, type CreditedLine, type InvoiceIssued } from '@oce/contracts';
import { conflict, defineAggregate, notFound, saysTheSame } from '@oce/event-sourcing';
import { addDays } from '@oce/quantities';
import { vatCentimesOf, withVat } from '../../tax/domain/vat-amounts';
import { grantCredit, issueCreditNote } from '../../credit-note/domain/credit-note';
import type { InvoiceCommand, InvoiceState, IssueInvoice } from './invoice.commands';
import { invoiceEvents, type InvoiceEvent } from './invoice.events';
import { recordProceeds } from './record-proceeds';

/** An invoice guards what is open on it: proceeds and credits together come to its amount, line by line, exactly. */
export const invoiceAggregate = defineAggregate<InvoiceState, InvoiceCommand, typeof invoiceEvents>(
  invoiceEvents,
  {
    initial: { openCentimes: [], openVatCentimes: [], proceeds: new Map(), credits: new Map() },
    decide: {
      IssueInvoice: ({ data }, state) => issueInvoice(data, state),
      RecordProceeds: ({ data, facts }, state) => recordProceeds(data, issued(state), state, facts),
      GrantCredit: ({ data }, state) => grantCredit(data, issued(state), state),
      IssueCreditNote: ({ data }, state) => issueCreditNote(data, issued(state), state),
    },
    evolve: {
      InvoiceIssued(state, { data }) {
        const openCentimes = data.lines.map(
          ({ amountCentimes, vatCentimes }) => amountCentimes + vatCentimes,
        );
        const openVatCentimes = data.lines.map(({ vatCentimes }) => vatCentimes);
        return { ...state, invoice: data, openCentimes, openVatCentimes };
      },
      ProceedsReceived(state, { data }) {
        const { proceedsId, invoiceNumber, amount, currency, rate, valueDate, bankReference } = data;
        const received = { proceedsId, invoiceNumber, amount, currency, rate, valueDate, bankReference };
        const proceeds = new Map(state.proceeds).set(proceedsId, received);
        const paid = data.parts.map(({ lotId, amountCentimes: netCentimes, vatCentimes }) => ({
          lotId,
          amountCentimes: netCentimes + vatCentimes,
          vatCentimes,
        }));
        return { ...withoutOpen(state, paid), proceeds };
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

/** Takes amounts off the lines of their lots. */
function withoutOpen(state: InvoiceState, amounts: readonly CreditedLine[]): InvoiceState {
  const byLot = new Map(amounts.map((amount) => [amount.lotId, amount]));
  const taken = (at: number) => byLot.get(state.invoice?.lines[at]?.lotId ?? '');
  const openCentimes = state.openCentimes.map((open, at) => open - (taken(at)?.amountCentimes ?? 0));
  const openVatCentimes = state.openVatCentimes.map((open, at) => open - (taken(at)?.vatCentimes ?? 0));
  return { ...state, openCentimes, openVatCentimes };
}
