import { collection, payments, sales } from '@oce/contracts';
import { unknownEvent, type EventOf } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { shownContainers, shownReduction } from '../../own/reads/producer-deliveries';
import { cashMessage } from './cash-message';
import { lineOf, type LineEvent } from '../../statement/domain/statement-lines';

/** What a producer's open page is told. */
export interface LiveMessage {
  readonly producerCode: string;
  readonly event: 'delivery' | 'line' | 'transfer' | 'sale';
  readonly data: object;
}

/** What open pages hear of. */
export const HEARD = [
  collection.delivery,
  collection.lot,
  payments.account,
  payments.transferBatch,
  payments.cashDisposition,
  sales.invoice.InvoiceIssued,
  sales.invoice.CreditNoteIssued,
  sales.invoice.CreditNoteReversed,
  sales.invoice.ProceedsReceived,
  sales.invoice.ProceedsReversed,
] as const;
export type HeardEvent = EventOf<(typeof HEARD)[number]>;
type Of<Type extends HeardEvent['type']> = Extract<HeardEvent, { type: Type }>;

/**
 * What an event says to producers, each about their own; pure, so that a stream needs no database.
 *
 * @param at when it was recorded, ISO 8601
 */
export function messagesOf(
  event: HeardEvent,
  at: string,
  membersOf: (lotId: string) => readonly string[],
): LiveMessage[] {
  switch (event.type) {
    case 'DeliveryWeighedIn':
    case 'DeliveryGraded':
    case 'DeliveryRefused':
    case 'DeliveryReversed':
      return [{ producerCode: event.data.producerCode, event: 'delivery', data: deliveryOf(event) }];
    case 'LotClosed':
      return event.data.deliveries.map(({ producerCode, deliveryId }) => ({
        producerCode,
        event: 'delivery',
        data: { deliveryId, lotId: event.data.lotId },
      }));
    case 'AdvancePosted':
    case 'FinalSharePosted':
    case 'FinalShareTakenBack':
    case 'SupplementPosted':
    case 'CorrectionPosted':
    case 'ClaimReversed':
    case 'DebtsSetOff':
    case 'ArrearsSettled':
    case 'PayoutConfirmed':
    case 'PayoutReturned':
      return [lineMessage(event, at)];
    case 'PremiumWithheld':
      return [];
    case 'TransferBatchPrepared':
    case 'TransferFileIssued':
    case 'TransferExecuted':
    case 'TransferRejected':
      return transfersOf(event);
    case 'CashDispositionPrepared':
    case 'CashPaidOut':
    case 'CashDispositionCancelled':
    case 'CashDispositionExpired':
      return [cashMessage(event)];
    case 'InvoiceIssued':
    case 'CreditNoteIssued':
    case 'CreditNoteReversed':
    case 'ProceedsReceived':
    case 'ProceedsReversed':
      return salesOf(event, membersOf);
    default:
      return unknownEvent(event);
  }
}

type Delivery = Of<'DeliveryWeighedIn' | 'DeliveryGraded' | 'DeliveryRefused' | 'DeliveryReversed'>;

/** The fields of `producer_deliveries` that the event changes. */
function deliveryOf(event: Delivery): object {
  switch (event.type) {
    case 'DeliveryWeighedIn': {
      const { deliveryId, ticketNumber, stationId, campaignId, productId, weighedAt } = event.data;
      const { grossGrams, tareGrams, netGrams, containers } = event.data;
      return {
        deliveryId,
        ticketNumber,
        stationId,
        campaignId,
        productId,
        grossGrams,
        tareGrams,
        netGrams,
        ...(containers ? { containers: shownContainers(containers) } : {}),
        weighedAt,
        status: 'weighed',
      };
    }
    case 'DeliveryGraded': {
      const { deliveryId, grade, netGrams, payableGrams, replaces } = event.data;
      const reductions = event.data.reductions.map(shownReduction);
      return { deliveryId, status: 'graded', grade, netGrams, payableGrams, reductions, replaces };
    }
    case 'DeliveryRefused': {
      const { deliveryId, netGrams, reason } = event.data;
      return { deliveryId, status: 'refused', netGrams, reason };
    }
    case 'DeliveryReversed': {
      const { deliveryId, reason, replacement } = event.data;
      return { deliveryId, status: 'reversed', reason, replacedBy: replacement?.deliveryId ?? null };
    }
  }
}

function lineMessage(event: LineEvent, at: string): LiveMessage {
  const line = lineOf(event);
  const data = { ...line, date: line.date ?? businessDate(at) };
  return { producerCode: event.data.producerCode, event: 'line', data };
}

type Transfer = Of<'TransferBatchPrepared' | 'TransferFileIssued' | 'TransferExecuted' | 'TransferRejected'>;

const transferMessage = (producerCode: string, data: object): LiveMessage => ({
  producerCode,
  event: 'transfer',
  data,
});

function transfersOf(event: Transfer): LiveMessage[] {
  switch (event.type) {
    case 'TransferBatchPrepared': {
      const { batchId, executionDate, transfers } = event.data;
      return transfers.map(({ producerCode, transferId, endToEndId, amountCentimes, lineIds }) =>
        transferMessage(producerCode, {
          transferId,
          endToEndId,
          amountCentimes,
          lineIds,
          batchId,
          executionDate,
          status: 'prepared',
        }),
      );
    }
    case 'TransferFileIssued':
      return event.data.excluded.map(({ producerCode, transferId, reason }) =>
        transferMessage(producerCode, { transferId, status: 'left_out', reasonCode: reason }),
      );
    case 'TransferExecuted': {
      const { producerCode, batchId, transferId, endToEndId, amountCentimes, bookedOn } = event.data;
      const status = 'executed';
      const data = { batchId, transferId, endToEndId, amountCentimes, bookedOn, status };
      return [transferMessage(producerCode, data)];
    }
    case 'TransferRejected': {
      const { producerCode, batchId, transferId, endToEndId, amountCentimes, reasonCode } = event.data;
      const status = event.data.returned ? 'returned' : 'rejected';
      const data = { batchId, transferId, endToEndId, amountCentimes, reasonCode, status };
      return [transferMessage(producerCode, data)];
    }
  }
}

type Sale = Of<
  'InvoiceIssued' | 'CreditNoteIssued' | 'CreditNoteReversed' | 'ProceedsReceived' | 'ProceedsReversed'
>;

/** To each member of a lot: what was invoiced, credited, received or taken back for it; no buyer, and nobody else's part. */
function salesOf(event: Sale, membersOf: (lotId: string) => readonly string[]): LiveMessage[] {
  const { invoiceNumber } = event.data;
  // Net of VAT, which is the State's: lines of invoices and parts of receipts are so, those of credits are not.
  const parts =
    event.type === 'ProceedsReceived' || event.type === 'ProceedsReversed'
      ? event.data.parts
      : event.type === 'InvoiceIssued'
        ? event.data.lines
        : event.data.lines.map(({ lotId, amountCentimes, vatCentimes }) => ({
            lotId,
            amountCentimes: amountCentimes - vatCentimes,
          }));
  return parts.flatMap(({ lotId, amountCentimes }) =>
    membersOf(lotId).map((producerCode): LiveMessage => ({
      producerCode,
      event: 'sale',
      data: { lotId, invoiceNumber, what: WHAT[event.type], amountCentimes },
    })),
  );
}
const WHAT = {
  InvoiceIssued: 'invoiced',
  CreditNoteIssued: 'credited',
  CreditNoteReversed: 'credit_reversed',
  ProceedsReceived: 'received',
  ProceedsReversed: 'reversed',
} as const;
