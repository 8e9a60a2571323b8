import { graded, reversed, taken, weighed } from '../../test/deliveries';
import { reactionsTo } from '@oce/testing';
import { whenDeliveryTakenIntoLotThenAddToLot } from './reactions/when-delivery-taken-into-lot-then-add-to-lot';

describe('filling a lot', () => {
  it('adds to the lot the delivery that says it is in it, with its weights', () => {
    const { lotId, ...data } = taken.data;
    expect(reactionsTo(whenDeliveryTakenIntoLotThenAddToLot, taken)).toEqual([
      { aggregate: 'lot', id: lotId, type: 'AddToLot', data },
    ]);
  });

  it.each([weighed, graded, reversed])('follows from nothing else: $type', (event) => {
    expect(reactionsTo(whenDeliveryTakenIntoLotThenAddToLot, event)).toEqual([]);
  });
});
