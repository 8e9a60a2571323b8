import { payments, sales, type PoolClosed } from '@oce/contracts';
import { reactionsTo } from '@oce/testing';
import type { LotKindDocument } from './reads/lot-kinds';
import { whenPoolClosedThenAskAboutLots } from './reactions/when-pool-closed-then-ask-about-lots';

const closed = (more: Partial<PoolClosed['data']> = {}) =>
  payments.pool.PoolClosed({
    poolId: 'POOL-1',
    kind: 'pooled',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grades: ['extra', 'vierge'],
    lotIds: null,
    proceedsCentimes: 0,
    charges: [],
    distributableCentimes: 0,
    points: '1',
    members: 1,
    deliveries: 1,
    payableGrams: 1,
    logPosition: 10,
    attempt: 'A-1',
    closedOn: '2027-01-31',
    lossCentimes: 0,
    lossBorneBy: null,
    oceChargesCapPpm: 0,
    acknowledged: [],
    postings: [],
    ...more,
  });
const lot = (lotId: string, offeredAt: number, more: Partial<LotKindDocument> = {}): LotKindDocument => ({
  lotId,
  campaignId: 'OLIVE-2026',
  grade: 'extra',
  kind: 'traceable',
  offeredAt,
  ...more,
});
const asked = (lots: readonly LotKindDocument[], event = closed()) =>
  reactionsTo(whenPoolClosedThenAskAboutLots, event, { lots, closed: [] }, { position: 20 }).map(
    ({ data }) => (data as { detail?: string }).detail?.split(' ')[1],
  );
const pool = { poolId: 'POOL-1', campaignId: 'OLIVE-2026', grades: ['extra'], closedAt: 12 };
const askedAtOffer = (kind: 'pooled' | 'traceable', grade: string, position: number) => {
  const olive = { campaignId: 'OLIVE-2026', productId: 'OLIVE', netGrams: 1 };
  const offered = sales.lotOffer.LotOffered({
    ...olive,
    lotId: 'L',
    grade,
    kind,
    offeredOn: '2027-01-31',
  });
  const view = { lots: [], closed: [pool] };
  return reactionsTo(whenPoolClosedThenAskAboutLots, offered, view, { position });
};

describe('a lot offered as traceable while its grade is being pooled', () => {
  it('is put before a clerk where the offer stands between the count and the closing in the log', () => {
    const lots = [lot('LATER', 15), lot('SOONER', 11), lot('COUNTED', 10), lot('AFTER', 21)];
    expect(asked(lots)).toEqual(['SOONER', 'LATER']);
    const view = { lots, closed: [] };
    const [first] = reactionsTo(whenPoolClosedThenAskAboutLots, closed(), view, { position: 20 });
    expect(first).toMatchObject({
      aggregate: 'attention',
      data: { reason: 'lot_offered_while_closing', position: 20 },
    });
  });

  it('is put before a clerk where sales had not heard of the closing yet', () => {
    expect(askedAtOffer('traceable', 'extra', 13)).toMatchObject([
      { data: { reason: 'lot_offered_while_closing', position: 13 } },
    ]);
    expect(askedAtOffer('traceable', 'extra', 11)).toEqual([]);
    expect(askedAtOffer('traceable', 'vierge', 13)).toEqual([]);
    expect(askedAtOffer('pooled', 'extra', 13)).toEqual([]);
  });

  it('is none of another grade or campaign, nor of the settlement of a lot', () => {
    const others = [lot('G', 15, { grade: 'courante' }), lot('C', 15, { campaignId: 'OLIVE-2027' })];
    expect(asked(others)).toEqual([]);
    expect(asked([lot('L', 15)], closed({ kind: 'traceable', lotIds: ['L'] }))).toEqual([]);
  });
});
