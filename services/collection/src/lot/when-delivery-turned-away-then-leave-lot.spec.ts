import { fold } from '@oce/event-sourcing';
import { given, reactionsTo, testMeta } from '@oce/testing';
import { graded, left, reversed, taken, turnedAway, weighed } from '../../test/deliveries';
import { deliveryAggregate } from '../delivery/domain/delivery';
import type { LeaveLot } from '../delivery/domain/delivery.commands';
import { whenDeliveryTurnedAwayThenLeaveLot } from './reactions/when-delivery-turned-away-then-leave-lot';

describe('leaving a lot that is closed', () => {
  it('is told to the delivery that was turned away, by a command that it takes', () => {
    const [reaction] = reactionsTo(whenDeliveryTurnedAwayThenLeaveLot, turnedAway);
    expect(reaction).toEqual({
      aggregate: 'delivery',
      id: 'TM-1_T-1',
      type: 'LeaveLot',
      data: { lotId: 'LOT-1' },
    });
    const leave: LeaveLot = { type: 'LeaveLot', data: { lotId: 'LOT-1' }, meta: testMeta() };
    given(deliveryAggregate, [weighed, graded, taken]).when(leave).then(left);
    expect(fold(deliveryAggregate, [weighed, graded, taken, left]).lotId).toBeUndefined();
  });

  it.each([weighed, graded, taken, left, reversed])('follows from nothing else: $type', (event) => {
    expect(reactionsTo(whenDeliveryTurnedAwayThenLeaveLot, event)).toEqual([]);
  });
});
