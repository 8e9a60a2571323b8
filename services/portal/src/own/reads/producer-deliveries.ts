import { collection, type CollectionContractEvent, type Containers, type Reduction } from '@oce/contracts';
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
  keys(event) {
    switch (event.type) {
      case 'DeliveryWeighedIn':
      case 'DeliveryGraded':
      case 'DeliveryRefused':
      case 'DeliveryReversed':
        return [event.data.deliveryId];
      case 'LotClosed':
        return event.data.deliveries.map((one) => one.deliveryId);
      default:
        return [];
    }
  },
  project(document, event) {
    if (event.type === 'DeliveryWeighedIn') return weighed(event.data);
    if (!document) return undefined;
    switch (event.type) {
      case 'DeliveryGraded': {
        const { grade, payableGrams, reductions, replaces } = event.data;
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
        return document;
    }
  },
});

function weighed(
  data: Extract<CollectionContractEvent, { type: 'DeliveryWeighedIn' }>['data'],
): ProducerDelivery {
  const { scaleId: _scaleId, terminalId: _terminalId, containers, ...ticket } = data;
  return {
    ...ticket,
    containers: containers ?? null,
    ...{ status: 'weighed', grade: null, payableGrams: null, reductions: [] },
    ...{ lotId: null, reason: null, replaces: null, replacedBy: null },
  };
}
