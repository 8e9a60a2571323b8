import { policyOn, sendTo } from '@oce/policies';
import { cashDispositionEvents } from '../../cash/domain/cash-disposition.events';
import { accountAggregate } from '../domain/account';

/**
 * What becomes of cash at a counter becomes of its payout, as with a transfer: set aside when it is prepared, paid, or
 * given back for good. Whoever approves the cash follows it at once, for only what is set aside is paid.
 */
export const whenCashChangesThenMovePayout = policyOn(
  cashDispositionEvents.CashDispositionPrepared,
  cashDispositionEvents.CashPaidOut,
  cashDispositionEvents.CashDispositionCancelled,
  cashDispositionEvents.CashDispositionExpired,
)({
  name: 'follow-cash',
  atOnce: true,
  react({ type, data }) {
    const { producerCode, transferId, endToEndId, amountCentimes } = data;
    switch (type) {
      case 'CashDispositionPrepared': {
        const { lineIds, counter } = data;
        const payout = { producerCode, transferId, endToEndId, amountCentimes, lineIds, counter };
        return [sendTo(accountAggregate, producerCode, 'ReservePayout', payout)];
      }
      case 'CashPaidOut': {
        const paid = { producerCode, transferId, executedOn: data.paidOn };
        return [sendTo(accountAggregate, producerCode, 'ConfirmPayout', paid)];
      }
      case 'CashDispositionCancelled':
      case 'CashDispositionExpired': {
        const reason = type === 'CashDispositionExpired' ? 'cash_expired' : 'cash_cancelled';
        const ended = { producerCode, transferId, endToEndId, reason, counter: data.counter };
        return [sendTo(accountAggregate, producerCode, 'DeclinePayout', ended)];
      }
    }
  },
});
