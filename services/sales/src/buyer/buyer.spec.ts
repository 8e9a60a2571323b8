import { command, given } from '@oce/testing';
import { buyerAccepted } from '../../test/facts';
import { buyerAggregate } from './domain/buyer';
import type {
  BuyerCreditReleased,
  BuyerCreditReserved,
  BuyerEvent,
  BuyerLimitSet,
} from './domain/buyer.events';

const buyerId = 'BUY-01';
const reserve = (orderId: string, amountCentimes: number, buyerReference: string | null = null) =>
  command('ReserveCredit', { buyerId, orderId, buyerReference, amountCentimes });
const reserved = (
  orderId: string,
  amountCentimes: number,
  usedCentimes: number,
  buyerReference: string | null = null,
): BuyerCreditReserved => ({
  type: 'BuyerCreditReserved',
  v: 1,
  data: { buyerId, orderId, buyerReference, amountCentimes, usedCentimes },
});
const release = (
  releaseId: string,
  cause: 'ended' | 'paid' | 'credited',
  amountCentimes: number | null,
  orderId = 'ORD-1',
) => command('ReleaseCredit', { buyerId, orderId, releaseId, cause, amountCentimes });
const released = (
  releaseId: string,
  cause: 'ended' | 'paid' | 'credited',
  amountCentimes: number,
  usedCentimes: number,
): BuyerCreditReleased => ({
  type: 'BuyerCreditReleased',
  v: 1,
  data: { buyerId, orderId: 'ORD-1', releaseId, cause, amountCentimes, usedCentimes },
});
const limitSet = (limitCentimes: number, usedCentimes = 0): BuyerLimitSet => ({
  type: 'BuyerLimitSet',
  v: 1,
  data: { buyerId, limitCentimes, usedCentimes },
});

describe('accepting a buyer', () => {
  it('takes the spaces out of its ICE', () => {
    const data = { ...buyerAccepted.data, ice: '993 401 083 0001 44' };
    given(buyerAggregate, []).when(command('AcceptBuyer', data)).then(buyerAccepted);
  });

  it('is done once, whatever command repeats it', () => {
    given(buyerAggregate, [buyerAccepted]).when(command('AcceptBuyer', buyerAccepted.data)).thenNothing();
    given(buyerAggregate, [buyerAccepted, limitSet(1)])
      .when(command('AcceptBuyer', buyerAccepted.data))
      .thenNothing();
  });

  it.each([
    ['ice_digits', { ice: '12345' }],
    ['ice_key', { ice: '001526374000085' }],
    ['limit_negative', { limitCentimes: -1 }],
  ])('is refused with %s', (slug, wrong) => {
    given(buyerAggregate, [])
      .when(command('AcceptBuyer', { ...buyerAccepted.data, ...wrong }))
      .thenRefused(slug);
  });

  it('refuses other particulars under a known id', () => {
    given(buyerAggregate, [buyerAccepted])
      .when(command('AcceptBuyer', { ...buyerAccepted.data, city: 'Fès' }))
      .thenRefused('buyer_accepted_already');
  });

  it('comes before anything else', () => {
    given(buyerAggregate, []).when(reserve('ORD-1', 1)).thenRefused('buyer_unknown');
    given(buyerAggregate, [])
      .when(command('SetBuyerLimit', { buyerId, limitCentimes: 1 }))
      .thenRefused('buyer_unknown');
    given(buyerAggregate, [])
      .when(release('x', 'paid', 1))
      .thenRefused('buyer_unknown');
  });
});

