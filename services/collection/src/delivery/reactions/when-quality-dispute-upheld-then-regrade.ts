import { payments } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { deliveryAggregate } from '../domain/delivery';
import type { RegradeDelivery } from '../domain/delivery.commands';

/** What a regrading of each disputed delivery of a batch must know, by id. */
export type UpheldDisputes = ReadonlyMap<string, RegradeDelivery['facts']>;

/**
 * A dispute about quality was upheld by the right sheet: the delivery is regraded by it, and all that follows from a regrading
 * follows. What the sheet cannot give, a grade that the product does not have, is put before a clerk; payments then decides anew.
 */
export const whenQualityDisputeUpheldThenRegrade = policyOn(
  payments.disputes.QualityDisputeUpheld,
)<UpheldDisputes>({
  name: 'regrade-by-dispute',
  react({ data }, _envelope, upheld) {
    const { deliveryId, grade, sample, resolution: reason, upheldBy } = data;
    const facts = upheld.get(deliveryId);
    if (facts === undefined) return [];
    const sheet = { grade, ...sample, reason, upheldBy, facts };
    return [sendTo(deliveryAggregate, deliveryId, 'RegradeByDispute', sheet)];
  },
});
