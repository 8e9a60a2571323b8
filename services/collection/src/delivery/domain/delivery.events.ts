import { collection, OCE, type DeliveryWeighedIn } from '@oce/contracts';
import {
  defineEvents,
  event,
  type Asked,
  type Confirmed,
  type EventOf,
  type Rejected,
} from '@oce/event-sourcing';

/** What a lot is told of the goods beside their weight; absent where nobody said. */
export type ToldOfGoods = Pick<DeliveryWeighedIn['data'], 'settledAs' | 'plotId' | 'harvestedOn'> & {
  readonly weighedAt?: string;
};

export const deliveryEvents = defineEvents(
  { stream: OCE, context: 'collection', aggregate: 'delivery', id: 'deliveryId' },
  {
    ...collection.delivery,
    /** The delivery belongs to this lot and to no other. */
    DeliveryTakenIntoLot: event<
      {
        deliveryId: string;
        lotId: string;
        producerCode: string;
        netGrams: number;
        payableGrams: number;
      } & ToldOfGoods
    >(),
    /** A weight above its limit: the delivery stands, and is neither graded nor lotted before a second person confirms it. */
    SecondPersonAsked: event<{ deliveryId: string } & Asked>(),
    ProposalConfirmed: event<{ deliveryId: string } & Confirmed>(),
    ProposalRejected: event<{ deliveryId: string } & Rejected>(),
    /** That lot was closed before the delivery came: it is in no lot, and free for another. */
    DeliveryLeftLot: event<{ deliveryId: string; lotId: string }>(),
  },
);
export type DeliveryTakenIntoLot = EventOf<typeof deliveryEvents.DeliveryTakenIntoLot>;
export type DeliveryLeftLot = EventOf<typeof deliveryEvents.DeliveryLeftLot>;

export type DeliveryEvent = EventOf<typeof deliveryEvents>;
