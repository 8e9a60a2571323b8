import { payments } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { poolAggregate } from '../domain/pool';

/** A correction at the value of a closed pool has moved the pool's account: the pool is told, so that it knows its rest. */
export const whenCorrectionPostedThenTakeCorrection = policyOn(payments.account.CorrectionPosted)({
  name: 'take-corrections',
  react({ data: { poolId, producerCode, lineId, amountCentimes } }, { position: postedAt }) {
    if (poolId === null || amountCentimes === 0) return [];
    const taken = { producerCode, lineId, amountCentimes, postedAt };
    return [sendTo(poolAggregate, poolId, 'TakeCorrection', taken)];
  },
});
