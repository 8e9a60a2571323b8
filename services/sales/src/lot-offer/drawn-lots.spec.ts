import { conditioning, type Place } from '@oce/contracts';
import { projected } from '@oce/testing';
import { drawnLotsProjection } from './reads/drawn-lots';

const { LotDrawn, LotDrawReturned } = conditioning.lotBalance;
const about = (drawId: string, kind: Place['kind']) => ({
  lotId: 'LOT-A',
  drawId,
  into: { kind, id: 'X' },
  grams: 100,
  origins: [{ lotId: 'LOT-A', grams: 100 }],
});
const drawn = (drawId: string, kind: Place['kind']) =>
  LotDrawn({ ...about(drawId, kind), productId: 'OLIVE', pieces: null, leftGrams: 0 });
const returned = (drawId: string, kind: Place['kind']) =>
  LotDrawReturned({ ...about(drawId, kind), reason: 'a mistake' });

describe('what stations have drawn of lots', () => {
  it('are the grams that stand in runs and tanks, whatever was given back', () => {
    const charged = [drawn('A', 'run'), drawn('B', 'tank'), drawn('C', 'run')];
    expect(projected(drawnLotsProjection, [...charged, returned('A', 'run')])).toEqual({
      'LOT-A': { grams: 200 },
    });
    expect(projected(drawnLotsProjection, [drawn('A', 'run'), returned('A', 'run')])).toEqual({
      'LOT-A': { grams: 0 },
    });
  });

  it('are not what is set aside for their own offer, packed or delivered', () => {
    const sold = [drawn('offer', 'offer'), drawn('P', 'unit'), returned('P', 'unit'), drawn('O', 'order')];
    expect(projected(drawnLotsProjection, sold)).toEqual({ 'LOT-A': { grams: 0 } });
  });
});
