import { type Containers, type Reduction } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { deliveryEvents, type DeliveryEvent } from '../domain/delivery.events';

export interface DeliveryDocument {
  readonly deliveryId: string;
  readonly stationId: string;
  readonly terminalId: string;
  readonly ticketNumber: string;
  readonly producerCode: string;
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
  readonly replacedBy: string | null;
  readonly replaces: string | null;
}

/** Which deliveries were there, and what became of each? */
export const deliveriesProjection = projectionFrom(deliveryEvents)<DeliveryDocument>({
  name: 'deliveries',
  version: 1,
  indexes: [
    { fields: { stationId: 1, _id: 1 } },
    { fields: { producerCode: 1, weighedAt: -1 } },
    { fields: { lotId: 1, _id: 1 } },
  ],
  keys: (event) => [event.data.deliveryId],
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
      case 'DeliveryTakenIntoLot':
        return { ...document, lotId: event.data.lotId };
      default:
        return unknownEvent(event);
    }
  },
});

/** Field by field: a copy of the rest of an object takes many times as long, and this is done for every ticket. */
function weighed(data: Extract<DeliveryEvent, { type: 'DeliveryWeighedIn' }>['data']): DeliveryDocument {
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
