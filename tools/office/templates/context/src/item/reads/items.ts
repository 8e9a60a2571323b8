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
  project: {
    ItemOpened: (_document, { data: { itemId, title } }) => ({ itemId, title, isAcknowledged: false }),
    ItemAcknowledged: (document) => document && { ...document, isAcknowledged: true },
  },
});
