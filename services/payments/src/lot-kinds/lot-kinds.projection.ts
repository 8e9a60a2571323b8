import { eventsOf, type ContractKind, type LotOffered } from '@oce/contracts';
import { defineProjection } from '@oce/projections';

export interface LotKindDocument {
  readonly lotId: string;
  readonly campaignId: string;
  readonly grade: string;
  readonly kind: ContractKind;
}

/** Is a lot sold for the pool, or for its own members? */
export const lotKindsProjection = defineProjection<LotKindDocument, LotOffered>({
  name: 'lot_kinds',
  version: 1,
  subjects: [eventsOf('sales', 'lot-offer')],
  indexes: [{ fields: { campaignId: 1, kind: 1 } }],
  keys: (event) => (event.type === 'LotOffered' ? [event.data.lotId] : []),
  project: (_document, event) => {
    const { lotId, campaignId, grade, kind } = event.data;
    return { lotId, campaignId, grade, kind };
  },
});
