import { eventsOf } from '@oce/contracts';
import { definePolicy, type Reaction } from '@oce/policies';
import type { DeliveryEvent } from '../delivery/delivery.events';
import type { DeliveryState } from '../delivery/delivery.state';

/** The reversed deliveries of a batch as they stand, by id. */
export type ReversedDeliveries = ReadonlyMap<string, DeliveryState>;

/** A reversal opens the delivery that stands in, and takes the original out of a lot that is still open. */
export const followReversalPolicy = definePolicy<DeliveryEvent, ReversedDeliveries>({
  name: 'follow-reversal',
  subjects: [eventsOf('collection', 'delivery')],
  react(event, _envelope, reversed) {
    if (event.type !== 'DeliveryReversed') return [];
    const { deliveryId, reason } = event.data;
    const state = reversed.get(deliveryId);
    const reactions: Reaction[] = [];
    if (state?.lotId)
      reactions.push({
        aggregate: 'lot',
        id: state.lotId,
        type: 'TakeOutOfLot',
        data: { deliveryId, reason },
      });
    const { replacement } = event.data;
    if (replacement && state) {
      reactions.push({
        aggregate: 'delivery',
        id: replacement.deliveryId,
        type: 'StandIn',
        data: standInFor(state, replacement),
      });
    }
    return reactions;
  },
});

type Replacement = NonNullable<Extract<DeliveryEvent, { type: 'DeliveryReversed' }>['data']['replacement']>;

function standInFor({ weighed, graded }: DeliveryState, replacement: Replacement): object {
  const { deliveryId, ticketNumber, grossGrams, tareGrams, netGrams, reductions, payableGrams } = replacement;
  const standsFor = { ...weighed, deliveryId, ticketNumber, grossGrams, tareGrams, netGrams };
  if (!graded) return { weighed: standsFor };
  return {
    weighed: standsFor,
    graded: { ...graded, deliveryId, netGrams, reductions, payableGrams, replaces: graded.deliveryId },
  };
}
