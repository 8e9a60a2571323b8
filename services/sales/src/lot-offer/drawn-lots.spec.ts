import { conditioning } from '@oce/contracts';
import { projected } from '@oce/testing';
import { drawnLotsProjection } from './reads/drawn-lots';

const { LotDrawn, LotDrawReturned } = conditioning.lotBalance;
const drawn = (drawId: string, kind: 'run' | 'offer') =>
  LotDrawn({
    lotId: 'LOT-A',
    drawId,
    into: { kind, id: 'X' },
    productId: 'OLIVE',
    grams: 100,
    pieces: null,
    origins: [{ lotId: 'LOT-A', grams: 100 }],
    leftGrams: 0,
  });
const returned = (drawId: string) =>
  LotDrawReturned({ lotId: 'LOT-A', drawId, grams: 100, origins: [], reason: 'a mistake' });

describe('lots of which a station has drawn', () => {
  it('are those of which something stands, whatever was given back', () => {
    expect(projected(drawnLotsProjection, [drawn('A', 'run'), drawn('B', 'run'), returned('A')])).toEqual({
      'LOT-A': { draws: 1 },
    });
    expect(projected(drawnLotsProjection, [drawn('A', 'run'), returned('A')])).toEqual({
      'LOT-A': { draws: 0 },
    });
  });

  it('do not count what is set aside for their own offer', () => {
    expect(projected(drawnLotsProjection, [drawn('offer', 'offer')])).toEqual({ 'LOT-A': { draws: 0 } });
  });
});
