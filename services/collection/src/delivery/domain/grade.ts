import type { DeliveryWeighedIn } from '@oce/contracts';
import { conflict, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import type { DeliveryState, GradeDelivery, RefuseDelivery, TakeIntoLot } from './delivery.commands';
import { deliveryEvents, type DeliveryEvent } from './delivery.events';
import { reduceIntake } from './reductions';

/** The delivery as it was weighed in. Refuses `delivery_unknown`. */
export function weighedOf({ weighed }: DeliveryState): DeliveryWeighedIn['data'] {
  if (!weighed) throw notFound('delivery_unknown', 'No ticket of this number was weighed in.', 'deliveryId');
  return weighed;
}

/** The sample gives the grade and the reductions; what remains is paid for. */
export function grade(command: GradeDelivery, state: DeliveryState): DeliveryEvent[] {
  const { data, facts } = command;
  const weighed = weighedOf(state);
  if (state.graded) {
    const { grade, ...sample } = data;
    const isSame = saysTheSame([state.graded.grade, state.graded.sample], [grade, sample]);
    if (!isSame) throw conflict('delivery_graded', 'It is graded already; reverse it and weigh it anew.');
    return [];
  }
  const { refusedFor } = state;
  if (refusedFor !== undefined) throw conflict('delivery_refused', `It was refused: ${refusedFor}.`);
  if (state.reversed !== undefined) throw conflict('delivery_reversed', 'It was reversed.');
  if (facts.terms === undefined) {
    const message = `Publish an intake rule for ${weighed.productId} first.`;
    throw conflict('intake_rule_missing', message, 'productId');
  }
  checkSample(command);
  const { reductions, netGrams, payableGrams } = reduceIntake(weighed.netGrams, data, facts.terms);
  const { deliveryId, stationId, producerCode, campaignId, productId, weighedAt } = weighed;
  const delivery = { deliveryId, stationId, producerCode, campaignId, productId, weighedAt };
  const { grade, sampleId, impuritiesPpm, moisturePpm } = data;
  const sample = { sampleId, impuritiesPpm, moisturePpm };
  const weights = { netGrams, reductions, payableGrams };
  return [deliveryEvents.DeliveryGraded({ ...delivery, grade, sample, ...weights, replaces: null })];
}

function checkSample({ data, facts }: GradeDelivery): void {
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
  if (state.refusedFor !== undefined)
    throw conflict('delivery_refused', `It was refused for another reason: ${state.refusedFor}.`, 'reason');
  if (state.graded !== undefined)
    throw conflict('delivery_graded', 'It is graded already; reverse it instead.');
  if (state.reversed !== undefined) throw conflict('delivery_reversed', 'It was reversed.');
  return [
    deliveryEvents.DeliveryRefused({ deliveryId, stationId, producerCode, netGrams, reason: data.reason }),
  ];
}

/** Puts a graded delivery into a lot of its own station, campaign, product and grade; it can be in one lot only. */
export function takeIntoLot({ data }: TakeIntoLot, state: DeliveryState): DeliveryEvent[] {
  const weighed = weighedOf(state);
  if (state.lotId === data.lotId) return [];
  if (state.lotId !== undefined)
    throw conflict('delivery_in_a_lot', `It is in lot ${state.lotId}.`, 'deliveryId');
  if (state.reversed !== undefined) throw conflict('delivery_reversed', 'It was reversed.', 'deliveryId');
  if (!state.graded)
    throw conflict('delivery_not_graded', 'Grade it before it goes into a lot.', 'deliveryId');
  if (weighed.stationId !== data.stationId)
    throw conflict('lot_of_another_station', `The lot is at ${data.stationId}.`, 'lotId');
  if (weighed.campaignId !== data.campaignId)
    throw conflict('lot_of_another_campaign', `The lot is of ${data.campaignId}.`, 'lotId');
  if (weighed.productId !== data.productId)
    throw conflict('lot_of_another_product', `The lot is of ${data.productId}.`, 'lotId');
  if (state.graded.grade !== data.grade)
    throw conflict(
      'lot_of_another_grade',
      `The lot is ${data.grade}, the delivery ${state.graded.grade}.`,
      'lotId',
    );
  const { deliveryId, producerCode, netGrams, payableGrams } = state.graded;
  const taken = { deliveryId, producerCode, netGrams, payableGrams };
  return [deliveryEvents.DeliveryTakenIntoLot({ lotId: data.lotId, ...taken })];
}
