import { sales, type ContractKind } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface LotKindDocument {
  readonly lotId: string;
  readonly campaignId: string;
  readonly grade: string;
  readonly kind: ContractKind;
}

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
