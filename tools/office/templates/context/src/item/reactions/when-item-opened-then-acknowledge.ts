import { policyOn, sendTo } from '@oce/policies';
import { itemAggregate } from '../domain/item';
import { itemEvents } from '../domain/item.events';

/** An item that was opened is acknowledged. */
export const whenItemOpenedThenAcknowledge = policyOn(itemEvents.ItemOpened)({
  name: 'acknowledge-item',
  react: ({ data: { itemId } }) => [sendTo(itemAggregate, itemId, 'AcknowledgeItem', { itemId })],
});
