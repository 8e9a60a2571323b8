import { importTable, openedAnew, type ImportOptions, type ImportResult } from '@oce/imports';
import type { Declared } from '@oce/tables';
import type { ExpectedDays } from './profile';
import { openWeighTickets } from './read-weigh-tickets';
import type { SendTickets, TicketBody } from './send-tickets';
import type { WeighTicket } from './ticket';

/** What a file does not say itself. */
type TicketDefaults = Pick<Partial<TicketBody>, 'campaignId' | 'productId' | 'terminalId'>;

export interface TicketImportOptions extends ImportOptions {
  readonly defaults?: TicketDefaults;
  readonly declared?: Declared;
  readonly expected?: ExpectedDays;
}

/**
 * Reads a file of a weighbridge and sends its tickets. It may be stopped and run again: the office knows each ticket by
 * its terminal and number. What is refused, here or by the office, is written beside the file with field and rule.
 *
 * @throws CliError where the file is not read, or the office takes nothing
 */
export async function importWeighTickets(
  send: SendTickets,
  file: string,
  { defaults, declared, expected, ...options }: TicketImportOptions = {},
): Promise<ImportResult> {
  const table = await openedAnew(file, options, () => openWeighTickets(file, declared, expected));
  return importTable(table, file, (items) => send(items.map(({ item }) => bodyOf(item, defaults))), options);
}

function bodyOf({ containers, ...ticket }: WeighTicket, defaults: TicketDefaults | undefined): TicketBody {
  return {
    ...defaults,
    ...ticket,
    ...(containers && { containerKind: containers.kind, containerCount: containers.count }),
    ...(containers?.tareGramsEach === undefined ? {} : { containerTareGrams: containers.tareGramsEach }),
  };
}
