import { policyOn, sendTo } from '@oce/policies';
import { lotStatusAggregate } from '../../status/domain/lot-status';
import { recallEvents } from '../domain/recall';

/** By recall, the lots downstream of it where its own event stands in the log. */
export type DownstreamLots = ReadonlyMap<string, readonly string[]>;

/**
 * Each lot downstream of a recall is recalled: those that it names, and those that were made while it was written. What is
 * made after it is recalled when it is taken up.
 */
export const whenRecallOpenedThenRecallLots = policyOn(recallEvents.RecallOpened)<DownstreamLots>({
  name: 'recall-lots',
  after: ['goods_edges', 'lot_origins'],
  react({ data: { recallId, reason, lotIds, openedAt: recalledAt } }, _envelope, downstream) {
    const all = new Set([...lotIds, ...(downstream.get(recallId) ?? [])]);
    return [...all].map((lotId) =>
      sendTo(lotStatusAggregate, lotId, 'RecallLot', { lotId, recallId, reason, recalledAt }),
    );
  },
});
