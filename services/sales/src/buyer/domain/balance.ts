import { accounts, type Posting } from '@oce/contracts';
import { conflict, invalid, notFound, saysTheSame, type Command } from '@oce/event-sourcing';
import { formatMoney } from '@oce/quantities';
import { Map, Set } from 'immutable';
import { BANK_ACCOUNT } from '../../invoice/domain/receipts';
import {
  buyerEvents,
  type BuyerBalanceLowered,
  type BuyerBalanceRaised,
  type BuyerBalanceRefunded,
  type BuyerBalanceSetOff,
  type BuyerEvent,
  type RefundReturned,
} from './buyer.events';

export type RaiseBalance = Command<'RaiseBalance', Omit<BuyerBalanceRaised['data'], 'balanceCentimes'>>;
export type LowerBalance = Command<'LowerBalance', Omit<BuyerBalanceLowered['data'], 'balanceCentimes'>>;
type Worked = 'balanceCentimes' | 'postings';
export type RefundBalance = Command<'RefundBalance', Omit<BuyerBalanceRefunded['data'], Worked>>;
/** A refund comes back whole: its amount is known. */
export type ReturnRefund = Command<'ReturnRefund', Omit<RefundReturned['data'], Worked | 'amountCentimes'>>;
export type SetOffBalance = Command<'SetOffBalance', Omit<BuyerBalanceSetOff['data'], 'balanceCentimes'>>;
export type BalanceCommand = RaiseBalance | LowerBalance | RefundBalance | ReturnRefund | SetOffBalance;

/** What OCE owes a buyer beside its invoices; below zero the buyer owes it. */
export interface Balance {
  readonly centimes: number;
  /** What has moved it by itself: a receipt, a credit, a reversal. */
  readonly moved: Set<string>;
  readonly refunds: Map<string, RefundBalance['data']>;
  /** By the refund that came back. */
  readonly returns: Map<string, ReturnRefund['data']>;
  readonly setOffs: Map<string, SetOffBalance['data']>;
}

export const emptyBalance: Balance = {
  centimes: 0,
  moved: Set(),
  refunds: Map(),
  returns: Map(),
  setOffs: Map(),
};

type BalanceEvent =
  BuyerBalanceRaised | BuyerBalanceLowered | BuyerBalanceRefunded | RefundReturned | BuyerBalanceSetOff;

/** What an event makes of a balance. */
export function withBalance(balance: Balance, event: BalanceEvent): Balance {
  const moved = { ...balance, centimes: event.data.balanceCentimes };
  switch (event.type) {
    case 'BuyerBalanceRaised':
    case 'BuyerBalanceLowered':
      return { ...moved, moved: balance.moved.add(moveKey(event.data)) };
    case 'BuyerBalanceRefunded': {
      const { balanceCentimes: _, postings: __, ...told } = event.data;
      return { ...moved, refunds: balance.refunds.set(told.refundId, told) };
    }
    case 'RefundReturned': {
      const { balanceCentimes: _, postings: __, amountCentimes: ___, ...told } = event.data;
      return { ...moved, returns: balance.returns.set(told.refundId, told) };
    }
    case 'BuyerBalanceSetOff': {
      const { balanceCentimes: _, ...told } = event.data;
      return { ...moved, setOffs: balance.setOffs.set(told.setOffId, told) };
    }
  }
}

/** One receipt moves the balance once by itself, and once for each credit or reversal that cites it. */
const moveKey = ({
  proceedsId,
  reversalId,
}: Pick<RaiseBalance['data'], 'proceedsId' | 'reversalId'>): string =>
  JSON.stringify([proceedsId, reversalId]);

/** Follows an invoice: never refused. */
export function raiseBalance(data: RaiseBalance['data'], balance: Balance): BuyerEvent[] {
  if (balance.moved.has(moveKey(data))) return [];
  const balanceCentimes = balance.centimes + data.amountCentimes;
  return [buyerEvents.BuyerBalanceRaised({ ...data, balanceCentimes })];
}

