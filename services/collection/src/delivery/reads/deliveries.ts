import type { Containers, DeliveryWeighedIn, LotTerms, Reduction, WeighingRecord } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { deliveryEvents } from '../domain/delivery.events';
import { reviewReasonsOf, type ReviewReason } from '../domain/weighing-record';

type Unsaid = 'containers' | 'settledAs' | 'plotId' | 'harvestedOn' | 'record';
export type DeliveryDocument = Omit<DeliveryWeighedIn['data'], 'scaleId' | Unsaid> & {
  readonly containers: Containers | null;
  readonly settledAs: LotTerms | null;
  readonly plotId: string | null;
  readonly harvestedOn: string | null;
  /** What the indicator said; null where the terminal says nothing. */
  readonly record: WeighingRecord | null;
  /** What a clerk looks at in its weighing. */
  readonly review: readonly ReviewReason[];
  readonly status: 'weighed' | 'graded' | 'refused' | 'reversed';
  readonly grade: string | null;
  readonly payableGrams: number | null;
  readonly reductions: readonly Reduction[];
  readonly lotId: string | null;
  readonly reason: string | null;
  readonly replacedBy: string | null;
  readonly replaces: string | null;
};

/** Which deliveries were there, and what became of each? */
export const deliveriesProjection = projectionFrom(deliveryEvents)<DeliveryDocument>({
  name: 'deliveries',
  version: 2,
  indexes: [
    { fields: { stationId: 1, _id: 1 } },
    { fields: { producerCode: 1, weighedAt: -1 } },
    { fields: { lotId: 1, _id: 1 } },
    { fields: { review: 1, _id: 1 } },
  ],
  keys: (event) => [event.data.deliveryId],
  project: {
    DeliveryWeighedIn: (_document, { data }) => weighed(data),
    DeliveryGraded: (document, { data: { grade, payableGrams, reductions, replaces } }) =>
      document && { ...document, status: 'graded', grade, payableGrams, reductions, replaces },
    DeliveryRefused: (document, { data }) =>
      document && { ...document, status: 'refused', reason: data.reason },
    DeliveryReversed: (document, { data: { reason, replacement } }) =>
      document && { ...document, status: 'reversed', reason, replacedBy: replacement?.deliveryId ?? null },
    DeliveryTakenIntoLot: (document, { data }) => document && { ...document, lotId: data.lotId },
    SecondPersonAsked: (document) => document,
    ProposalConfirmed: (document) => document,
    ProposalRejected: (document) => document,
    DeliveryLeftLot: (document) => document && { ...document, lotId: null },
  },
});

/** Field by field: a copy of the rest of an object takes many times as long, and this is done for every ticket. */
function weighed(data: DeliveryWeighedIn['data']): DeliveryDocument {
  return {
    deliveryId: data.deliveryId,
    stationId: data.stationId,
    terminalId: data.terminalId,
    ticketNumber: data.ticketNumber,
    producerCode: data.producerCode,
    campaignId: data.campaignId,
    productId: data.productId,
    grossGrams: data.grossGrams,
    tareGrams: data.tareGrams,
    netGrams: data.netGrams,
    weighedAt: data.weighedAt,
    containers: data.containers ?? null,
    settledAs: data.settledAs ?? null,
    plotId: data.plotId ?? null,
    harvestedOn: data.harvestedOn ?? null,
    record: data.record ?? null,
    review: reviewReasonsOf(data.record),
    status: 'weighed',
    grade: null,
    payableGrams: null,
    reductions: [],
    lotId: null,
    reason: null,
    replacedBy: null,
    replaces: null,
  };
}
