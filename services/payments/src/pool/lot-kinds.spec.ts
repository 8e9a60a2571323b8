import { collection, sales, type LotTerms } from '@oce/contracts';
import { projected } from '@oce/testing';
import { lotKindsProjection } from './reads/lot-kinds';

const offered = (kind: 'pooled' | 'traceable') =>
  sales.lotOffer.LotOffered({
    lotId: 'LOT-1',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grade: 'extra',
    netGrams: 1_500_000,
    kind,
    offeredOn: '2026-10-02',
  });

const closed = (settledAs: LotTerms) =>
  collection.lot.LotClosed({
    lotId: 'LOT-1',
    stationId: 'ST-1',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grade: 'extra',
    netGrams: 1_500_000,
    settledAs,
    deliveries: [],
    closedOn: '2026-10-01',
  });

describe('kinds of lots', () => {
  it('are those that deliveries said, of a lot that is never offered as it is', () => {
    const lot = { lotId: 'LOT-1', campaignId: 'OLIVE-2026', grade: 'extra', kind: 'traceable' };
    expect(projected(lotKindsProjection, [closed('traceable')])).toEqual({
      'LOT-1': { ...lot, offeredAt: 1 },
    });
    expect(projected(lotKindsProjection, [closed('pooled')])).toEqual({});
  });

  it('are those under which each lot was offered last, since its first offer', () => {
    const lot = { lotId: 'LOT-1', campaignId: 'OLIVE-2026', grade: 'extra', kind: 'traceable' };
    expect(projected(lotKindsProjection, [offered('pooled'), offered('traceable')])).toEqual({
      'LOT-1': { ...lot, offeredAt: 1 },
    });
  });

  it('do not follow from what else becomes of a lot', () => {
    const allocated = { type: 'LotAllocated', v: 1, data: { lotId: 'LOT-1' } };
    expect(projected(lotKindsProjection, [allocated])).toEqual({});
  });
});
