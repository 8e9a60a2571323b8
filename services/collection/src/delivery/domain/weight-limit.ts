import { deliveryIdOf } from '@oce/contracts';
import { conflict, type Under } from '@oce/event-sourcing';
import { limitAt } from '../../limit/domain/limits';
import type { DeliveryCommand, DeliveryState, OwnDelivery, WeighInDelivery } from './delivery.commands';
import { deliveryEvents, type DeliveryEvent } from './delivery.events';

/** The proposal of a delivery's own weight. */
const weightOf = (deliveryId: string): string => `weight-${deliveryId}`;

/**
 * What stands beside a weighing above the limit of its day: nothing acknowledged is lost, so the ticket is taken, and its
 * weight waits for a second person. A terminal is no person: where it sent the ticket, any person is the second.
 */
export function askAbout({ type, data, facts, meta }: WeighInDelivery): DeliveryEvent[] {
  const { grossGrams: amount, weighedAt } = data;
  const limit = limitAt('weight', facts, weighedAt);
  if (amount <= limit) return [];
  const deliveryId = deliveryIdOf(data);
  const asked = { proposalId: weightOf(deliveryId), kind: 'weight', amount, limit, askedBy: meta.actor };
  return [deliveryEvents.SecondPersonAsked({ deliveryId, ...asked, command: { type, data } })];
}

/** Refuses `weight_not_confirmed` while the weight waits for a second person, or was rejected by one. */
export function requireWeightConfirmed(deliveryId: string, { proposals }: DeliveryState): void {
  const asked = proposals[weightOf(deliveryId)];
  if (asked === undefined || asked.status === 'confirmed') return;
  const instead =
    asked.status === 'waiting'
      ? 'have a second person confirm it'
      : `a second person rejected it (${asked.reason})`;
  throw conflict(
    'weight_not_confirmed',
    `${asked.amount} g are above the limit of ${asked.limit} g: ${instead}, or reverse the delivery with the right weight.`,
    'deliveryId',
  );
}

/** A correction of a weight is under the limit of weighings too; it is not done before a second person confirms it. */
export function limitOfReversal(
  command: DeliveryCommand,
  { weighed }: DeliveryState,
): Under<OwnDelivery, DeliveryEvent['type']> | null {
  if (command.type !== 'ReverseDelivery' || !command.data.correction || !weighed) return null;
  const { ticketNumber, grossGrams: amount } = command.data.correction;
  const limit = limitAt('weight', command.facts, weighed.weighedAt);
  const named = { proposalId: `correction-${ticketNumber}`, kind: 'weight', takesEffect: null };
  return { ...named, amount, limit, own: { deliveryId: weighed.deliveryId } };
}
