import { policyOn, sendTo } from '@oce/policies';
import { lotBalanceEvents } from '../../lot-balance/domain/lot-balance.events';
import { runAggregate } from '../domain/run';

/** Each output says whether it is whole; the last of them ends the reversal, one that has moved stops it. */
export const whenOutputAnswersThenTellRun = policyOn(
  lotBalanceEvents.LotHeldForReversal,
  lotBalanceEvents.LotReversalRefused,
)({
  name: 'tell-run-of-output',
  atOnce: true,
  react(event) {
    const { lotId, runId, reversalId } = event.data;
    return event.type === 'LotHeldForReversal'
      ? [sendTo(runAggregate, runId, 'HearOutputHeld', { reversalId, lotId })]
      : [sendTo(runAggregate, runId, 'HearOutputMoved', { reversalId, lotId, drawId: event.data.drawId })];
  },
});
