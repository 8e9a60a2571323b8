import { policyOn, sendTo } from '@oce/policies';
import { runEvents } from '../../run/domain/run.events';
import { lotBalanceAggregate } from '../domain/lot-balance';

/** What a reversed run made never was. */
export const whenRunReversedThenWithdrawOutputs = policyOn(runEvents.RunReversed)({
  name: 'withdraw-outputs',
  atOnce: true,
  react: ({ data: { runId, outputs } }) =>
    outputs.map((lotId) => sendTo(lotBalanceAggregate, lotId, 'WithdrawLot', { runId })),
});