describe("a buyer's limit", () => {
  const past: BuyerEvent[] = [buyerAccepted, reserved('ORD-1', 1_500_000, 1_500_000, 'PO 77')];

  it('lets an order use all of it', () => {
    given(buyerAggregate, past)
      .when(reserve('ORD-2', 500_000))
      .then(reserved('ORD-2', 500_000, 2_000_000));
  });

  it('refuses an order one centime above it, and writes that down', () => {
    const [event] = given(buyerAggregate, past).when(reserve('ORD-2', 500_001)).events();
    expect(event).toMatchObject({
      type: 'BuyerCreditRefused',
      data: { orderId: 'ORD-2', usedCentimes: 1_500_000, reason: 'buyer_limit_exceeded' },
    });
    expect(event?.data).toHaveProperty('detail', expect.stringContaining('5 000,00 MAD left'));
  });

  it('tells an order that it refused the same for ever, even when the limit is raised', () => {
    const [refused] = given(buyerAggregate, past).when(reserve('ORD-2', 500_001)).events();
    if (!refused) throw new Error('it was to be refused');
    given(buyerAggregate, [...past, refused, limitSet(9_000_000)])
      .when(reserve('ORD-2', 500_001))
      .thenNothing();
  });

  it('sets aside once for an order, and refuses another amount for it', () => {
    given(buyerAggregate, past).when(reserve('ORD-1', 1_500_000)).thenNothing();
    given(buyerAggregate, past).when(reserve('ORD-1', 1_500_001)).thenRefused('credit_asked_otherwise');
  });

  it('is what was set last: one, another, the first again', () => {
    const set = (limitCentimes: number) => command('SetBuyerLimit', { buyerId, limitCentimes });
    given(buyerAggregate, [buyerAccepted, limitSet(1_000_000), limitSet(2_000_000)])
      .when(set(1_000_000))
      .then(limitSet(1_000_000));
    given(buyerAggregate, [buyerAccepted, limitSet(1_000_000), limitSet(2_000_000), limitSet(1_000_000)])
      .when(set(1_000_000))
      .thenNothing();
  });

  it('may be lowered below what is in use, and then stands against new orders', () => {
    given(buyerAggregate, past)
      .when(command('SetBuyerLimit', { buyerId, limitCentimes: 1_000_000 }))
      .then(limitSet(1_000_000, 1_500_000));
    const [event] = given(buyerAggregate, [...past, limitSet(1_000_000)])
      .when(reserve('ORD-2', 1))
      .events();
    expect(event?.data).toHaveProperty(
      'detail',
      expect.stringContaining('0,00 MAD left of a limit of 10 000,00 MAD'),
    );
  });

  it('is not set to what it is, nor below zero', () => {
    given(buyerAggregate, past)
      .when(command('SetBuyerLimit', { buyerId, limitCentimes: 2_000_000 }))
      .thenNothing();
    given(buyerAggregate, past)
      .when(command('SetBuyerLimit', { buyerId, limitCentimes: -1 }))
      .thenRefused('limit_negative');
  });

  it('is free again by what is paid and credited, each once', () => {
    const paid = released('PRO-1', 'paid', 1_000_000, 500_000);
    given(buyerAggregate, past)
      .when(release('PRO-1', 'paid', 1_000_000))
      .then(paid);
    given(buyerAggregate, [...past, paid])
      .when(release('PRO-1', 'paid', 1_000_000))
      .thenNothing();
    given(buyerAggregate, [...past, paid])
      .when(release('AV-2026-000001', 'credited', 500_000))
      .then(released('AV-2026-000001', 'credited', 500_000, 0));
  });

  it('is free again by proceeds that have the id of a credit note', () => {
    const credited = released('AV-2026-000001', 'credited', 500_000, 1_000_000);
    given(buyerAggregate, [...past, credited])
      .when(release('AV-2026-000001', 'paid', 1_000_000))
      .then(released('AV-2026-000001', 'paid', 1_000_000, 0));
  });

  it('is free again as a whole when the order comes to nothing', () => {
    given(buyerAggregate, past)
      .when(release('ended', 'ended', null))
      .then(released('ended', 'ended', 1_500_000, 0));
  });

  it('never sets free more than was set aside', () => {
    given(buyerAggregate, past)
      .when(release('PRO-9', 'paid', 9_000_000))
      .then(released('PRO-9', 'paid', 1_500_000, 0));
    given(buyerAggregate, past)
      .when(release('ended', 'ended', null, 'ORD-9'))
      .thenNothing();
  });
});

describe("a buyer's own number of an order", () => {
  const past: BuyerEvent[] = [buyerAccepted, reserved('ORD-1', 100, 100, 'PO 77')];

  it('is used once', () => {
    const [event] = given(buyerAggregate, past)
      .when(reserve('ORD-2', 100, 'PO 77'))
      .events();
    expect(event).toMatchObject({ type: 'BuyerCreditRefused', data: { reason: 'buyer_reference_used' } });
    given(buyerAggregate, past)
      .when(reserve('ORD-2', 100, 'PO 78'))
      .then(reserved('ORD-2', 100, 200, 'PO 78'));
  });

  it('stays used when the order is paid', () => {
    const [event] = given(buyerAggregate, [...past, released('PRO-1', 'paid', 100, 0)])
      .when(reserve('ORD-2', 100, 'PO 77'))
      .events();
    expect(event?.data).toHaveProperty('reason', 'buyer_reference_used');
  });

  it('is free again when the order came to nothing', () => {
    given(buyerAggregate, [...past, released('ended', 'ended', 100, 0)])
      .when(reserve('ORD-2', 100, 'PO 77'))
      .then(reserved('ORD-2', 100, 100, 'PO 77'));
  });

  it('may be left out, as often as one likes', () => {
    given(buyerAggregate, [buyerAccepted, reserved('ORD-1', 100, 100)])
      .when(reserve('ORD-2', 100))
      .then(reserved('ORD-2', 100, 200));
  });
});
