import { type ContractKind } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { lotOfferEvents } from '../domain/lot-offer.events';

export interface LotDocument {
  readonly lotId: string;
  readonly stationId: string;
  readonly campaignId: string;
  readonly productId: string;
  readonly grade: string;
  readonly netGrams: number;
  readonly closedOn: string;
  /** Null until it is offered. */
  readonly kind: ContractKind | null;
  readonly offeredOn: string | null;
  readonly allocatedGrams: number;
  readonly leftGrams: number;
  readonly allocations: readonly { readonly orderId: string; readonly grams: number }[];
}

/** What is there to sell, and how much of it is left? */
export const lotsProjection = projectionFrom(lotOfferEvents)<LotDocument>({
  name: 'lots',
  version: 1,
  indexes: [{ fields: { campaignId: 1, grade: 1, _id: 1 } }, { fields: { kind: 1, _id: 1 } }],
  keys: (event) => [event.data.lotId],
  project(document, event) {
    if (event.type === 'LotRecorded') {
      const { lotId, stationId, campaignId, productId, grade, netGrams, closedOn } = event.data;
      return {
        lotId,
        stationId,
        campaignId,
        productId,
        grade,
        netGrams,
        closedOn,
        kind: null,
        offeredOn: null,
        allocatedGrams: 0,
        leftGrams: netGrams,
        allocations: [],
      };
    }
    if (!document) return undefined;
    switch (event.type) {
      case 'LotOffered':
        return { ...document, kind: event.data.kind, offeredOn: event.data.offeredOn };
      case 'LotAllocated': {
        const { orderId, grams, leftGrams } = event.data;
        return withLeft(document, leftGrams, [...document.allocations, { orderId, grams }]);
      }
      case 'LotAllocationReleased': {
        const { orderId, leftGrams } = event.data;
        const allocations = document.allocations.filter((one) => one.orderId !== orderId);
        return withLeft(document, leftGrams, allocations);
      }
      case 'LotAllocationRefused':
        return document;
      default:
        return unknownEvent(event);
    }
  },
});

function withLeft(
  document: LotDocument,
  leftGrams: number,
  allocations: LotDocument['allocations'],
): LotDocument {
  return { ...document, leftGrams, allocatedGrams: document.netGrams - leftGrams, allocations };
}
