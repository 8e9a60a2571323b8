import type { DeliveryReversed, DeliveryWeighedIn, ReductionTerms } from '@oce/contracts';
import { conflict, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import type { DeliveryState, GradeDelivery, GradingFacts, RefuseDelivery } from './delivery.commands';
import { deliveryEvents, type DeliveryEvent } from './delivery.events';
import { reduceIntake } from './reductions';
import { requireWeightConfirmed } from './weight-limit';

/** The delivery as it was weighed in. Refuses `delivery_unknown`. */
export function weighedOf({ weighed }: DeliveryState): DeliveryWeighedIn['data'] {
  if (!weighed) {
    const message = 'No delivery of this id was weighed in: check the terminal and the ticket number.';
    throw notFound('delivery_unknown', message, 'deliveryId');
  }
  return weighed;
}

/** The refusal of what is asked of a reversed delivery. */
export const deliveryReversed = (reversed: DeliveryReversed['data'], field?: string) =>
  conflict(
    'delivery_reversed',
    `Delivery ${reversed.deliveryId} was reversed: ${insteadOf(reversed)}`,
    field,
  );

/** What to do, now that a delivery is reversed. */
export function insteadOf({ replacement }: DeliveryReversed['data']): string {
  if (replacement) return `use delivery ${replacement.deliveryId}, which replaces it.`;
  return 'nothing replaces it. Weigh it in under a new ticket number.';
}

/** The sample gives the grade and the reductions; what remains is paid for. */
export function grade(command: GradeDelivery, state: DeliveryState): DeliveryEvent[] {
  const { data, facts } = command;
  const weighed = weighedOf(state);
  const named = `Delivery ${weighed.deliveryId}`;
  if (state.graded) {
    const { grade, ...sample } = data;
    const isSame = saysTheSame([state.graded.grade, state.graded.sample], [grade, sample]);
    const message = `${named} is graded already, by another sheet: have it regraded by a second person.`;
    if (!isSame) throw conflict('delivery_graded', message);
    return [];
  }
  if (state.refusedFor !== undefined) {
    const message = `${named} was refused (${state.refusedFor}): weigh it in under a new ticket number if it is taken after all.`;
    throw conflict('delivery_refused', message);
  }
  if (state.reversed) throw deliveryReversed(state.reversed);
  requireWeightConfirmed(weighed.deliveryId, state);
  const terms = termsOf(facts, weighed.productId);
  checkSample(command);
  const { reductions, netGrams, payableGrams } = reduceIntake(weighed.netGrams, data, terms);
  const { deliveryId, stationId, producerCode, campaignId, productId, weighedAt, settledAs } = weighed;
  const delivery = { deliveryId, stationId, producerCode, campaignId, productId, weighedAt };
  const { grade, sampleId, impuritiesPpm, moisturePpm } = data;
  const sample = { sampleId, impuritiesPpm, moisturePpm };
  const settled = settledAs === undefined ? {} : { settledAs };
  const weights = { netGrams, reductions, terms: facts.terms, payableGrams, ...settled };
  return [deliveryEvents.DeliveryGraded({ ...delivery, grade, sample, ...weights, replaces: null })];
}

/** The terms of the day of the weighing. Refuses `intake_rule_missing`. */
export function termsOf({ terms }: GradingFacts, productId: string): ReductionTerms {
  if (terms === undefined)
    throw conflict('intake_rule_missing', `Publish an intake rule for ${productId} first.`, 'productId');
  return terms;
}

/** Refuses `grade_unknown`, `impurities_above_maximum` and `moisture_above_maximum`. */
export function checkSample({ data, facts }: Pick<GradeDelivery, 'data' | 'facts'>): void {
  const { grades, maxImpuritiesPpm, maxMoisturePpm } = facts;
  if (!grades.includes(data.grade))
    throw invalid('grade_unknown', `The product has the grades ${grades.join(', ')}.`, 'grade');
  const more = (what: string) => `More ${what} than the product may have: refuse the delivery.`;
  if (data.impuritiesPpm > maxImpuritiesPpm)
    throw conflict('impurities_above_maximum', more('impurities'), 'impuritiesPpm');
  if (data.moisturePpm > maxMoisturePpm)
    throw conflict('moisture_above_maximum', more('moisture'), 'moisturePpm');
}

/** Not taken: the producer takes it back, nothing is paid for. */
export function refuse({ data }: RefuseDelivery, state: DeliveryState): DeliveryEvent[] {
  const { deliveryId, stationId, producerCode, netGrams } = weighedOf(state);
  if (state.refusedFor === data.reason) return [];
  if (state.refusedFor !== undefined) {
    const message = `Delivery ${deliveryId} was refused already, for another reason, which stands: ${state.refusedFor}.`;
    throw conflict('delivery_refused', message, 'reason');
  }
  if (state.graded !== undefined)
    throw conflict('delivery_graded', `Delivery ${deliveryId} is graded already: reverse it instead.`);
  if (state.reversed) throw deliveryReversed(state.reversed);
  return [
    deliveryEvents.DeliveryRefused({ deliveryId, stationId, producerCode, netGrams, reason: data.reason }),
  ];
}
