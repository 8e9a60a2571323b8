import type { DeliveryGraded, DeliveryReversed, DeliveryWeighedIn } from '@oce/contracts';
import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { lotAggregate } from '../../lot/domain/lot';
import { deliveryAggregate } from '../domain/delivery';
import type { DeliveryState, OpenReplacement } from '../domain/delivery.commands';
import { deliveryEvents } from '../domain/delivery.events';
import { lastLotOf } from '../domain/lot-membership';

/** The reversed deliveries of a batch as they stand, by id. */
export type ReversedDeliveries = ReadonlyMap<string, DeliveryState>;

/** A reversal takes the delivery out of a lot that is still open, and opens the delivery that replaces it. */
export const whenDeliveryReversedThenOpenReplacement = policyOn(
  deliveryEvents.DeliveryReversed,
)<ReversedDeliveries>({
  // Older than the name of this file, and kept: under another the policy would begin anew.
  name: 'follow-reversal',
  react(event, _envelope, reversed) {
    const { deliveryId, reason } = event.data;
    const state = reversed.get(deliveryId);
    const reactions: Reaction[] = [];
    // Met again, the event leads to the same commands under the same numbers: a closed lot does nothing.
    const lotId = state && lastLotOf(state);
    if (lotId !== undefined)
      reactions.push(sendTo(lotAggregate, lotId, 'TakeOutOfLot', { deliveryId, reason }));
    const { replacement } = event.data;
    if (replacement && state?.weighed) {
      const opened = replacementFor(state.weighed, state.graded, replacement);
      reactions.push(sendTo(deliveryAggregate, replacement.deliveryId, 'StandIn', opened));
    }
    return reactions;
  },
});

type Replacement = NonNullable<DeliveryReversed['data']['replacement']>;

function replacementFor(
  weighed: DeliveryWeighedIn['data'],
  graded: DeliveryGraded['data'] | undefined,
  replacement: Replacement,
): OpenReplacement['data'] {
  const { deliveryId, ticketNumber, grossGrams, tareGrams, netGrams, reductions, payableGrams } = replacement;
  const { record } = weighed;
  // A number of a terminal's counter stands on one ticket: on that which it was printed on.
  const kept = record ? { record: { ...record, counter: null, epoch: null } } : {};
  const standsFor = { ...weighed, deliveryId, ticketNumber, grossGrams, tareGrams, netGrams, ...kept };
  if (!graded) return { weighed: standsFor };
  const { grade, sample } = replacement.regraded ?? graded;
  const sheet = { grade, sample, netGrams, reductions, payableGrams };
  return { weighed: standsFor, graded: { ...graded, deliveryId, ...sheet, replaces: graded.deliveryId } };
}
