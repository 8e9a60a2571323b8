import { sales, type LotOffered } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export type LotKindDocument = Pick<LotOffered['data'], 'lotId' | 'campaignId' | 'grade' | 'kind'> & {
  /** Position in the log of the offer: a count knows those up to its own and none behind. */
  readonly offeredAt: number;
};

/** Is a lot sold for the pool, or for its own members, and since when? */
export const lotKindsProjection = projectionFrom(sales.lotOffer.LotOffered)<LotKindDocument>({
  name: 'lot_kinds',
  // 2: since when.
  version: 2,
  indexes: [{ fields: { campaignId: 1, kind: 1 } }],
  keys: (event) => [event.data.lotId],
  project: (document, event, { position }) => {
    const { lotId, campaignId, grade, kind } = event.data;
    return { lotId, campaignId, grade, kind, offeredAt: document?.offeredAt ?? position };
  },
});
