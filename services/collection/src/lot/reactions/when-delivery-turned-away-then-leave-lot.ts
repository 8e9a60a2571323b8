import { policyOn, sendTo } from '@oce/policies';
import { deliveryAggregate } from '../../delivery/domain/delivery';
import { lotEvents } from '../domain/lot.events';

/** A delivery that came when the lot was closed hears that it is not in it: it is free for another lot. */
export const whenDeliveryTurnedAwayThenLeaveLot = policyOn(lotEvents.DeliveryTurnedAway)({
  name: 'leave-closed-lot',
  atOnce: true,
  react: ({ data: { lotId, deliveryId } }) => [sendTo(deliveryAggregate, deliveryId, 'LeaveLot', { lotId })],
});
