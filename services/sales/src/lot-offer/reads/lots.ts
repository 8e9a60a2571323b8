import type { ContractKind } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { lotOfferEvents, type LotRecorded } from '../domain/lot-offer.events';

export type LotDocument = Omit<LotRecorded['data'], 'made'> & {
  /** The run that made it; null of a raw lot. */
  readonly runId: string | null;
  readonly pieces: number | null;
  /** Why it is sold no more; null where it is. */
  readonly stoppedFor: string | null;
  /** Null until it is offered. */
  readonly kind: ContractKind | null;
  readonly offeredOn: string | null;
  readonly allocatedGrams: number;
  readonly leftGrams: number;
};

/** What is there to sell, and how much of it is left? To whom it goes stands in `lot_allocations`. */
export const lotsProjection = projectionFrom(lotOfferEvents)<LotDocument>({
  name: 'lots',
  // 2: sums only. 3: what runs make.
  version: 3,
  indexes: [{ fields: { campaignId: 1, grade: 1, _id: 1 } }, { fields: { kind: 1, _id: 1 } }],
  keys: (event) => [event.data.lotId],
  project: {
    LotRecorded: (_document, { data: { made, ...data } }) => ({
      ...data,
      runId: made?.runId ?? null,
      pieces: made?.pieces ?? null,
      stoppedFor: null,
      kind: null,
      offeredOn: null,
      allocatedGrams: 0,
      leftGrams: data.netGrams,
    }),
    LotOffered: (document, { data: { kind, offeredOn, grade, netGrams } }) =>
      document && { ...document, kind, offeredOn, grade, netGrams, leftGrams: netGrams },
    LotStopped: (document, { data: { reason } }) => document && { ...document, stoppedFor: reason },
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
