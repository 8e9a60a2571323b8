import { createReadStream } from 'node:fs';
import { decodeText } from './decode';
import { detectDialect, type Dialect } from './dialect';
import { LineSource, readRecords, type CsvRecord } from './records';
import { ticketOf } from './row';
import { LineRefusal, type ReadLine } from './ticket';

/**
 * Reads a file of a weighbridge line by line: each line is a ticket, or is refused with the field and the rule it
 * breaks. Separator, decimal mark, encoding, order and names of the columns are found out from the file itself.
 * Pulls from the source only as fast as it is read, so a file of any length needs the same memory; leaving the loop
 * early closes the source.
 * @param source a path, or the bytes (strings are taken as they are)
 * @throws WeighTicketFileError the file as a whole cannot be read: no header, a mandatory column missing
 */
export async function* readWeighTickets(
  source: string | AsyncIterable<Uint8Array | string>,
): AsyncGenerator<ReadLine> {
  const bytes = typeof source === 'string' ? createReadStream(source) : source;
  const lines = new LineSource(decodeText(bytes));
  try {
    const dialect = await detectDialect(lines);
    const { separator, columns } = dialect;
    for await (const record of readRecords(lines, separator, columns.width)) yield readLine(record, dialect);
  } finally {
    await lines.close();
  }
}

function readLine({ line, raw, cells }: CsvRecord, dialect: Dialect): ReadLine {
  if (!cells) {
    return { line, field: 'line', rule: 'quoting', message: "Un guillemet ouvert n'est pas refermé.", raw };
  }
  try {
    return { line, ticket: ticketOf(cells, raw, dialect), raw };
  } catch (cause) {
    if (!(cause instanceof LineRefusal)) throw cause;
    return { line, field: cause.field, rule: cause.rule, message: cause.message, raw };
  }
}
