import type { CashDispositionPrepared } from '@oce/contracts';
import { defineAggregate, notFound } from '@oce/event-sourcing';
import type { CashDispositionCommand, CashDispositionState } from './cash-disposition.commands';
import { cashDispositionEvents } from './cash-disposition.events';
import { cancelCash, expireCash } from './end-cash';
import { payCash } from './pay-cash';
import { approveCash, prepareCash } from './prepare-cash';

/**
 * Cash for one member at one counter (mise à disposition): prepared by one person, approved by another, paid once by the
 * counter's clerk against a receipt, or cancelled, or expired: then the account has its money again.
 */
export const cashDispositionAggregate = defineAggregate<
  CashDispositionState,
  CashDispositionCommand,
  typeof cashDispositionEvents
>(cashDispositionEvents, {
  initial: { prepared: null, approved: null, paid: null, cancelled: null, expiredOn: null },
  decide: {
    PrepareCashDisposition: prepareCash,
    ApproveCashDisposition: (command, state) => approveCash(command, state, preparedCash(state)),
    PayCash: (command, state) => payCash(command, state, preparedCash(state)),
    CancelCashDisposition: (command, state) => cancelCash(command, state, preparedCash(state)),
    ExpireCashDisposition: (command, state) => expireCash(command, state, preparedCash(state)),
  },
  evolve: {
    CashDispositionPrepared: (state, { data }) => ({ ...state, prepared: data }),
    CashDispositionApproved: (state, { data }) => ({
      ...state,
      approved: { by: data.approvedBy, on: data.approvedOn },
    }),
    CashPaidOut: (state, { data }) => ({ ...state, paid: data }),
    CashDispositionCancelled: (state, { data }) => ({ ...state, cancelled: data }),
    CashDispositionExpired: (state, { data }) => ({ ...state, expiredOn: data.expiredOn }),
  },
});

/** The disposition as it was prepared. Refuses `disposition_unknown`. */
export function preparedCash({ prepared }: CashDispositionState): CashDispositionPrepared['data'] {
  if (prepared === null)
    throw notFound('disposition_unknown', 'There is no such cash. Prepare it first.', 'dispositionId');
  return prepared;
}
