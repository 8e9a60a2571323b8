import type { DeliveryGraded, DeliveryRefused, DeliveryReversed, DeliveryWeighedIn } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';

/** The delivery belongs to this lot and to no other. */
export type DeliveryTakenIntoLot = Event<
  'DeliveryTakenIntoLot',
  { deliveryId: string; lotId: string; producerCode: string; netGrams: number; payableGrams: number },
  1
>;

export type DeliveryEvent =
  DeliveryWeighedIn | DeliveryGraded | DeliveryRefused | DeliveryReversed | DeliveryTakenIntoLot;
