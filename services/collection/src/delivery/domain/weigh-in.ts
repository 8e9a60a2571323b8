import type { Containers, DeliveryWeighedIn } from '@oce/contracts';
import { conflict, invalid } from '@oce/event-sourcing';
import {
  deliveryIdOf,
  type DeliveryState,
  type WeighInDelivery,
  type WeighTicket,
} from './delivery.commands';
import { deliveryEvents, type DeliveryEvent } from './delivery.events';
import { requireMember } from './membership';

/** No weighbridge of the office takes more. */
export const HEAVIEST_GRAMS = 100_000_000;

/** A ticket becomes a delivery; the same ticket again changes nothing, another under its number is refused. */
export function weighIn({ data, facts }: WeighInDelivery, state: DeliveryState): DeliveryEvent[] {
  if (state.weighed) {
    const message = `Ticket ${data.ticketNumber} of this terminal stands with another content; correct that one instead.`;
    if (!isSameTicket(state.weighed, data)) throw conflict('ticket_number_taken', message, 'ticketNumber');
    return [];
  }
  const { terminal } = facts;
  const stated = data.stationId ?? terminal?.stationId;
  const elsewhere = terminal !== undefined && terminal.stationId !== stated;
  if (data.tareGrams >= data.grossGrams)
    throw invalid('tare_not_below_gross', 'The tare must be below the gross weight.', 'tareGrams');
  if (data.grossGrams > HEAVIEST_GRAMS)
    throw invalid('weight_not_plausible', 'No scale of the office weighs more than 100 t.', 'grossGrams');
  if (terminal === undefined)
    throw invalid('terminal_unknown', 'Install the terminal at its station first.', 'terminalId');
  if (elsewhere)
    throw invalid(
      'terminal_elsewhere',
      `The terminal stands at ${terminal.stationId}: name that station, or none.`,
      'stationId',
    );
  if (!facts.isScaleVerified)
    throw conflict(
      'scale_verification_expired',
      `The verification of scale ${terminal.scaleId} does not cover this moment: record the one that does.`,
      'weighedAt',
    );
  requireMember(facts.producer, data.weighedAt);
  if (facts.campaignProductId === undefined)
    throw conflict(
      'campaign_not_open',
      `Campaign ${data.campaignId} is not open at the moment of weighing: check both.`,
      'campaignId',
    );
  if (facts.campaignProductId !== data.productId)
    throw invalid(
      'product_not_of_campaign',
      `Campaign ${data.campaignId} takes in ${facts.campaignProductId} only.`,
      'productId',
    );
  return [deliveryEvents.DeliveryWeighedIn(weighingOf(data, terminal))];
}

function weighingOf(
  ticket: WeighTicket,
  { stationId, scaleId }: { stationId: string; scaleId: string },
): DeliveryWeighedIn['data'] {
  // Field by field: a copy with more fields takes forty times as long, and this is done for every ticket.
  return {
    terminalId: ticket.terminalId,
    ticketNumber: ticket.ticketNumber,
    producerCode: ticket.producerCode,
    campaignId: ticket.campaignId,
    productId: ticket.productId,
    grossGrams: ticket.grossGrams,
    tareGrams: ticket.tareGrams,
    weighedAt: ticket.weighedAt,
    ...(ticket.containers === undefined ? {} : { containers: ticket.containers }),
    stationId,
    deliveryId: deliveryIdOf(ticket),
    scaleId,
    netGrams: ticket.grossGrams - ticket.tareGrams,
  };
}

function isSameTicket(weighed: DeliveryWeighedIn['data'], ticket: WeighTicket): boolean {
  return (
    // Ids hold underscores: A_B with C and A with B_C make one id, and are two tickets.
    weighed.terminalId === ticket.terminalId &&
    weighed.ticketNumber === ticket.ticketNumber &&
    (ticket.stationId === undefined || weighed.stationId === ticket.stationId) &&
    isSameCount(weighed.containers, ticket.containers) &&
    weighed.producerCode === ticket.producerCode &&
    weighed.campaignId === ticket.campaignId &&
    weighed.productId === ticket.productId &&
    weighed.grossGrams === ticket.grossGrams &&
    weighed.tareGrams === ticket.tareGrams &&
    weighed.weighedAt === ticket.weighedAt
  );
}

/** Compared where both state it: a file of the weighbridge may leave the containers out. */
function isSameCount(known: Containers | undefined, told: Containers | undefined): boolean {
  return !known || !told || (known.kind === told.kind && known.count === told.count);
}
