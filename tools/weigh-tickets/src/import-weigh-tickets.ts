import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { CliError, Progress } from '@oce/office/output';
import { readWeighTickets } from './read-weigh-tickets';
import { RefusedLinesWriter } from './refused-lines-writer';
import type { SendTickets, TicketAnswer, TicketBody } from './send-tickets';
import {
  WeighTicketFileError,
  type AcceptedLine,
  type ReadLine,
  type RefusedLine,
  type WeighTicket,
} from './ticket';

/** What a file does not say itself. */
type TicketDefaults = Pick<WeighTicket, 'campaignId' | 'productId' | 'terminalId'>;

export interface ImportResult {
  readonly file: string;
  readonly lines: number;
  readonly accepted: number;
  /** Tickets that the office had already. */
  readonly repeated: number;
  readonly refused: number;
  readonly refusedFile: string | null;
}

/** Tickets that are sent together. */
const CHUNK = 2_000;

/**
 * Reads a file of a weighbridge and sends its tickets. It may be stopped and run again: the office knows each ticket by
 * its terminal and number. What is refused, here or by the office, is written beside the file with field and rule.
 */
export async function importWeighTickets(
  send: SendTickets,
  file: string,
  options: { readonly defaults?: TicketDefaults; readonly refusedFile?: string } = {},
): Promise<ImportResult> {
  if (!existsSync(file)) throw new CliError(`There is no file ${file}.`);
  const refusedFile = resolve(options.refusedFile ?? `${file.replace(/\.[^./]+$/, '')}.refused.csv`);
  const progress = new Progress(`import ${basename(file)}`);
  const writer = new RefusedLinesWriter(`${refusedFile}.new`);
  const counts = { lines: 0, accepted: 0, repeated: 0 };
  const bodyOf = ({ ticket: { containers, ...ticket } }: AcceptedLine): TicketBody => ({
    ...options.defaults,
    ...ticket,
    ...(containers && { containerKind: containers.kind, containerCount: containers.count }),
  });
  for await (const chunk of chunksOf(readWeighTickets(file))) {
    counts.lines += chunk.length;
    const tickets = chunk.filter((line): line is AcceptedLine => 'ticket' in line);
    const refused = chunk.filter((line): line is RefusedLine => !('ticket' in line));
    const answers = tickets.length > 0 ? await send(tickets.map(bodyOf)) : [];
    for (const [at, { status, problem }] of answers.entries()) {
      if (status === 'refused') refused.push(refusalOf(problem, tickets[at]));
      else counts[status]++;
    }
    for (const line of refused.sort((a, b) => a.line - b.line)) await writer.write(line);
    progress.tick(counts.lines, undefined, 'lines');
  }
  await writer.close();
  const refused = writer.count;
  if (refused > 0) await rename(`${refusedFile}.new`, refusedFile);
  else await rm(`${refusedFile}.new`, { force: true });
  progress.done(
    `${counts.accepted} taken in, ${counts.repeated} known, ${refused} refused of ${counts.lines} lines`,
  );
  return { file, ...counts, refused, refusedFile: refused > 0 ? refusedFile : null };
}

async function* chunksOf(lines: AsyncIterable<ReadLine>): AsyncGenerator<ReadLine[]> {
  let chunk: ReadLine[] = [];
  try {
    for await (const line of lines) {
      chunk.push(line);
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = [];
    }
  } catch (error) {
    if (error instanceof WeighTicketFileError) throw new CliError(error.message);
    throw error;
  }
  if (chunk.length > 0) yield chunk;
}

function refusalOf(problem: TicketAnswer['problem'], source: AcceptedLine | undefined): RefusedLine {
  const first = problem?.errors?.[0];
  return {
    line: source?.line ?? 0,
    field: first?.field ?? 'line',
    rule: first?.rule ?? problem?.code ?? 'refused',
    message: first?.message ?? problem?.detail ?? '',
    raw: source?.raw ?? '',
  };
}
