import type { ContractKind } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { lotOfferEvents, type LotRecorded } from '../domain/lot-offer.events';

export type LotDocument = LotRecorded['data'] & {
  /** Null until it is offered. */
  readonly kind: ContractKind | null;
  readonly offeredOn: string | null;
  readonly allocatedGrams: number;
  readonly leftGrams: number;
  readonly allocations: readonly { readonly orderId: string; readonly grams: number }[];
};

/** What is there to sell, and how much of it is left? */
export const lotsProjection = projectionFrom(lotOfferEvents)<LotDocument>({
  name: 'lots',
  version: 1,
  indexes: [{ fields: { campaignId: 1, grade: 1, _id: 1 } }, { fields: { kind: 1, _id: 1 } }],
  keys: (event) => [event.data.lotId],
  project: {
    LotRecorded: (_document, { data }) => ({
      ...data,
      kind: null,
      offeredOn: null,
      allocatedGrams: 0,
      leftGrams: data.netGrams,
      allocations: [],
    }),
    LotOffered: (document, { data }) =>
      document && { ...document, kind: data.kind, offeredOn: data.offeredOn },
    LotAllocated: (document, { data: { orderId, grams, leftGrams } }) =>
      document && withLeft(document, leftGrams, [...document.allocations, { orderId, grams }]),
    LotAllocationReleased(document, { data }) {
      if (!document) return undefined;
      const { orderId, leftGrams } = data;
      const allocations = document.allocations.filter((one) => one.orderId !== orderId);
      return withLeft(document, leftGrams, allocations);
    },
    LotAllocationRefused: (document) => document,
  },
});

function withLeft(
  document: LotDocument,
  leftGrams: number,
  allocations: LotDocument['allocations'],
): LotDocument {
  return { ...document, leftGrams, allocatedGrams: document.netGrams - leftGrams, allocations };
}
