import { deliveryIdOf, plainDeliveryIdOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import type { deliveryAggregate } from '../domain/delivery';
import type { WeighTicket } from '../domain/delivery.commands';

/** The id under which a ticket stands, or would: where a log from before has it under its plain one, that. */
export async function knownIdOf(
  deliveries: Pick<HandlerOf<typeof deliveryAggregate>, 'load'>,
  { terminalId, ticketNumber }: Pick<WeighTicket, 'terminalId' | 'ticketNumber'>,
): Promise<string> {
  const id = deliveryIdOf({ terminalId, ticketNumber });
  const plain = plainDeliveryIdOf({ terminalId, ticketNumber });
  if (id === plain) return id;
  const { weighed } = (await deliveries.load(plain)).state;
  return weighed?.terminalId === terminalId && weighed.ticketNumber === ticketNumber ? plain : id;
}
