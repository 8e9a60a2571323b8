import { conflict } from '@oce/event-sourcing';
import { lotClosed, whyMixed } from '../../lot/domain/lot-terms';
import { saidOf } from './weighing-record';
import type { DeliveryState, LeaveLot, TakeIntoLot } from './delivery.commands';
import { deliveryEvents, type DeliveryEvent } from './delivery.events';
import { deliveryReversed, weighedOf } from './grade';

/** Puts a graded delivery into a lot of its own station, campaign, product and grade; it can be in one lot only. */
export function takeIntoLot({ data, facts }: TakeIntoLot, state: DeliveryState): DeliveryEvent[] {
  const weighed = weighedOf(state);
  const { deliveryId, stationId, campaignId, productId, plotId, harvestedOn, weighedAt } = weighed;
  if (state.lotId === data.lotId) return [];
  if (state.lotId !== undefined) {
    const message = `Delivery ${deliveryId} is in lot ${state.lotId}, and can be in one lot only.`;
    throw conflict('delivery_in_a_lot', message, 'deliveryId');
  }
  if (state.reversed) throw deliveryReversed(state.reversed, 'deliveryId');
  // A lot that was closed stays closed: it is not asked again.
  if (state.closedLots?.includes(data.lotId)) throw lotClosed();
  if (!state.graded) {
    const message = `Grade delivery ${deliveryId} before it goes into a lot.`;
    throw conflict('delivery_not_graded', message, 'deliveryId');
  }
  const { grade, producerCode, netGrams, payableGrams } = state.graded;
  if (stationId !== data.stationId)
    throw conflict('lot_of_another_station', otherThan('station', data.stationId, stationId), 'lotId');
  if (campaignId !== data.campaignId)
    throw conflict('lot_of_another_campaign', otherThan('campaign', data.campaignId, campaignId), 'lotId');
  if (productId !== data.productId)
    throw conflict('lot_of_another_product', otherThan('product', data.productId, productId), 'lotId');
  if (grade !== data.grade)
    throw conflict('lot_of_another_grade', otherThan('grade', data.grade, grade), 'lotId');
  const { settledAs } = state.graded;
  const mixed = facts?.first ? whyMixed(facts.first, { settledAs, producerCode }) : undefined;
  if (mixed) throw mixed;
  const taken = { deliveryId, producerCode, netGrams, payableGrams };
  const told = saidOf({ settledAs, plotId, harvestedOn });
  return [deliveryEvents.DeliveryTakenIntoLot({ lotId: data.lotId, ...taken, ...told, weighedAt })];
}

const otherThan = (what: string, ofLot: string, own: string) =>
  `The lot is of ${what} ${ofLot}, the delivery of ${what} ${own}: choose a lot of ${what} ${own}.`;

/** Told by a lot that has turned it away. What says that it is in another lot, or in none, stays as it is. */
export function leaveLot({ data: { lotId } }: LeaveLot, state: DeliveryState): DeliveryEvent[] {
  const { deliveryId } = weighedOf(state);
  return state.lotId === lotId ? [deliveryEvents.DeliveryLeftLot({ deliveryId, lotId })] : [];
}

/**
 * The lot that a delivery says it is in, or the last that it said so of. Once the delivery is reversed this stays the
 * same, whatever it hears of that lot later.
 */
export const lastLotOf = ({ lotId, closedLots }: DeliveryState): string | undefined =>
  lotId ?? closedLots?.at(-1);
