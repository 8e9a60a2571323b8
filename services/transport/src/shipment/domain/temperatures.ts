import { conflict, saysTheSame } from '@oce/event-sourcing';
import type { JudgeTemperatures } from '../../temperature/domain/judge';
import { shipmentEvents, type ShipmentEvent } from './shipment.events';
import { plannedOf, type ShipmentState } from './shipment.state';

/** Keeps the verdict on a series. Refuses `series_differs`, `shipment_not_departed` and `shipment_received`. */
export function judgeTemperatures({ data }: JudgeTemperatures, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId } = plannedOf(state);
  const known = state.series.get(data.seriesId);
  if (known !== undefined) {
    if (known.digest === data.digest || saysTheSame(known, data)) return [];
    throw conflict('series_differs', 'A series of this id holds other readings: give a new id.', 'seriesId');
  }
  if (state.received !== null)
    throw conflict('shipment_received', 'It was received: its verdict stands.', 'shipmentId');
  if (state.departedAt === null)
    throw conflict('shipment_not_departed', 'It has not departed: there is nothing to judge.', 'shipmentId');
  return [shipmentEvents.TemperaturesJudged({ shipmentId, ...data })];
}
