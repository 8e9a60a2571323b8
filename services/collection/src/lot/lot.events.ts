import type { LotClosed, LotDelivery } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';

export type LotOpened = Event<
  'LotOpened',
  {
    lotId: string;
    stationId: string;
    campaignId: string;
    productId: string;
    grade: string;
    openedOn: string;
  },
  1
>;
export type DeliveryAddedToLot = Event<'DeliveryAddedToLot', { lotId: string } & LotDelivery, 1>;
export type DeliveryTakenOutOfLot = Event<
  'DeliveryTakenOutOfLot',
  { lotId: string; deliveryId: string; reason: string },
  1
>;

export type LotEvent = LotOpened | DeliveryAddedToLot | DeliveryTakenOutOfLot | LotClosed;
