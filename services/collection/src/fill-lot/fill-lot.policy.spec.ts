import { graded, reversed, taken, weighed } from '../delivery/spec-delivery';
import { envelope } from '../spec-fold';
import { fillLotPolicy } from './fill-lot.policy';

describe('filling a lot', () => {
  it('adds to the lot the delivery that says it is in it, with its weights', () => {
    const { lotId, ...data } = taken.data;
    expect(fillLotPolicy.react(taken, envelope(), undefined)).toEqual([
      { aggregate: 'lot', id: lotId, type: 'AddToLot', data },
    ]);
  });

  it.each([weighed, graded, reversed])('follows from nothing else: $type', (event) => {
    expect(fillLotPolicy.react(event, envelope(), undefined)).toEqual([]);
  });

  it('listens to deliveries', () => {
    expect(fillLotPolicy.subjects).toEqual(['evt.collection.delivery.*']);
  });
});
