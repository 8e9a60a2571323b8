import type { Declared, Encoding } from '@oce/tables';
import { Option } from 'commander';
import { json, over, wholeNumber, type Way } from './options';

/** Options of every import: what a file does not prove by itself, and how it is sent. */
export interface TableOptions {
  readonly check?: boolean;
  readonly decimal?: 'comma' | 'point';
  readonly dates?: 'dmy' | 'mdy';
  readonly encoding?: Encoding;
  readonly unit?: 'g' | 'kg' | 'q' | 't';
  readonly sheet?: string;
  readonly ignore?: readonly string[];
  readonly refused?: string;
  readonly wait: number;
  readonly over: Way;
  readonly json?: boolean;
}

export const tableOptions = (): Option[] => [
  new Option('--check', 'say what is understood of the file, with its totals, and send nothing'),
  new Option('--decimal <mark>', 'what stands before decimals, where the file does not prove it').choices([
    'comma',
    'point',
  ]),
  new Option('--dates <order>', 'day or month first, where the file does not prove it').choices([
    'dmy',
    'mdy',
  ]),
  new Option('--encoding <name>', 'how its letters are written, where the file does not prove it').choices([
    'utf8',
    'utf16le',
    'utf16be',
    'win1252',
    'cp850',
  ]),
  new Option('--unit <unit>', 'of weights of which the file says nothing').choices(['g', 'kg', 'q', 't']),
  new Option('--sheet <name>', 'of a workbook with several sheets'),
  new Option(
    '--ignore <column>',
    'the header of a column that is not understood, and does not count; may stand often',
  ).argParser((one: string, before: readonly string[] | undefined) => [...(before ?? []), one]),
  new Option('--refused <file>', 'where refused lines are written; made anew each time'),
  new Option('--wait <seconds>', 'for an office that goes away').argParser(wholeNumber).default(300),
  over(),
  json('the result as JSON'),
];

/** What --help says of every import. */
export const TABLE_NOTES = [
  'CSV (; , tab |) or .xlsx. Units, decimal mark, order of dates and encoding are proven by the whole file or declared;',
  'a file that can be read in two ways, or contradicts itself, is refused by that name, and nothing is sent.',
  'It may be stopped and run again: nothing is doubled.',
  'Exit 0: every line is taken, or known. 3: some lines are refused (see the file of refused lines).',
  'Exit 1: the file is not read, or the office takes nothing. 4: the office went away; the last lines say how to go on.',
];

/** The exit status of an import, or a check, that refused lines. */
export const LINES_REFUSED = 3;

export function declaredOf({ decimal, dates, encoding, unit, sheet, ignore }: TableOptions): Declared {
  return {
    decimalMark: decimal && (decimal === 'comma' ? ',' : '.'),
    dateOrder: dates,
    encoding,
    weightUnit: unit,
    sheet,
    ignored: ignore,
  };
}

/** The command as it was typed, to go on with. */
export const asTyped = (): string => ['./oce', ...process.argv.slice(2).map(quoted)].join(' ');

const quoted = (word: string): string =>
  /^[\w./:=@-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
