import { policyOn, sendTo } from '@oce/policies';
import { runEvents } from '../../run/domain/run.events';
import { lotBalanceAggregate } from '../domain/lot-balance';

/** The run stands: its outputs may be drawn from again. */
export const whenReversalAbandonedThenSetOutputsFree = policyOn(runEvents.RunReversalAbandoned)({
  name: 'set-outputs-free',
  atOnce: true,
  react: ({ data: { runId, reversalId, lotIds } }) =>
    lotIds.map((lotId) => sendTo(lotBalanceAggregate, lotId, 'SetLotFree', { runId, reversalId })),
});
