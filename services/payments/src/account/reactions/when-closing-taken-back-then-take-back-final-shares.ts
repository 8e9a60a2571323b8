import { policyOn, sendTo } from '@oce/policies';
import { poolEvents } from '../../pool/domain/pool.events';
import { accountAggregate } from '../domain/account';
import type { SharesView } from './when-pool-closed-then-post-final-shares';

/** Each final share of a closing that was taken back is taken back by a line of its own. */
export const whenClosingTakenBackThenTakeBackFinalShares = policyOn(poolEvents.ClosingTakenBack)<SharesView>({
  name: 'take-back-final-shares',
  react({ data }, _envelope, { shares }) {
    const { poolId, campaignId, attempt, reason } = data;
    return (shares.get(attempt) ?? []).map(({ producerCode, shareCentimes, deliveries }) => {
      const back = { producerCode, poolId, campaignId, attempt, shareCentimes, deliveries, reason };
      return sendTo(accountAggregate, producerCode, 'TakeBackFinalShare', back);
    });
  },
});
