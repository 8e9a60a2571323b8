import { command, given, projected } from '@oce/testing';
import { buyerAccepted } from '../../test/facts';
import type { RaiseBalance, RefundBalance, ReturnRefund, SetOffBalance } from './domain/balance';
import { buyerAggregate } from './domain/buyer';
import { buyerEvents, type BuyerEvent } from './domain/buyer.events';
import { buyersProjection } from './reads/buyers';

const buyerId = 'BUY-01';
const cited = { buyerId, invoiceNumber: 'F-2026-000001', proceedsId: 'PRO-1' };
const overpaid: RaiseBalance['data'] = {
  ...cited,
  cause: 'overpaid',
  reversalId: null,
  amountCentimes: 85_000,
};
const raise = (change: Partial<RaiseBalance['data']> = {}) =>
  command('RaiseBalance', { ...overpaid, ...change });
const lower = (amountCentimes: number) =>
  command('LowerBalance', { ...cited, reversalId: 'REV-1', amountCentimes });
const bank = { valueDate: '2026-10-20', bankReference: 'VIR7', reason: 'paid too much' };
const refund = (change: Partial<RefundBalance['data']> = {}) =>
  command('RefundBalance', { buyerId, refundId: 'R-1', amountCentimes: 50_000, ...bank, ...change });
const comeBack = (change: Partial<ReturnRefund['data']> = {}) =>
  command('ReturnRefund', { buyerId, refundId: 'R-1', returnId: 'RR-1', ...bank, ...change });
const setOff = (change: Partial<SetOffBalance['data']> = {}) =>
  command('SetOffBalance', {
    buyerId,
    setOffId: 'SO-1',
    invoiceNumber: 'F-2026-000002',
    amountCentimes: 50_000,
    setOffOn: '2026-10-20',
    ...change,
  });
const raised = buyerEvents.BuyerBalanceRaised({ ...raise().data, balanceCentimes: 85_000 });
const past: BuyerEvent[] = [buyerAccepted, raised];
const refunded = given(buyerAggregate, past).when(refund()).events()[0]!;

describe('the balance of a buyer', () => {
  it('is raised by a receipt once, and once by each credit or reversal that cites it', () => {
    given(buyerAggregate, [buyerAccepted]).when(raise()).then(raised);
    given(buyerAggregate, past).when(raise()).thenNothing();
    const credited = raise({ cause: 'credited', reversalId: 'CR-1' });
    given(buyerAggregate, past)
      .when(credited)
      .then(buyerEvents.BuyerBalanceRaised({ ...credited.data, balanceCentimes: 170_000 }));
  });

  it('pays back no more than it is, once, with postings of zero', () => {
    expect(refunded).toMatchObject({
      type: 'BuyerBalanceRefunded',
      data: {
        balanceCentimes: 35_000,
        postings: [
          { account: 'buyer:BUY-01', amountCentimes: -50_000 },
          { account: 'bank:main', amountCentimes: 50_000 },
        ],
      },
    });
    given(buyerAggregate, [...past, refunded])
      .when(refund())
      .thenNothing();
    given(buyerAggregate, [...past, refunded])
      .when(refund({ amountCentimes: 1 }))
      .thenRefused('refund_known_otherwise');
    given(buyerAggregate, [...past, refunded])
      .when(refund({ refundId: 'R-2' }))
      .thenRefused('above_balance');
    given(buyerAggregate, past)
      .when(refund({ amountCentimes: 0 }))
      .thenRefused('amount_not_positive');
  });

  it('gets a refund back that did not arrive, whole and once', () => {
    const [returned] = given(buyerAggregate, [...past, refunded])
      .when(comeBack())
      .events();
    expect(returned).toMatchObject({
      type: 'RefundReturned',
      data: { amountCentimes: 50_000, balanceCentimes: 85_000 },
    });
    const all = [...past, refunded, returned!];
    given(buyerAggregate, all).when(comeBack()).thenNothing();
    given(buyerAggregate, all)
      .when(comeBack({ returnId: 'RR-2' }))
      .thenRefused('refund_returned_already');
    given(buyerAggregate, past).when(comeBack()).thenRefused('refund_unknown');
    given(buyerAggregate, [...past, refunded])
      .when(comeBack({ valueDate: '2026-10-19' }))
      .thenRefused('returned_before_refund');
  });

  it('is set off once, and no more than it is', () => {
    const [off] = given(buyerAggregate, past).when(setOff()).events();
    expect(off).toMatchObject({ type: 'BuyerBalanceSetOff', data: { balanceCentimes: 35_000 } });
    given(buyerAggregate, [...past, off!])
      .when(setOff())
      .thenNothing();
    given(buyerAggregate, [...past, off!])
      .when(setOff({ amountCentimes: 1 }))
      .thenRefused('set_off_known_otherwise');
    given(buyerAggregate, past)
      .when(setOff({ amountCentimes: 85_001 }))
      .thenRefused('above_balance');
  });

  it('goes below zero where a receipt is reversed whose rest was paid back: the buyer owes it', () => {
    const [lowered] = given(buyerAggregate, [...past, refunded])
      .when(lower(85_000))
      .events();
    expect(lowered).toMatchObject({ type: 'BuyerBalanceLowered', data: { balanceCentimes: -50_000 } });
    const all = [...past, refunded, lowered!];
    given(buyerAggregate, all).when(lower(85_000)).thenNothing();
    given(buyerAggregate, all)
      .when(refund({ refundId: 'R-2', amountCentimes: 1 }))
      .thenRefused('above_balance');
    expect(projected(buyersProjection, all)[buyerId]).toMatchObject({ balanceCentimes: -50_000 });
  });

  it('is of a buyer that there is', () => {
    for (const cmd of [raise(), lower(1), refund(), comeBack(), setOff()])
      given(buyerAggregate, []).when(cmd).thenRefused('buyer_unknown');
  });
});

describe('the limit of a buyer', () => {
  const order = { buyerId, orderId: 'ORD-1' };
  const reserved = buyerEvents.BuyerCreditReserved({
    ...order,
    buyerReference: null,
    amountCentimes: 100_000,
    usedCentimes: 100_000,
  });
  const paid = buyerEvents.BuyerCreditReleased({
    ...order,
    releaseId: 'PRO-1',
    cause: 'paid',
    amountCentimes: 100_000,
    usedCentimes: 0,
  });
  const again = (amountCentimes: number) =>
    command('OweAgain', { ...order, proceedsId: 'PRO-1', reversalId: 'REV-1', amountCentimes });

  it('is in use again by a reversed receipt, once, and never by more than the order', () => {
    const story = [buyerAccepted, reserved, paid];
    const [owed] = given(buyerAggregate, story).when(again(100_001)).events();
    expect(owed).toMatchObject({
      type: 'BuyerCreditOwedAgain',
      data: { amountCentimes: 100_000, usedCentimes: 100_000 },
    });
    given(buyerAggregate, [...story, owed!])
      .when(again(100_001))
      .thenNothing();
    expect(projected(buyersProjection, [...story, owed!])[buyerId]).toMatchObject({ usedCentimes: 100_000 });
    given(buyerAggregate, [buyerAccepted]).when(again(1)).thenNothing();
  });
});
