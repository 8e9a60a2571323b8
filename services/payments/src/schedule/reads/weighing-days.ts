import { collection } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { businessDate } from '@oce/quantities';

/** On which days a campaign's product was weighed, each with the position in the log of the first of its deliveries. */
export interface WeighingDays {
  readonly campaignId: string;
  readonly productId: string;
  readonly firstAt: Readonly<Record<string, number>>;
}

/** From when on are the terms of a day frozen? From its first delivery on. */
export const weighingDaysProjection = projectionFrom(collection.delivery.DeliveryWeighedIn)<WeighingDays>({
  name: 'weighing_days',
  version: 1,
  keys: ({ data: { campaignId, productId } }) => [`${campaignId}:${productId}`],
  project(document, { data }, { position }) {
    const { campaignId, productId, weighedAt } = data;
    const day = businessDate(weighedAt);
    if (document?.firstAt[day] !== undefined) return document;
    return { campaignId, productId, firstAt: { ...document?.firstAt, [day]: position } };
  },
});
