import { CliError, Progress } from '@oce/office/output';
import { TableError, type ReadItem, type ReadLine, type RefusedLine, type Table } from '@oce/tables';
import { rename, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { refusedBy, type Answer } from './answers';
import { patiently, type Patience } from './patience';
import { RefusedLinesWriter } from './refused-lines-writer';

export interface ImportResult {
  readonly file: string;
  readonly lines: number;
  readonly accepted: number;
  /** Rows that the office had already. */
  readonly repeated: number;
  readonly refused: number;
  readonly refusedFile: string | null;
}

/** Sends rows, and says what became of each, in their order; whatever it sends twice is done once. @throws OfficeAway */
export type SendItems<Item> = (items: readonly ReadItem<Item>[]) => Promise<readonly Answer[]>;

export interface ImportOptions {
  readonly refusedFile?: string | undefined;
  readonly patience?: Patience | undefined;
}

/** Rows that are sent together. */
const CHUNK = 2_000;
const WAIT_SECONDS = 300;

/**
 * Sends the rows of a table that was understood. It may be stopped and run again: the office knows each row. What is refused,
 * here or by the office, is written beside the file with field and rule; that file is made anew each time.
 *
 * @throws CliError where the office takes none at all, or goes away and does not come back
 */
export async function importTable<Field extends string, Item>(
  table: Table<Field, Item>,
  file: string,
  send: SendItems<Item>,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const refusedFile = refusedFileOf(file, options);
  const patience = options.patience ?? { waitSeconds: WAIT_SECONDS, again: `./oce import … ${file}` };
  const progress = new Progress(`import ${basename(file)}`);
  const writer = new RefusedLinesWriter(`${refusedFile}.new`);
  const counts = { lines: 0, accepted: 0, repeated: 0 };
  try {
    for await (const chunk of chunksOf(table.lines())) {
      const { items, refused } = parted(chunk);
      const answers = items.length > 0 ? await patiently(() => send(items), patience, counts.lines) : [];
      for (const [at, { status, problem }] of answers.entries()) {
        if (status === 'refused')
          refused.push(refusedBy(problem, items[at]?.line ?? 0, items[at]?.raw ?? ''));
        else counts[status]++;
      }
      for (const line of refused.sort((a, b) => a.line - b.line)) await writer.write(line);
      counts.lines += chunk.length;
      progress.tick(counts.lines, table.understood.rowCount, 'lines');
    }
  } finally {
    // An import that is broken off keeps what it knows of refused lines.
    await writer.close();
    if (writer.count > 0) await rename(`${refusedFile}.new`, refusedFile);
    else await rm(`${refusedFile}.new`, { force: true });
  }
  const refused = writer.count;
  progress.done(
    `${counts.accepted} taken in, ${counts.repeated} known, ${refused} refused of ${counts.lines} lines`,
  );
  return { file, ...counts, refused, refusedFile: refused > 0 ? refusedFile : null };
}

function refusedFileOf(file: string, { refusedFile }: ImportOptions): string {
  const named = resolve(refusedFile ?? `${file.replace(/\.[^./]+$/, '')}.refused.csv`);
  if (named === resolve(file)) throw new CliError('--refused names the file that is read: name another.');
  return named;
}

/**
 * Opens a table that is to be sent. What stands in its file of refused lines is of another run, and would pass for this one's:
 * it goes, also where the table is not read.
 *
 * @throws CliError as `opened`
 */
export async function openedAnew<T>(
  file: string,
  options: ImportOptions,
  opening: () => Promise<T>,
): Promise<T> {
  await rm(refusedFileOf(file, options), { force: true });
  return opened(file, opening);
}

function parted<Item>(chunk: readonly ReadLine<Item>[]) {
  const items: ReadItem<Item>[] = [];
  const refused: RefusedLine[] = [];
  for (const line of chunk) {
    if ('item' in line) items.push(line);
    else refused.push(line);
  }
  return { items, refused };
}

async function* chunksOf<Item>(lines: AsyncIterable<ReadLine<Item>>): AsyncGenerator<ReadLine<Item>[]> {
  let chunk: ReadLine<Item>[] = [];
  for await (const line of lines) {
    chunk.push(line);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** A table, its refusals in the words of the command line. @throws CliError for a file that is not there or not read */
export async function opened<T>(file: string, opening: () => Promise<T>): Promise<T> {
  try {
    return await opening();
  } catch (error) {
    if (error instanceof TableError)
      throw new CliError(`${basename(file)} : ${error.message} [${error.slug}]`);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new CliError(`There is no file ${file}.`);
    if (code === 'EISDIR') throw new CliError(`${file} is a folder, not a file.`);
    throw error;
  }
}
