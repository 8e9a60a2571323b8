import { affiliation, collection } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { accountEvents } from '../domain/account.events';

export interface HeldErasure {
  readonly producerCode: string;
}

/** Whose erasure waits for their money? Whoever is settled leaves the list. */
export const heldErasuresProjection = projectionFrom(
  affiliation.producer.ErasureRequested,
  accountEvents.AccountClosed,
)<HeldErasure>({
  name: 'held_erasures',
  version: 1,
  keys: (event) => [event.type === 'ErasureRequested' ? event.data.personId : event.data.producerCode],
  project: {
    ErasureRequested: (_document, { data }) => ({ producerCode: data.personId }),
    AccountClosed: () => null,
  },
});

export interface AwaitedDelivery {
  readonly deliveryId: string;
  readonly producerCode: string;
}

/** Which deliveries were weighed, and are on no account yet? Refused and reversed ones never will be. */
export const awaitedDeliveriesProjection = projectionFrom(
  collection.delivery.DeliveryWeighedIn,
  collection.delivery.DeliveryRefused,
  collection.delivery.DeliveryReversed,
  accountEvents.AdvancePosted,
  accountEvents.PurchasePosted,
  accountEvents.CorrectionPosted,
)<AwaitedDelivery>({
  name: 'awaited_deliveries',
  version: 1,
  indexes: [{ fields: { producerCode: 1 } }],
  keys(event) {
    if (event.type !== 'CorrectionPosted') return [event.data.deliveryId];
    const replacement = event.data.counts?.deliveryId;
    return replacement === undefined ? [] : [replacement];
  },
  project: {
    DeliveryWeighedIn: (_document, { data: { deliveryId, producerCode } }) => ({ deliveryId, producerCode }),
    DeliveryRefused: () => null,
    DeliveryReversed: () => null,
    AdvancePosted: () => null,
    PurchasePosted: () => null,
    CorrectionPosted: () => null,
  },
});