/** Follows a reversed receipt: never refused, though what it had left with the buyer may have been used. */
export function lowerBalance(data: LowerBalance['data'], balance: Balance): BuyerEvent[] {
  if (balance.moved.has(moveKey(data))) return [];
  const balanceCentimes = balance.centimes - data.amountCentimes;
  return [buyerEvents.BuyerBalanceLowered({ ...data, balanceCentimes })];
}

/** Money went back to the buyer. Refuses `refund_known_otherwise`, `amount_not_positive` and `above_balance`. */
export function refundBalance(data: RefundBalance['data'], balance: Balance): BuyerEvent[] {
  const known = balance.refunds.get(data.refundId);
  if (known && saysTheSame(known, data)) return [];
  if (known)
    throw conflict('refund_known_otherwise', 'This id is of another refund of the buyer.', 'refundId');
  const balanceCentimes = leftAfter(data.amountCentimes, balance);
  const postings = atTheBank(data.buyerId, data.amountCentimes);
  return [buyerEvents.BuyerBalanceRefunded({ ...data, balanceCentimes, postings })];
}

/** A refund that came back. Refuses `refund_unknown`, `refund_returned_already` and `returned_before_refund`. */
export function returnRefund(data: ReturnRefund['data'], balance: Balance): BuyerEvent[] {
  const refund = balance.refunds.get(data.refundId);
  if (refund === undefined) throw notFound('refund_unknown', 'The buyer got no such refund.', 'refundId');
  const known = balance.returns.get(data.refundId);
  if (known && saysTheSame(known, data)) return [];
  if (known)
    throw conflict('refund_returned_already', `The refund came back on ${known.valueDate}.`, 'refundId');
  if (data.valueDate < refund.valueDate)
    throw invalid('returned_before_refund', `The refund is of ${refund.valueDate}.`, 'valueDate');
  const { amountCentimes } = refund;
  const balanceCentimes = balance.centimes + amountCentimes;
  const postings = atTheBank(data.buyerId, -amountCentimes);
  return [buyerEvents.RefundReturned({ ...data, amountCentimes, balanceCentimes, postings })];
}

/** The balance pays on an invoice. Refuses `set_off_known_otherwise`, `amount_not_positive`, `above_balance` and `credit_spent`. */
export function setOffBalance(data: SetOffBalance['data'], balance: Balance): BuyerEvent[] {
  const known = balance.setOffs.get(data.setOffId);
  if (known && saysTheSame(known, data)) return [];
  if (known)
    throw conflict('set_off_known_otherwise', 'This id is of another set-off of the buyer.', 'setOffId');
  if (data.reversesCredit && data.amountCentimes > balance.centimes)
    throw conflict(
      'credit_spent',
      `The credit gave the buyer ${formatMoney(data.amountCentimes)}, of which ${formatMoney(Math.max(0, balance.centimes))} are left: ` +
        'have the refund returned or the set-off receipt reversed first, or bill what is owed anew.',
      'creditId',
    );
  const balanceCentimes = leftAfter(data.amountCentimes, balance);
  return [buyerEvents.BuyerBalanceSetOff({ ...data, balanceCentimes })];
}

function leftAfter(amountCentimes: number, { centimes }: Balance): number {
  if (amountCentimes <= 0)
    throw invalid('amount_not_positive', 'Take more than 0 centimes.', 'amountCentimes');
  if (amountCentimes > centimes)
    throw conflict(
      'above_balance',
      `The balance of the buyer is ${formatMoney(Math.max(0, centimes))}: take no more than that.`,
      'amountCentimes',
    );
  return centimes - amountCentimes;
}

/** Positive: from the bank to the buyer. */
const atTheBank = (buyerId: string, amountCentimes: number): Posting[] => [
  { account: accounts.buyer(buyerId), amountCentimes: -amountCentimes },
  { account: accounts.bank(BANK_ACCOUNT), amountCentimes },
];
