import type { ContractKind } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { lotOfferEvents, type LotRecorded } from '../domain/lot-offer.events';

export type LotDocument = LotRecorded['data'] & {
  /** Null until it is offered. */
  readonly kind: ContractKind | null;
  readonly offeredOn: string | null;
  readonly allocatedGrams: number;
  readonly leftGrams: number;
};

/** What is there to sell, and how much of it is left? To whom it goes stands in `lot_allocations`. */
export const lotsProjection = projectionFrom(lotOfferEvents)<LotDocument>({
  name: 'lots',
  // 2: sums only.
  version: 2,
  indexes: [{ fields: { campaignId: 1, grade: 1, _id: 1 } }, { fields: { kind: 1, _id: 1 } }],
  keys: (event) => [event.data.lotId],
  project: {
    LotRecorded: (_document, { data }) => ({
      ...data,
      kind: null,
      offeredOn: null,
      allocatedGrams: 0,
      leftGrams: data.netGrams,
    }),
    LotOffered: (document, { data }) =>
      document && { ...document, kind: data.kind, offeredOn: data.offeredOn },
    LotAllocated: (document, { data }) => document && withLeft(document, data.leftGrams),
    LotAllocationReleased: (document, { data }) => document && withLeft(document, data.leftGrams),
    LotAllocationRefused: (document) => document,
  },
});

const withLeft = (document: LotDocument, leftGrams: number): LotDocument => ({
  ...document,
  leftGrams,
  allocatedGrams: document.netGrams - leftGrams,
});
