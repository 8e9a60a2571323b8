import type { LotGoods } from '../pool/domain/by-origin';
import { soldAsSteps } from './reads/explain-origins';

const bottles: LotGoods = {
  lotId: 'RUN-2_B',
  made: {
    runId: 'RUN-2',
    netGrams: 150_000,
    origins: [
      { lotId: 'LOT-1', grams: 114_000 },
      { lotId: 'LOT-2', grams: 36_000 },
    ],
  },
  raw: null,
  offered: null,
};
const part = { lotId: 'LOT-1', soldAs: 'RUN-2_B', amountCentimes: 7_600 };
const own = { ...part, terms: 'pooled' as const, campaignId: 'OLIVE-2026', grade: 'extra' };

describe('explaining proceeds of a bottle', () => {
  it('says what raw lots were sold as, their grams in it, and their shares again', () => {
    const received = { proceeds: {} as never, own: [own] };
    expect(soldAsSteps({ byOrigin: [part] }, received, new Map([['RUN-2_B', bottles]]))).toEqual([
      {
        kind: 'sold_as',
        id: 'RUN-2_B',
        facts: { runId: 'RUN-2', netGrams: 150_000 },
        sums: [{ what: 'grams of its raw lots', posted: 150_000, fromParts: 150_000, holds: true }],
        parts: [
          {
            kind: 'raw_lot',
            id: 'LOT-1',
            facts: { originGrams: 114_000, amountCentimes: 7_600 },
            sums: [{ what: 'share by origin', posted: 7_600, fromParts: 7_600, holds: true }],
          },
        ],
      },
    ]);
  });
});
