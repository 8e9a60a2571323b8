import { collection, type Containers, type DeliveryWeighedIn, type Reduction } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export type ProducerDelivery = Omit<DeliveryWeighedIn['data'], 'terminalId' | 'scaleId' | 'containers'> & {
  readonly containers: Containers | null;
  readonly status: 'weighed' | 'graded' | 'refused' | 'reversed';
  readonly grade: string | null;
  readonly payableGrams: number | null;
  readonly reductions: readonly Reduction[];
  readonly lotId: string | null;
  readonly reason: string | null;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
};

/** What did each producer deliver, and what became of it? */
export const producerDeliveriesProjection = projectionFrom(
  collection.delivery,
  collection.lot,
)<ProducerDelivery>({
  name: 'producer_deliveries',
  version: 1,
  indexes: [{ fields: { producerCode: 1, weighedAt: -1 } }],
  keys: (event) =>
    event.type === 'LotClosed' ? event.data.deliveries.map((one) => one.deliveryId) : [event.data.deliveryId],
  project: {
    DeliveryWeighedIn: (_document, { data }) => weighed(data),
    DeliveryGraded(document, { data }) {
      if (!document) return undefined;
      const { grade, payableGrams, replaces } = data;
      const reductions = data.reductions.map(shownReduction);
      return { ...document, status: 'graded', grade, payableGrams, reductions, replaces };
    },
    DeliveryRefused: (document, { data }) =>
      document && { ...document, status: 'refused', reason: data.reason },
    DeliveryReversed: (document, { data: { reason, replacement } }) =>
      document && { ...document, status: 'reversed', reason, replacedBy: replacement?.deliveryId ?? null },
    LotClosed: (document, { data }) => document && { ...document, lotId: data.lotId },
  },
});

function weighed(data: DeliveryWeighedIn['data']): ProducerDelivery {
  return {
    deliveryId: data.deliveryId,
    producerCode: data.producerCode,
    ticketNumber: data.ticketNumber,
    stationId: data.stationId,
    campaignId: data.campaignId,
    productId: data.productId,
    grossGrams: data.grossGrams,
    tareGrams: data.tareGrams,
    netGrams: data.netGrams,
    containers: data.containers ? shownContainers(data.containers) : null,
    weighedAt: data.weighedAt,
    status: 'weighed',
    grade: null,
    payableGrams: null,
    reductions: [],
    lotId: null,
    reason: null,
    replaces: null,
    replacedBy: null,
  };
}

/** What a producer sees of a count. */
export const shownContainers = ({ kind, count }: Containers): Containers => ({ kind, count });

/** What a producer sees of a reduction. */
export const shownReduction = (reduction: Reduction): Reduction => ({
  kind: reduction.kind,
  measuredPpm: reduction.measuredPpm,
  allowedPpm: reduction.allowedPpm,
  fromGrams: reduction.fromGrams,
  reducedGrams: reduction.reducedGrams,
});
