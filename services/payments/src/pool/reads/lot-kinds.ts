import { collection, sales, type LotOffered } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export type LotKindDocument = Pick<LotOffered['data'], 'lotId' | 'campaignId' | 'grade' | 'kind'> & {
  /** Position in the log since when it is: a count knows those up to its own and none behind. */
  readonly offeredAt: number;
};

/**
 * Is a lot sold for the pool, or for its own members, and since when? By its offer; one whose deliveries were said to be
 * traceable is so from its closing, for it may never be offered: what was made of it is.
 */
export const lotKindsProjection = projectionFrom(
  sales.lotOffer.LotOffered,
  collection.lot.LotClosed,
)<LotKindDocument>({
  name: 'lot_kinds',
  // 2: since when. 3: what its deliveries said.
  version: 3,
  indexes: [{ fields: { campaignId: 1, kind: 1 } }],
  keys: (event) =>
    event.type === 'LotClosed' && event.data.settledAs !== 'traceable' ? [] : [event.data.lotId],
  project: {
    LotOffered(document, { data: { lotId, campaignId, grade, kind } }, { position }) {
      return { lotId, campaignId, grade, kind, offeredAt: document?.offeredAt ?? position };
    },
    LotClosed(document, { data: { lotId, campaignId, grade } }, { position }) {
      // The offer of it may have been heard before.
      return document ?? { lotId, campaignId, grade, kind: 'traceable', offeredAt: position };
    },
  },
});
