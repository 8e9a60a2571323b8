import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { itemEvents } from '../domain/item.events';

export interface ItemDocument {
  readonly itemId: string;
  readonly title: string;
  readonly isAcknowledged: boolean;
}

/** Which items are there, and which were acknowledged? */
export const itemsProjection = projectionFrom(itemEvents)<ItemDocument>({
  name: 'items',
  version: 1,
  keys: (event) => [event.data.itemId],
  project(document, event) {
    switch (event.type) {
      case 'ItemOpened': {
        const { itemId, title } = event.data;
        return { itemId, title, isAcknowledged: false };
      }
      case 'ItemAcknowledged':
        return document && { ...document, isAcknowledged: true };
      default:
        return unknownEvent(event);
    }
  },
});
