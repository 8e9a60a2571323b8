import { graded, left, refused, replaced, reversed, taken, weighed } from '../../test/deliveries';
import { projected } from '@oce/testing';
import { deliveriesProjection } from './reads/deliveries';

describe('the list of deliveries', () => {
  it('has a delivery from its weighing on', () => {
    const { scaleId: _scaleId, ...ticket } = weighed.data;
    expect(projected(deliveriesProjection, [weighed])).toEqual({
      'TM-1_T-1': {
        ...ticket,
        containers: null,
        settledAs: null,
        plotId: null,
        harvestedOn: null,
        record: null,
        review: ['no_record'],
        status: 'weighed',
        grade: null,
        payableGrams: null,
        reductions: [],
        lotId: null,
        reason: null,
        replacedBy: null,
        replaces: null,
      },
    });
  });

  it('follows it to its grade and into its lot', () => {
    expect(projected(deliveriesProjection, [weighed, graded, taken])['TM-1_T-1']).toMatchObject({
      status: 'graded',
      grade: 'extra',
      payableGrams: 1_467_000,
      lotId: 'LOT-1',
      reductions: [{ reducedGrams: 33_000 }],
    });
  });

  it('shows one that a closed lot has turned away as graded and in no lot, until it is in another', () => {
    const other = { ...taken, data: { ...taken.data, lotId: 'LOT-2' } };
    const inNoLot = projected(deliveriesProjection, [weighed, graded]);
    expect(projected(deliveriesProjection, [weighed, graded, taken, left])).toEqual(inNoLot);
    expect(projected(deliveriesProjection, [weighed, graded, taken, left, other])['TM-1_T-1']).toMatchObject({
      lotId: 'LOT-2',
    });
    expect(projected(deliveriesProjection, [left])).toEqual({});
  });

  it('shows why one was refused, or reversed and by what it was replaced', () => {
    expect(projected(deliveriesProjection, [weighed, refused])['TM-1_T-1']).toMatchObject({
      status: 'refused',
      reason: 'mould',
    });
    expect(projected(deliveriesProjection, [weighed, graded, reversed])['TM-1_T-1']).toMatchObject({
      status: 'reversed',
      reason: 'wrong tare',
      replacedBy: null,
    });
    expect(projected(deliveriesProjection, [weighed, graded, replaced])['TM-1_T-1']).toMatchObject({
      replacedBy: 'TM-1_T-1C',
    });
  });

  it('shows which delivery it replaces', () => {
    const replacing = { ...graded, data: { ...graded.data, replaces: 'TM-1_T-0' } };
    expect(projected(deliveriesProjection, [weighed, replacing])['TM-1_T-1']).toMatchObject({
      replaces: 'TM-1_T-0',
    });
  });

  it('has nothing of a delivery whose weighing it has not seen', () => {
    expect(projected(deliveriesProjection, [graded, reversed])).toEqual({});
  });
});
