import type { CashDispositionPrepared } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { cashDispositionEvents } from '../domain/cash-disposition.events';

export interface CashDispositionDocument extends Omit<CashDispositionPrepared['data'], 'counter'> {
  readonly counterId: string;
  readonly counterName: string;
  readonly counterPlace: string;
  readonly status: 'prepared' | 'approved' | 'paid' | 'cancelled' | 'expired';
  readonly approvedBy: string | null;
  readonly receiptNumber: string | null;
  readonly paidBy: string | null;
  readonly paidOn: string | null;
  /** Why it was cancelled. */
  readonly reason: string | null;
}

/** Which cash waits at which counter, and what became of it? */
export const cashDispositionsProjection = projectionFrom(cashDispositionEvents)<CashDispositionDocument>({
  name: 'cash_dispositions',
  version: 1,
  indexes: [
    { fields: { counterId: 1, status: 1 } },
    { fields: { producerCode: 1 } },
    { fields: { status: 1, payableUntil: 1 } },
  ],
  keys: ({ data }) => [data.dispositionId],
  project: {
    CashDispositionPrepared(_document, { data: { counter, ...prepared } }) {
      const { counterId, name: counterName, place: counterPlace } = counter;
      const open = { approvedBy: null, receiptNumber: null, paidBy: null, paidOn: null, reason: null };
      return { ...prepared, counterId, counterName, counterPlace, status: 'prepared', ...open };
    },
    CashDispositionApproved: (document, { data }) =>
      document && { ...document, status: 'approved', approvedBy: data.approvedBy },
    CashPaidOut: (document, { data: { receiptNumber, paidBy, paidOn } }) =>
      document && { ...document, status: 'paid', receiptNumber, paidBy, paidOn },
    CashDispositionCancelled: (document, { data }) =>
      document && { ...document, status: 'cancelled', reason: data.reason },
    CashDispositionExpired: (document) => document && { ...document, status: 'expired' },
  },
});
