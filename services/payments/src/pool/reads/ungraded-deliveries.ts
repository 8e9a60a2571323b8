import { collection } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** A delivery that was weighed in and has no grade yet. */
export interface UngradedDelivery {
  readonly deliveryId: string;
  readonly campaignId: string;
}

/** Which deliveries wait for their grade? What is graded, refused or reversed waits no more. */
export const ungradedDeliveriesProjection = projectionFrom(
  collection.delivery.DeliveryWeighedIn,
  collection.delivery.DeliveryGraded,
  collection.delivery.DeliveryRefused,
  collection.delivery.DeliveryReversed,
)<UngradedDelivery>({
  name: 'ungraded_deliveries',
  version: 1,
  indexes: [{ fields: { campaignId: 1 } }],
  keys: (event) => [event.data.deliveryId],
  project: (_document, { type, data }) =>
    type === 'DeliveryWeighedIn' ? { deliveryId: data.deliveryId, campaignId: data.campaignId } : null,
});
