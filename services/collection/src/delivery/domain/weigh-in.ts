import { deliveryIdOf, type Containers, type DeliveryWeighedIn } from '@oce/contracts';
import { conflict, invalid } from '@oce/event-sourcing';
import type { DeliveryState, WeighInDelivery, WeighTicket } from './delivery.commands';
import { deliveryEvents, type DeliveryEvent } from './delivery.events';
import { requireMember } from './membership';
import { askAbout } from './weight-limit';
import { checkHarvest, checkRecord, saidOf, saysNoOther } from './weighing-record';

/** No weighbridge of the office takes more. */
export const HEAVIEST_GRAMS = 100_000_000;

/** A container that was filled holds more of any produce; one count too many zeros long is refused by it. */
const LEAST_CONTENT_GRAMS = 100;

/** What all containers of a weighing weigh empty, where that is not in its tare. */
export const containersGrams = (containers: Containers | undefined): number =>
  (containers?.count ?? 0) * (containers?.tareGramsEach ?? 0);

/** A ticket becomes a delivery; the same ticket again changes nothing, another under its number is refused. */
export function weighIn(command: WeighInDelivery, state: DeliveryState): DeliveryEvent[] {
  const { data, facts } = command;
  if (state.weighed) {
    const message = `Ticket ${data.ticketNumber} of this terminal stands with another content; correct that one instead.`;
    if (!isSameTicket(state.weighed, data)) throw conflict('ticket_number_taken', message, 'ticketNumber');
    return [];
  }
  checkWeights(data);
  checkRecord(data);
  checkHarvest(data);
  const { terminal } = facts;
  const stated = data.stationId ?? terminal?.stationId;
  const elsewhere = terminal !== undefined && terminal.stationId !== stated;
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
  if (facts.isOwnPlot === false)
    throw invalid(
      'plot_not_of_producer',
      `Producer ${data.producerCode} has declared no plot ${data.plotId}: declare it, or name another.`,
      'plotId',
    );
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
  if (facts.twinNumber !== undefined) throw seemsRepeated(facts.twinNumber);
  return [deliveryEvents.DeliveryWeighedIn(weighingOf(data, terminal)), ...askAbout(command)];
}

/** A spreadsheet makes 451 of 000451: the same scale, second, weights and producer are asked about. */
const seemsRepeated = (twinNumber: string) =>
  conflict(
    'ticket_seems_repeated',
    `Ticket ${twinNumber} of this terminal is the same weighing, but for its leading zeros. If both were weighed, send it with distinctFrom ${twinNumber}.`,
    'ticketNumber',
  );

function checkWeights({ grossGrams, tareGrams, containers }: WeighTicket): void {
  if (tareGrams >= grossGrams)
    throw invalid('tare_not_below_gross', 'The tare must be below the gross weight.', 'tareGrams');
  if (grossGrams > HEAVIEST_GRAMS)
    throw invalid('weight_not_plausible', 'No scale of the office weighs more than 100 t.', 'grossGrams');
  if (!containers) return;
  const goods = grossGrams - tareGrams - containersGrams(containers);
  const message = `${containers.count} containers leave ${goods} g of goods, less than ${LEAST_CONTENT_GRAMS} g in each: check their number and tare.`;
  if (goods < containers.count * LEAST_CONTENT_GRAMS)
    throw invalid('containers_not_plausible', message, 'containerCount');
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
    netGrams: ticket.grossGrams - ticket.tareGrams - containersGrams(ticket.containers),
    ...saidOf(ticket),
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
    weighed.weighedAt === ticket.weighedAt &&
    saysNoOther(weighed, ticket)
  );
}

/**
 * Compared where both state it: a file of the weighbridge may leave the containers out. Their tare is a weight: a ticket
 * that takes it off is another than one that does not.
 */
function isSameCount(known: Containers | undefined, told: Containers | undefined): boolean {
  if (!told) return true;
  if (!known) return containersGrams(told) === 0;
  const isSameTare = (known.tareGramsEach ?? 0) === (told.tareGramsEach ?? 0);
  return known.kind === told.kind && known.count === told.count && isSameTare;
}
