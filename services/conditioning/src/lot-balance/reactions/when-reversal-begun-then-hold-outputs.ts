import { policyOn, sendTo } from '@oce/policies';
import { runEvents } from '../../run/domain/run.events';
import { lotBalanceAggregate } from '../domain/lot-balance';

/** A run is taken back only while nothing of its outputs has moved: each is asked, and held meanwhile. */
export const whenReversalBegunThenHoldOutputs = policyOn(runEvents.RunReversalBegun)({
  name: 'hold-outputs-for-reversal',
  atOnce: true,
  react: ({ data: { runId, reversalId, lotIds } }) =>
    lotIds.map((lotId) => sendTo(lotBalanceAggregate, lotId, 'HoldForReversal', { runId, reversalId })),
});
