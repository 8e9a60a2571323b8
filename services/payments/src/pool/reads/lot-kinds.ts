import { sales, type LotOffered } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export type LotKindDocument = Pick<LotOffered['data'], 'lotId' | 'campaignId' | 'grade' | 'kind'>;

/** Is a lot sold for the pool, or for its own members? */
export const lotKindsProjection = projectionFrom(sales.lotOffer.LotOffered)<LotKindDocument>({
  name: 'lot_kinds',
  version: 1,
  indexes: [{ fields: { campaignId: 1, kind: 1 } }],
  keys: (event) => [event.data.lotId],
  project: (_document, event) => {
    const { lotId, campaignId, grade, kind } = event.data;
    return { lotId, campaignId, grade, kind };
  },
});
