import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { lotEvents } from '../domain/lot.events';

export interface LotDocument {
  readonly lotId: string;
  readonly stationId: string;
  readonly campaignId: string;
  readonly productId: string;
  readonly grade: string;
  readonly status: 'open' | 'closed';
  readonly deliveries: number;
  readonly netGrams: number;
  readonly payableGrams: number;
  readonly openedOn: string;
  readonly closedOn: string | null;
  /** What each delivery counts, so that one that leaves is taken off exactly. */
  readonly members: Readonly<Record<string, readonly [netGrams: number, payableGrams: number]>>;
}

/** Which raw lots are there, and how full are they? */
export const lotsProjection = projectionFrom(lotEvents)<LotDocument>({
  name: 'lots',
  version: 1,
  indexes: [{ fields: { stationId: 1, status: 1, _id: 1 } }],
  keys: (event) => [event.data.lotId],
  project(document, event) {
    if (event.type === 'LotOpened') {
      return {
        ...event.data,
        status: 'open',
        deliveries: 0,
        netGrams: 0,
        payableGrams: 0,
        closedOn: null,
        members: {},
      };
    }
    if (!document) return undefined;
    switch (event.type) {
      case 'DeliveryAddedToLot': {
        const { deliveryId, netGrams, payableGrams } = event.data;
        return counted(document, { ...document.members, [deliveryId]: [netGrams, payableGrams] });
      }
      case 'DeliveryTakenOutOfLot': {
        const { [event.data.deliveryId]: _gone, ...members } = document.members;
        return counted(document, members);
      }
      case 'LotClosed':
        return { ...document, status: 'closed', closedOn: event.data.closedOn };
      default:
        return unknownEvent(event);
    }
  },
});

function counted(document: LotDocument, members: LotDocument['members']): LotDocument {
  const all = Object.values(members);
  const sum = (at: 0 | 1) => all.reduce((total, one) => total + one[at], 0);
  return { ...document, members, deliveries: all.length, netGrams: sum(0), payableGrams: sum(1) };
}
