import { policyOn, sendTo } from '@oce/policies';
import { lotStatusAggregate } from '../../status/domain/lot-status';
import { recallEvents } from '../domain/recall';

/** Each lot downstream of a recall is recalled. */
export const whenRecallOpenedThenRecallLots = policyOn(recallEvents.RecallOpened)({
  name: 'recall-lots',
  atOnce: true,
  react: ({ data: { recallId, reason, lotIds, openedAt: recalledAt } }) =>
    lotIds.map((lotId) => sendTo(lotStatusAggregate, lotId, 'RecallLot', { recallId, reason, recalledAt })),
});
