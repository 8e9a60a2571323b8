import { affiliation } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import { reactionsTo } from '@oce/testing';
import { P } from '../../test/accounts';
import {
  whenErasureRequestedThenSettle,
  type AskedErasures,
} from './reactions/when-erasure-requested-then-settle';

const requested = affiliation.producer.ErasureRequested({
  personId: P,
  requestedOn: '2027-04-02',
  reason: 'asked for it',
});
const ofDelivery = (type: string, v: number): Event => ({
  type,
  v,
  data: { deliveryId: 'D1', producerCode: P },
});
const react = (event: Event, asked: AskedErasures) =>
  reactionsTo(whenErasureRequestedThenSettle, event, asked);
const settled = (awaited: readonly string[]) => [
  { aggregate: 'account', id: P, type: 'SettleErasure', data: { producerCode: P, awaited } },
];

describe('settling the account of a person who asks to be forgotten', () => {
  it('tells the account which deliveries it waits for', () => {
    expect(react(requested, new Map([[P, ['D1', 'D2']]]))).toEqual(settled(['D1', 'D2']));
    expect(react(requested, new Map([[P, []]]))).toEqual(settled([]));
  });

  it.each([
    ['weighed in', ofDelivery('DeliveryWeighedIn', 2)],
    ['refused', ofDelivery('DeliveryRefused', 1)],
    ['reversed', ofDelivery('DeliveryReversed', 2)],
  ])('tells it again when a delivery of theirs is %s meanwhile', (_, event) => {
    expect(react(event, new Map([[P, ['D1']]]))).toEqual(settled(['D1']));
  });

  it('says nothing to whoever did not ask, or is forgotten already', () => {
    const ofAnother: AskedErasures = new Map([['P-0002', ['D1']]]);
    expect(react(ofDelivery('DeliveryWeighedIn', 2), ofAnother)).toEqual([]);
    expect(react(requested, ofAnother)).toEqual([]);
  });
});
