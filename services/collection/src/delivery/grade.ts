import { conflict, invalid, notFound, refuseIf } from '@oce/event-sourcing';
import { reduceIntake } from '../grading/reductions';
import type { GradeDelivery, RefuseDelivery, TakeIntoLot } from './delivery.commands';
import type { DeliveryEvent } from './delivery.events';
import type { DeliveryState } from './delivery.state';

const weighedOf = (state: DeliveryState) => {
  if (!state.weighed)
    throw notFound('delivery_unknown', 'No ticket of this number was weighed in.', 'deliveryId');
  return state.weighed;
};

/** The sample gives the grade and the reductions; what remains is paid for. */
export function grade({ data, facts }: GradeDelivery, state: DeliveryState): DeliveryEvent[] {
  const weighed = weighedOf(state);
  if (state.graded) {
    const { sample, grade: known } = state.graded;
    const same =
      sample.sampleId === data.sampleId &&
      sample.impuritiesPpm === data.impuritiesPpm &&
      sample.moisturePpm === data.moisturePpm;
    refuseIf(
      !same || known !== data.grade,
      conflict('delivery_graded', 'It is graded already; reverse it and weigh it anew.'),
    );
    return [];
  }
  refuseIf(
    state.refusedFor !== undefined,
    conflict('delivery_refused', `It was refused: ${state.refusedFor}.`),
  );
  refuseIf(state.reversed !== undefined, conflict('delivery_reversed', 'It was reversed.'));
  const { terms, grades, maxImpuritiesPpm, maxMoisturePpm } = facts;
  if (terms === undefined)
    throw conflict(
      'intake_rule_missing',
      `Publish an intake rule for ${weighed.productId} first.`,
      'productId',
    );
  refuseIf(
    !grades.includes(data.grade),
    invalid('grade_unknown', `The product has the grades ${grades.join(', ')}.`, 'grade'),
  );
  refuseIf(
    data.impuritiesPpm > maxImpuritiesPpm,
    conflict(
      'impurities_above_maximum',
      'More impurities than the product may have: refuse the delivery.',
      'impuritiesPpm',
    ),
  );
  refuseIf(
    data.moisturePpm > maxMoisturePpm,
    conflict(
      'moisture_above_maximum',
      'More moisture than the product may have: refuse the delivery.',
      'moisturePpm',
    ),
  );
  const { reductions, netGrams, payableGrams } = reduceIntake(weighed.netGrams, data, terms);
  const { deliveryId, stationId, producerCode, campaignId, productId, weighedAt } = weighed;
  const sample = {
    sampleId: data.sampleId,
    impuritiesPpm: data.impuritiesPpm,
    moisturePpm: data.moisturePpm,
  };
  const graded = {
    deliveryId,
    stationId,
    producerCode,
    campaignId,
    productId,
    grade: data.grade,
    sample,
    reductions,
    netGrams,
    payableGrams,
    weighedAt,
    replaces: null,
  };
  return [{ type: 'DeliveryGraded', v: 1, data: graded }];
}

/** Not taken: the producer takes it back, nothing is paid for. */
export function refuse({ data }: RefuseDelivery, state: DeliveryState): DeliveryEvent[] {
  const { deliveryId, stationId, producerCode, netGrams } = weighedOf(state);
  if (state.refusedFor !== undefined) return [];
  refuseIf(
    state.graded !== undefined,
    conflict('delivery_graded', 'It is graded already; reverse it instead.'),
  );
  refuseIf(state.reversed !== undefined, conflict('delivery_reversed', 'It was reversed.'));
  return [
    {
      type: 'DeliveryRefused',
      v: 1,
      data: { deliveryId, stationId, producerCode, netGrams, reason: data.reason },
    },
  ];
}

/** Puts a graded delivery into a lot of its own station, campaign and grade; it can be in one lot only. */
export function takeIntoLot({ data }: TakeIntoLot, state: DeliveryState): DeliveryEvent[] {
  const weighed = weighedOf(state);
  if (state.lotId === data.lotId) return [];
  refuseIf(
    state.lotId !== undefined,
    conflict('delivery_in_a_lot', `It is in lot ${state.lotId}.`, 'deliveryId'),
  );
  refuseIf(state.reversed !== undefined, conflict('delivery_reversed', 'It was reversed.', 'deliveryId'));
  if (!state.graded)
    throw conflict('delivery_not_graded', 'Grade it before it goes into a lot.', 'deliveryId');
  refuseIf(
    weighed.stationId !== data.stationId,
    conflict('lot_of_another_station', `The lot is at ${data.stationId}.`, 'lotId'),
  );
  refuseIf(
    weighed.campaignId !== data.campaignId,
    conflict('lot_of_another_campaign', `The lot is of ${data.campaignId}.`, 'lotId'),
  );
  refuseIf(
    state.graded.grade !== data.grade,
    conflict(
      'lot_of_another_grade',
      `The lot is ${data.grade}, the delivery ${state.graded.grade}.`,
      'lotId',
    ),
  );
  const { deliveryId, producerCode, netGrams, payableGrams } = state.graded;
  return [
    {
      type: 'DeliveryTakenIntoLot',
      v: 1,
      data: { deliveryId, lotId: data.lotId, producerCode, netGrams, payableGrams },
    },
  ];
}
