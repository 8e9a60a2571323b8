import { deliveryIdOf, type DeliveryReversed } from '@oce/contracts';
import { conflict, forbidden, saysTheSame } from '@oce/event-sourcing';
import type { DeliveryState, RegradeByDispute, RegradeDelivery } from './delivery.commands';
import { deliveryEvents, type DeliveryEvent } from './delivery.events';
import { checkSample, deliveryReversed, termsOf, weighedOf } from './grade';
import { lastLotOf } from './lot-membership';
import { reduceIntake } from './reductions';

/**
 * Puts the right quality sheet in the place of a wrong one: the delivery is reversed, and one of the same weights stands
 * in for it, with the right grade and reductions. So lots, points and advances follow as they do where a delivery is
 * reversed with a replacement. Nothing is edited. Refuses `delivery_refused`, `delivery_reversed`,
 * `delivery_not_graded`, `second_person_needed` and `sheet_unchanged`, and as `grade` does.
 */
export function regrade({ data, facts, meta }: RegradeDelivery, state: DeliveryState): DeliveryEvent[] {
  const weighed = weighedOf(state);
  const named = `Delivery ${weighed.deliveryId}`;
  const { graded, reversed, refusedFor } = state;
  const { reason, grade, sampleId, impuritiesPpm, moisturePpm } = data;
  const sample = { sampleId, impuritiesPpm, moisturePpm };
  if (refusedFor !== undefined)
    throw conflict('delivery_refused', `${named} was refused: there is nothing to regrade.`);
  if (reversed) {
    if (isSame(reversed, reason, { grade, sample })) return [];
    throw deliveryReversed(reversed);
  }
  if (graded === undefined) throw conflict('delivery_not_graded', `${named} is not graded yet: grade it.`);
  if (facts.gradedBy === meta.actor)
    throw forbidden('second_person_needed', 'Whoever graded a delivery does not regrade it.');
  if (graded.grade === grade && saysTheSame(graded.sample, sample))
    throw conflict('sheet_unchanged', `${named} has this sheet already.`, 'grade');
  // Those that were frozen with the grading, whatever was published since.
  const terms = graded.terms ?? termsOf(facts, weighed.productId);
  checkSample({ data, facts });
  const { deliveryId, stationId, terminalId, producerCode, campaignId, productId } = weighed;
  const { grossGrams, tareGrams, netGrams, weighedAt } = weighed;
  const { ticketNumber } = facts;
  const { reductions, payableGrams } = reduceIntake(netGrams, data, terms);
  const weights = { grossGrams, tareGrams, netGrams, reductions, payableGrams };
  const lotId = (facts.isLotClosed ? lastLotOf(state) : undefined) ?? null;
  return [
    deliveryEvents.DeliveryReversed({
      deliveryId,
      stationId,
      producerCode,
      campaignId,
      productId,
      ...(weighed.settledAs === undefined ? {} : { settledAs: weighed.settledAs }),
      grade: graded.grade,
      netGrams,
      payableGrams: graded.payableGrams,
      reason,
      replacement: {
        deliveryId: deliveryIdOf({ terminalId, ticketNumber }),
        ticketNumber,
        ...weights,
        regraded: { grade, sample, weighedAt, lotId },
      },
    }),
  ];
}

/**
 * Regrades by the sheet of an upheld dispute, as if whoever upheld it did so by hand: that is the second person, and stands in
 * the event. Refuses as `regrade` does.
 */
export function regradeByDispute({ data, meta }: RegradeByDispute, state: DeliveryState): DeliveryEvent[] {
  const { upheldBy, facts, ...sheet } = data;
  const by = { ...meta, actor: upheldBy };
  const events = regrade({ type: 'RegradeDelivery', data: sheet, facts, meta: by }, state);
  return events.map((event) => (event.type === 'DeliveryReversed' ? upheldIn(event, upheldBy) : event));
}

function upheldIn({ data }: DeliveryReversed, upheldBy: string): DeliveryEvent {
  const { replacement } = data;
  if (!replacement?.regraded) return deliveryEvents.DeliveryReversed(data);
  const regraded = { ...replacement.regraded, upheldBy };
  return deliveryEvents.DeliveryReversed({ ...data, replacement: { ...replacement, regraded } });
}

type Sheet = Pick<NonNullable<RegradedOf>, 'grade' | 'sample'>;
type RegradedOf = NonNullable<DeliveryReversed['data']['replacement']>['regraded'];

function isSame({ reason, replacement }: DeliveryReversed['data'], asked: string, sheet: Sheet): boolean {
  const regraded = replacement?.regraded;
  if (!regraded || reason !== asked) return false;
  return saysTheSame([regraded.grade, regraded.sample], [sheet.grade, sheet.sample]);
}

/** The numbers that stand-ins of a ticket may have, in order: `T-42-R1`, `T-42-R2`; those of a stand-in follow its own. */
export function* numbersOfRegraded(ticketNumber: string): Generator<string> {
  const [, base = ticketNumber, last = '0'] = /^(.+)-R(\d{1,6})$/.exec(ticketNumber) ?? [];
  for (let number = Number(last) + 1; ; number++) yield `${base}-R${number}`;
}
