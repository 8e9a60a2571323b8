import { accounts } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  notFound,
  refuseIf,
  saysTheSame,
  unknownCommand,
  unknownEvent,
} from '@oce/event-sourcing';
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
    decide(command, state) {
      if (command.type === 'IssueInvoice') return issueInvoice(command.data, state);
      const { invoice } = state;
      if (!invoice) throw notFound('invoice_unknown', 'There is no such invoice.', 'invoiceNumber');
      switch (command.type) {
        case 'RecordProceeds':
          return recordProceeds(command.data, invoice, state);
        case 'GrantCredit':
          return grantCredit(command.data, invoice, state);
        case 'IssueCreditNote':
          return issueCreditNote(command.data, invoice, state);
        default:
          return unknownCommand(command);
      }
    },
    evolve(state, event) {
      switch (event.type) {
        case 'InvoiceIssued': {
          const openCentimes = event.data.lines.map(({ amountCentimes }) => amountCentimes);
          return { ...state, invoice: event.data, openCentimes };
        }
        case 'ProceedsReceived': {
          const { proceedsId, invoiceNumber, amount, currency, rate, valueDate, bankReference } = event.data;
          const received = { proceedsId, invoiceNumber, amount, currency, rate, valueDate, bankReference };
          const proceeds = new Map(state.proceeds).set(proceedsId, received);
          return { ...withoutOpen(state, event.data.parts), proceeds };
        }
        case 'CreditGranted': {
          const credits = new Map(state.credits).set(event.data.creditId, { granted: event.data });
          return { ...withoutOpen(state, event.data.lines), credits };
        }
        case 'CreditNoteIssued': {
          const { creditId, creditNoteNumber, issuedOn } = event.data;
          const credit = state.credits.get(creditId);
          if (!credit) return state;
          const note = { creditNoteNumber, issuedOn };
          return { ...state, credits: new Map(state.credits).set(creditId, { ...credit, note }) };
        }
        case 'InvoiceSettled':
          return state;
        default:
          return unknownEvent(event);
      }
    },
  },
);

function issueInvoice(
  { invoiceNumber, issuedOn, order }: IssueInvoice['data'],
  { invoice }: InvoiceState,
): InvoiceEvent[] {
  const { orderId, contractId, kind, buyerId, lines, amountCentimes, paymentDays } = order;
  const data = {
    invoiceNumber,
    orderId,
    contractId,
    kind,
    buyerId,
    lines,
    amountCentimes,
    issuedOn,
    dueOn: addDays(issuedOn, paymentDays),
    postings: [
      { account: accounts.buyer(buyerId), amountCentimes: -amountCentimes },
      { account: accounts.sales(invoiceNumber), amountCentimes },
    ],
  };
  if (invoice && saysTheSame(invoice, data)) return [];
  refuseIf(
    invoice !== undefined,
    conflict('invoice_issued_already', `The number ${invoiceNumber} is that of another invoice.`),
  );
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
