import type {
  CashDispositionCancelled,
  CashDispositionExpired,
  CashDispositionPrepared,
  CashPaidOut,
} from '@oce/contracts';

type CashEvent = CashDispositionPrepared | CashPaidOut | CashDispositionCancelled | CashDispositionExpired;

/** What cash at a counter says to the open page of its producer: as a transfer, with the counter. */
export function cashMessage(event: CashEvent) {
  const { producerCode, transferId, endToEndId, amountCentimes } = event.data;
  const about = { transferId, endToEndId, amountCentimes };
  return { producerCode, event: 'transfer' as const, data: { ...about, ...becameOf(event) } };
}

function becameOf({ type, data }: CashEvent): object {
  switch (type) {
    case 'CashDispositionPrepared': {
      const { lineIds, preparedOn: executionDate, payableUntil } = data;
      const { counterId, name, place } = data.counter;
      const cash = { counter: { counterId, name, place }, payableUntil };
      return { lineIds, batchId: null, executionDate, status: 'cash_waiting', cash };
    }
    case 'CashPaidOut':
      return { status: 'cash_paid', bookedOn: data.paidOn };
    case 'CashDispositionCancelled':
      return { status: 'cash_ended', reasonCode: 'cash_cancelled' };
    case 'CashDispositionExpired':
      return { status: 'cash_ended', reasonCode: 'cash_expired' };
  }
}
