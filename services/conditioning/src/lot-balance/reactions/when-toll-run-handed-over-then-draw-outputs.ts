import { policyOn, sendTo } from '@oce/policies';
import { runEvents } from '../../run/domain/run.events';
import { lotBalanceAggregate } from '../domain/lot-balance';

/** What was pressed for a member left with him. */
export const whenTollRunHandedOverThenDrawOutputs = policyOn(runEvents.TollRunHandedOver)({
  name: 'hand-outputs-over',
  atOnce: true,
  react: ({ data: { lotIds, deliveryNoteNumber } }) =>
    lotIds.map((lotId) => sendTo(lotBalanceAggregate, lotId, 'HandOverLot', { deliveryNoteNumber })),
});
