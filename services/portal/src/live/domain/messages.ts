import type { CollectionContractEvent, PaymentsContractEvent, SalesContractEvent } from '@oce/contracts';
import type { Envelope } from '@oce/projections';
import { businessDate } from '@oce/quantities';
import { lineOf } from '../../statement/domain/statement-lines';

/** What a producer's open page is told. */
export interface LiveMessage {
  readonly producerCode: string;
  readonly event: 'delivery' | 'line' | 'transfer' | 'sale';
  readonly data: object;
}
export type HeardLive = CollectionContractEvent | PaymentsContractEvent | SalesContractEvent;
type Of<Type extends HeardLive['type']> = Extract<HeardLive, { type: Type }>;

/** What an event says to producers, each about their own; pure, so that a stream needs no database. */
export function messagesOf(
  event: HeardLive,
  envelope: Pick<Envelope, 'at'>,
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
        ...{ producerCode, event: 'delivery', data: { deliveryId, lotId: event.data.lotId } },
      }));
    case 'TransferBatchPrepared':
    case 'TransferFileIssued':
    case 'TransferExecuted':
    case 'TransferRejected':
      return transfersOf(event);
    case 'InvoiceIssued':
    case 'CreditNoteIssued':
    case 'ProceedsReceived':
      return salesOf(event, membersOf);
    default:
      return 'producerCode' in event.data ? linesOf(event as PaymentsContractEvent, envelope) : [];
  }
}

type Delivery = Of<'DeliveryWeighedIn' | 'DeliveryGraded' | 'DeliveryRefused' | 'DeliveryReversed'>;

/** The fields of `producer_deliveries` that the event changes. */
function deliveryOf(event: Delivery): object {
  switch (event.type) {
    case 'DeliveryWeighedIn': {
      const { scaleId: _scaleId, terminalId: _terminalId, producerCode: _code, ...ticket } = event.data;
      return { ...ticket, status: 'weighed' };
    }
    case 'DeliveryGraded': {
      const { deliveryId, grade, netGrams, payableGrams, reductions, replaces } = event.data;
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

function linesOf(event: PaymentsContractEvent, { at }: Pick<Envelope, 'at'>): LiveMessage[] {
  const line = lineOf(event);
  if (!line || !('producerCode' in event.data)) return [];
  const { producerCode } = event.data;
  return [{ producerCode, event: 'line', data: { ...line, date: line.date ?? businessDate(at) } }];
}

type Transfer = Of<'TransferBatchPrepared' | 'TransferFileIssued' | 'TransferExecuted' | 'TransferRejected'>;

function transfersOf(event: Transfer): LiveMessage[] {
  const message = (producerCode: string, data: object): LiveMessage => ({
    ...{ producerCode, event: 'transfer', data },
  });
  switch (event.type) {
    case 'TransferBatchPrepared': {
      const { batchId, executionDate } = event.data;
      return event.data.transfers.map(({ producerCode, ...transfer }) =>
        message(producerCode, { ...transfer, batchId, executionDate, status: 'prepared' }),
      );
    }
    case 'TransferFileIssued':
      return event.data.excluded.map(({ producerCode, transferId, reason }) =>
        message(producerCode, { transferId, status: 'left_out', reasonCode: reason }),
      );
    case 'TransferExecuted': {
      const { producerCode, ...transfer } = event.data;
      return [message(producerCode, { ...transfer, status: 'executed' })];
    }
    case 'TransferRejected': {
      const { producerCode, returned, ...transfer } = event.data;
      return [message(producerCode, { ...transfer, status: returned ? 'returned' : 'rejected' })];
    }
  }
}

type Sale = Of<'InvoiceIssued' | 'CreditNoteIssued' | 'ProceedsReceived'>;

/** To each member of a lot: what was invoiced, credited or received for it; no buyer, and nobody else's part. */
function salesOf(event: Sale, membersOf: (lotId: string) => readonly string[]): LiveMessage[] {
  const { invoiceNumber } = event.data;
  const parts = event.type === 'ProceedsReceived' ? event.data.parts : event.data.lines;
  return parts.flatMap(({ lotId, amountCentimes }) =>
    membersOf(lotId).map((producerCode) => ({
      ...{ producerCode, event: 'sale' as const },
      data: { lotId, invoiceNumber, what: WHAT[event.type], amountCentimes },
    })),
  );
}
const WHAT = {
  InvoiceIssued: 'invoiced',
  CreditNoteIssued: 'credited',
  ProceedsReceived: 'received',
} as const;
