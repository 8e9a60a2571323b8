import { conflict } from '@oce/event-sourcing';
import { lotClosed } from '../../lot/domain/lot';
import type { DeliveryState, LeaveLot, TakeIntoLot } from './delivery.commands';
import { deliveryEvents, type DeliveryEvent } from './delivery.events';
import { weighedOf } from './grade';

/** Puts a graded delivery into a lot of its own station, campaign, product and grade; it can be in one lot only. */
export function takeIntoLot({ data }: TakeIntoLot, state: DeliveryState): DeliveryEvent[] {
  const weighed = weighedOf(state);
  if (state.lotId === data.lotId) return [];
  if (state.lotId !== undefined)
    throw conflict('delivery_in_a_lot', `It is in lot ${state.lotId}.`, 'deliveryId');
  if (state.reversed !== undefined) throw conflict('delivery_reversed', 'It was reversed.', 'deliveryId');
  // A lot that was closed stays closed: it is not asked again.
  if (state.closedLots?.includes(data.lotId)) throw lotClosed();
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
