import {
  deliveryIdOf,
  type DeliveryGraded,
  type DeliveryReversed,
  type DeliveryWeighedIn,
} from '@oce/contracts';
import { conflict, invalid, saysTheSame } from '@oce/event-sourcing';
import type { DeliveryState, OpenReplacement, ReverseDelivery } from './delivery.commands';
import { deliveryEvents, type DeliveryEvent } from './delivery.events';
import { insteadOf, weighedOf } from './grade';
import { reduceIntake } from './reductions';
import { containersGrams, HEAVIEST_GRAMS } from './weigh-in';

const TAKEN = 'Another delivery has the ticket number of the correction: choose a free one.';

/**
 * Takes a delivery back. With a correction it names, in the same commit, the delivery that replaces it from now on:
 * the right weights under a ticket number of their own, reduced as the sample showed. Nothing is edited.
 */
export function reverse({ data, facts }: ReverseDelivery, state: DeliveryState): DeliveryEvent[] {
  const weighed = weighedOf(state);
  const { graded } = state;
  const named = `Delivery ${weighed.deliveryId}`;
  if (state.refusedFor !== undefined)
    throw conflict('delivery_refused', `${named} was refused: there is nothing to reverse.`);
  if (state.reversed) {
    const before = `${named} was reversed before, for another reason or with another correction`;
    const message = `${before}: ${insteadOf(state.reversed)}`;
    if (!isSameReversal(state.reversed, data)) throw conflict('delivery_reversed', message);
    return [];
  }
  const { correction } = data;
  if (correction) checkCorrection(correction, weighed, facts.isNumberTaken);
  const { deliveryId, stationId, producerCode, campaignId, productId, netGrams } = weighed;
  const reversed: DeliveryReversed['data'] = {
    deliveryId,
    stationId,
    producerCode,
    campaignId,
    productId,
    ...(weighed.settledAs === undefined ? {} : { settledAs: weighed.settledAs }),
    grade: graded?.grade ?? null,
    netGrams,
    payableGrams: graded?.payableGrams ?? 0,
    reason: data.reason,
    replacement: correction ? replacementOf(weighed, graded, correction, facts.terms) : null,
  };
  return [deliveryEvents.DeliveryReversed(reversed)];
}

function checkCorrection(
  correction: Correction,
  { ticketNumber, containers }: DeliveryWeighedIn['data'],
  isNumberTaken: boolean,
): void {
  if (correction.tareGrams + containersGrams(containers) >= correction.grossGrams)
    throw invalid('tare_not_below_gross', 'The tare must be below the gross weight.', 'tareGrams');
  if (correction.ticketNumber === ticketNumber)
    throw invalid('ticket_number_taken', 'The correction needs a ticket number of its own.', 'ticketNumber');
  if (correction.grossGrams > HEAVIEST_GRAMS)
    throw invalid('weight_not_plausible', 'No scale of the office weighs more than 100 t.', 'grossGrams');
  // Found only when the replacement is opened, it would come too late: the reversal would stand.
  if (isNumberTaken) throw conflict('ticket_number_taken', TAKEN, 'ticketNumber');
}

function isSameReversal(
  { reason, replacement }: DeliveryReversed['data'],
  { reason: asked, correction }: ReverseDelivery['data'],
): boolean {
  if (reason !== asked) return false;
  if (!replacement || !correction) return !replacement && !correction;
  const { ticketNumber, grossGrams, tareGrams, regraded } = replacement;
  if (regraded !== null) return false;
  return saysTheSame(correction, { ticketNumber, grossGrams, tareGrams });
}

type Correction = NonNullable<ReverseDelivery['data']['correction']>;
type Terms = ReverseDelivery['facts']['terms'];

function replacementOf(
  weighed: DeliveryWeighedIn['data'],
  graded: DeliveryGraded['data'] | undefined,
  correction: Correction,
  termsNow: Terms,
): NonNullable<DeliveryReversed['data']['replacement']> {
  const { ticketNumber, grossGrams, tareGrams } = correction;
  // The containers were counted, and stay with the goods.
  const netGrams = grossGrams - tareGrams - containersGrams(weighed.containers);
  // Those of the grading, which are frozen; gradings of older logs do not say them.
  const terms = graded?.terms ?? termsNow;
  const { reductions, payableGrams } =
    graded && terms ? reduceIntake(netGrams, graded.sample, terms) : { reductions: [], payableGrams: 0 };
  const deliveryId = deliveryIdOf({ terminalId: weighed.terminalId, ticketNumber });
  const weights = { grossGrams, tareGrams, netGrams, reductions, payableGrams };
  return { deliveryId, ticketNumber, ...weights, regraded: null };
}

/** The delivery that a reversal named; it cites what it replaces. */
export function openReplacement({ data }: OpenReplacement, state: DeliveryState): DeliveryEvent[] {
  if (state.weighed) {
    const isSame = saysTheSame(state.weighed, data.weighed);
    if (!isSame) throw conflict('ticket_number_taken', TAKEN, 'ticketNumber');
    return [];
  }
  const weighed: DeliveryEvent = deliveryEvents.DeliveryWeighedIn(data.weighed);
  return data.graded ? [weighed, deliveryEvents.DeliveryGraded(data.graded)] : [weighed];
}
