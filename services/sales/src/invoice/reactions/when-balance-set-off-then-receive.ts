import { policyOn, sendTo } from '@oce/policies';
import { buyerEvents } from '../../buyer/domain/buyer.events';
import { invoiceAggregate } from '../domain/invoice';

/** A part of a buyer's balance was set off: the invoice receives it. */
export const whenBalanceSetOffThenReceive = policyOn(buyerEvents.BuyerBalanceSetOff)({
  name: 'receive-from-balance',
  atOnce: true,
  react({ data: { setOffId, invoiceNumber, amountCentimes, setOffOn } }) {
    const data = { setOffId, invoiceNumber, amountCentimes, setOffOn };
    return [sendTo(invoiceAggregate, invoiceNumber, 'ReceiveFromBalance', data)];
  },
});
