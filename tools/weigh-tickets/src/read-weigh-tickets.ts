import {
  fileSource,
  openTable,
  type Declared,
  type ReadLine,
  type Table,
  type TableSource,
} from '@oce/tables';
import type { Field } from './columns';
import { weighTickets, type ExpectedDays } from './profile';
import type { WeighTicket } from './ticket';

/**
 * A file of a weighbridge, understood by the whole of it: separator, decimal mark, order of dates, units, encoding, names and
 * order of the columns are proven by the file itself, or declared.
 *
 * @param source a path, or what can be read from its beginning twice
 * @throws TableError the file as a whole cannot be read, or could be read in two ways
 */
export const openWeighTickets = (
  source: string | TableSource,
  declared: Declared = {},
  expected?: ExpectedDays,
): Promise<Table<Field, WeighTicket>> =>
  openTable(typeof source === 'string' ? fileSource(source) : source, weighTickets(expected), declared);

/**
 * Reads a file of a weighbridge line by line: each line is a ticket, or is refused with the field and the rule it breaks.
 * Pulls only as fast as it is read, so a file of any length needs the same memory; leaving the loop early closes the file.
 *
 * @throws TableError as `openWeighTickets`
 */
export async function* readWeighTickets(
  source: string | TableSource,
  declared: Declared = {},
): AsyncGenerator<ReadLine<WeighTicket>> {
  const table = await openWeighTickets(source, declared);
  yield* table.lines();
}
