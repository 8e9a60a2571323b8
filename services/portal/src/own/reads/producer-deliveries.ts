import { collection, type Containers, type DeliveryWeighedIn, type Reduction } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';

export interface ProducerDelivery {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly ticketNumber: string;
  readonly stationId: string;
  readonly campaignId: string;
  readonly productId: string;
  readonly grossGrams: number;
  readonly tareGrams: number;
  readonly netGrams: number;
  readonly containers: Containers | null;
  readonly weighedAt: string;
  readonly status: 'weighed' | 'graded' | 'refused' | 'reversed';
  readonly grade: string | null;
  readonly payableGrams: number | null;
  readonly reductions: readonly Reduction[];
  readonly lotId: string | null;
  readonly reason: string | null;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
}

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
  project(document, event) {
    if (event.type === 'DeliveryWeighedIn') return weighed(event.data);
    if (!document) return undefined;
    switch (event.type) {
      case 'DeliveryGraded': {
        const { grade, payableGrams, replaces } = event.data;
        const reductions = event.data.reductions.map(shownReduction);
        return { ...document, status: 'graded', grade, payableGrams, reductions, replaces };
      }
      case 'DeliveryRefused':
        return { ...document, status: 'refused', reason: event.data.reason };
      case 'DeliveryReversed': {
        const { reason, replacement } = event.data;
        return { ...document, status: 'reversed', reason, replacedBy: replacement?.deliveryId ?? null };
      }
      case 'LotClosed':
        return { ...document, lotId: event.data.lotId };
      default:
        return unknownEvent(event);
    }
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
