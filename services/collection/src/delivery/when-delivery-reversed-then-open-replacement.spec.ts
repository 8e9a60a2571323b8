import { fold } from '@oce/event-sourcing';
import { given, testMeta, reactionsTo } from '@oce/testing';
import type { OpenReplacement } from './domain/delivery.commands';
import { deliveryAggregate } from './domain/delivery';
import type { DeliveryEvent } from './domain/delivery.events';
import { addsUp, graded, left, replaced, replacement, reversed, taken, weighed } from '../../test/deliveries';
import { whenDeliveryReversedThenOpenReplacement } from './reactions/when-delivery-reversed-then-open-replacement';

const reactions = (event: DeliveryEvent, past: DeliveryEvent[]) =>
  reactionsTo(
    whenDeliveryReversedThenOpenReplacement,
    event,
    new Map([['TM-1_T-1', fold(deliveryAggregate, past)]]),
  );
const takeOut = {
  aggregate: 'lot',
  id: 'LOT-1',
  type: 'TakeOutOfLot',
  data: { deliveryId: 'TM-1_T-1', reason: 'wrong tare' },
};

describe('following a reversal', () => {
  it('takes the delivery out of its lot', () => {
    expect(reactions(reversed, [weighed, graded, taken, reversed])).toEqual([takeOut]);
  });

  it('leads to the same commands where a closed lot turned it away between two readings', () => {
    const first = reactions(replaced, [weighed, graded, taken, replaced]);
    expect(reactions(replaced, [weighed, graded, taken, replaced, left])).toEqual(first);
    expect(reactions(replaced, [weighed, graded, taken, left, replaced])).toEqual(first);
  });

  it('does nothing where it was in no lot and nothing replaces it', () => {
    expect(reactions(reversed, [weighed, graded, reversed])).toEqual([]);
  });

  it('opens the delivery that replaces it, which cites it and adds up', () => {
    const [, opened] = reactions(replaced, [weighed, graded, taken, replaced]);
    expect(opened).toMatchObject({ aggregate: 'delivery', id: 'TM-1_T-1C', type: 'StandIn' });
    const data = opened?.data as OpenReplacement['data'];
    expect(data.weighed).toEqual({
      ...weighed.data,
      deliveryId: 'TM-1_T-1C',
      ticketNumber: 'T-1C',
      tareGrams: 460_000,
      netGrams: 1_400_000,
    });
    const { reductions, payableGrams } = replacement;
    expect(data.graded).toEqual({
      ...graded.data,
      deliveryId: 'TM-1_T-1C',
      netGrams: 1_400_000,
      reductions,
      payableGrams,
      replaces: 'TM-1_T-1',
    });
    expect(data.graded && addsUp(data.graded)).toBe(true);
    // The command is one that the decider takes.
    const command: OpenReplacement = { type: 'StandIn', data, meta: testMeta() };
    expect(given(deliveryAggregate, []).when(command).events()).toHaveLength(2);
  });

  it('opens one that is only weighed where the original was not graded', () => {
    const [opened] = reactions(replaced, [weighed, replaced]);
    expect(opened?.data).not.toHaveProperty('graded');
  });

  it.each([weighed, graded, taken])('follows from nothing else: $type', (event) => {
    expect(reactions(event, [weighed, graded, taken])).toEqual([]);
  });
});
