import { collection, joinedId } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** A number of a terminal's counter, and the tickets that bear it: one, where all is well. */
export interface TicketCounter {
  readonly terminalId: string;
  readonly epoch: number;
  readonly counter: number;
  readonly tickets: readonly {
    readonly deliveryId: string;
    readonly ticketNumber: string;
    readonly weighedAt: string;
  }[];
  readonly status: 'alone' | 'repeated';
}

/** Longer than any epoch or counter, so that keys stand in the order of the counter. */
const DIGITS = 10;
const padded = (number: number): string => String(number).padStart(DIGITS, '0');

/**
 * In which order did a terminal weigh (chain.md 10), and which number of its counter stands on two tickets? The order is the
 * counter's, whatever its clock said: the hour that Morocco's clocks run through twice is told apart by it.
 */
export const ticketCountersProjection = projectionFrom(collection.delivery.DeliveryWeighedIn)<TicketCounter>({
  name: 'ticket_counters',
  version: 1,
  indexes: [{ fields: { terminalId: 1, _id: 1 } }, { fields: { status: 1, _id: 1 } }],
  keys({ data: { terminalId, record } }) {
    if (record?.counter == null || record.epoch === null) return [];
    return [joinedId('_', [terminalId, padded(record.epoch), padded(record.counter)])];
  },
  project(document, { data: { deliveryId, terminalId, ticketNumber, weighedAt, record } }) {
    if (record?.counter == null || record.epoch === null) return document;
    const { epoch, counter } = record;
    const tickets = [...(document?.tickets ?? []), { deliveryId, ticketNumber, weighedAt }];
    const status = tickets.length > 1 ? 'repeated' : 'alone';
    return { terminalId, epoch, counter, tickets, status };
  },
});
