import { policyOn, sendTo } from '@oce/policies';
import { buyerEvents } from '../../buyer/domain/buyer.events';
import { invoiceAggregate } from '../domain/invoice';

/** A part of a buyer's balance was set off: the invoice receives it, with the credit that is taken back where it is for that. */
export const whenBalanceSetOffThenReceive = policyOn(buyerEvents.BuyerBalanceSetOff)({
  name: 'receive-from-balance',
  atOnce: true,
  react({ data: { setOffId, invoiceNumber, amountCentimes, setOffOn, reversesCredit } }) {
    if (reversesCredit) {
      const { creditId, reason } = reversesCredit;
      const cited = { invoiceNumber, creditId, reversalId: setOffId, reason, reversedOn: setOffOn };
      const reversal = { ...cited, paidCentimes: amountCentimes };
      return [sendTo(invoiceAggregate, invoiceNumber, 'ReverseCredit', reversal)];
    }
    const data = { setOffId, invoiceNumber, amountCentimes, setOffOn };
    return [sendTo(invoiceAggregate, invoiceNumber, 'ReceiveFromBalance', data)];
  },
});
