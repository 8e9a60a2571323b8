import type { CollectionContractEvent, DeliveryWeighedIn, Reduction } from '@oce/contracts';
import type { EventStore } from '@oce/event-store';

/** A delivery from the weighbridge to what is paid for. */
export type Ticket = Omit<
  DeliveryWeighedIn['data'],
  'scaleId' | 'producerCode' | 'campaignId' | 'productId' | 'containers'
> & {
  readonly grade: string | null;
  readonly reductions: readonly Reduction[];
  readonly payableGrams: number | null;
  readonly isReversed: boolean;
};
export type Tickets = ReadonlyMap<string, Ticket>;

/** Reads deliveries from the log, as collection wrote them. */
export async function ticketsOf(store: EventStore, deliveryIds: readonly string[]): Promise<Tickets> {
  const found = await Promise.all(
    deliveryIds.map(async (id) => {
      const ref = { context: 'collection', aggregate: 'delivery', id };
      const commits = await store.load<CollectionContractEvent>(ref);
      return ticketOf(commits.flatMap((commit) => commit.events));
    }),
  );
  return new Map(found.flatMap((ticket) => (ticket ? [[ticket.deliveryId, ticket]] : [])));
}

function ticketOf(events: readonly CollectionContractEvent[]): Ticket | undefined {
  let ticket: Ticket | undefined;
  for (const event of events) {
    if (event.type === 'DeliveryWeighedIn') {
      const { deliveryId, stationId, terminalId, ticketNumber, weighedAt } = event.data;
      const { grossGrams, tareGrams, netGrams } = event.data;
      const weights = { grossGrams, tareGrams, netGrams, payableGrams: null };
      const place = { deliveryId, stationId, terminalId, ticketNumber, weighedAt };
      ticket = { ...place, ...weights, grade: null, reductions: [], isReversed: false };
    } else if (event.type === 'DeliveryGraded' && ticket) {
      const { grade, reductions, payableGrams } = event.data;
      ticket = { ...ticket, grade, reductions, payableGrams };
    } else if (event.type === 'DeliveryReversed' && ticket) {
      ticket = { ...ticket, isReversed: true };
    }
  }
  return ticket;
}
