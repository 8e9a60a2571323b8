import { formatKilograms, formatMoney } from '@oce/quantities';
import {
  FRENCH_ORDER,
  type Profile,
  type RefusedLine,
  type Table,
  type Total,
  type Understood,
} from '@oce/tables';
import { table as aligned } from '@oce/office/output';
import { createHash } from 'node:crypto';
import { fieldInFrench } from './french';

/** What was understood of a file, before anything is sent. */
export interface CheckReport {
  readonly profile: string;
  readonly file: string;
  readonly encoding: string;
  readonly separator: string | null;
  readonly sheet: string | null;
  readonly headerLine: number;
  readonly decimalMark: { readonly mark: string | null; readonly how: string; readonly evidence?: Seen };
  readonly dateOrder: { readonly order: string | null; readonly how: string; readonly evidence?: Seen };
  /** Of each column with weights; `said` is false where nothing names it, and kg is taken. */
  readonly units: readonly { readonly column: string; readonly unit: string; readonly said: boolean }[];
  readonly used: readonly { readonly column: string; readonly field: string }[];
  readonly leftOut: readonly string[];
  readonly notUnderstood: readonly string[];
  readonly absent: readonly string[];
  readonly firstRows: readonly (readonly string[])[];
  readonly lines: number;
  readonly readable: number;
  readonly refused: number;
  readonly firstRefusals: readonly RefusedLine[];
  /** Lines that name the same thing and say something else of it. */
  readonly contradictions: readonly { readonly key: string; readonly lines: readonly [number, number] }[];
  readonly totals: readonly SumOf[];
  readonly producers: readonly (SumOf & { readonly producer: string })[];
  readonly notes: readonly string[];
}

interface Seen {
  readonly line: number;
  readonly text: string;
}
interface SumOf {
  readonly group: string;
  readonly lines: number;
  readonly amount: number;
  readonly unit: Total['unit'];
}

const SHOWN = 10;
/** Rows whose keys are kept to find contradictions; beyond them the office finds them. */
const MOST_KEYS = 500_000;

/** Reads a table to its end, and says what it would send. Nothing is sent. */
export async function checkTable<Field extends string, Item>(
  table: Table<Field, Item>,
  profile: Profile<Field, Item>,
  file: string,
): Promise<CheckReport> {
  const sums = new Sums<Item>(profile);
  const firstRefusals: RefusedLine[] = [];
  let [readable, refused] = [0, 0];
  for await (const line of table.lines()) {
    if ('item' in line) {
      readable += 1;
      sums.add(line.item, line.line);
    } else {
      refused += 1;
      if (firstRefusals.length < SHOWN) firstRefusals.push(line);
    }
  }
  return {
    ...understoodOf(table.understood, profile),
    file,
    readable,
    refused,
    firstRefusals,
    contradictions: sums.contradictions,
    totals: [...sums.groups.values()],
    producers: [...sums.producers.values()],
    notes: notesOf(table.understood, sums.notes),
  };
}

/** What stands above the header and was not read; what is to be known of rows, with their number. */
function notesOf<Field extends string>(
  { layout: { above } }: Understood<Field>,
  ofRows: ReadonlyMap<string, number>,
): string[] {
  const titles = above.map(({ text }) => text.trim()).filter((text) => /[\p{L}\d]/u.test(text));
  const notRead = titles.map((text) => `Au-dessus de l’en-tête, non lu : « ${text.slice(0, 120)} »`);
  return [...notRead, ...[...ofRows].map(([note, lines]) => `${note} (lignes : ${lines})`)];
}

class Sums<Item> {
  readonly notes = new Map<string, number>();
  readonly groups = new Map<string, SumOf>();
  readonly producers = new Map<string, SumOf & { producer: string }>();
  readonly contradictions: { key: string; lines: readonly [number, number] }[] = [];
  private readonly seen = new Map<string, { line: number; mark: string }>();

  constructor(private readonly profile: Pick<Profile<string, Item>, 'totalOf' | 'keyOf' | 'noteOf'>) {}

  add(item: Item, line: number): void {
    const { producer, group, amount, unit } = this.profile.totalOf(item);
    const note = this.profile.noteOf?.(item);
    if (note !== undefined) this.notes.set(note, (this.notes.get(note) ?? 0) + 1);
    const known = this.groups.get(group);
    this.groups.set(group, { group, unit, ...plus(known, amount) });
    if (producer !== undefined) {
      const key = `${producer} ${group}`;
      this.producers.set(key, { producer, group, unit, ...plus(this.producers.get(key), amount) });
    }
    this.remember(item, line);
  }

  private remember(item: Item, line: number): void {
    const key = this.profile.keyOf(item);
    const mark = createHash('sha1').update(JSON.stringify(item)).digest('base64');
    const before = this.seen.get(key);
    if (!before) {
      if (this.seen.size < MOST_KEYS) this.seen.set(key, { line, mark });
    } else if (before.mark !== mark && this.contradictions.length < SHOWN * 10) {
      this.contradictions.push({ key: key.trim(), lines: [before.line, line] });
    }
  }
}

const plus = (known: SumOf | undefined, amount: number) => ({
  lines: (known?.lines ?? 0) + 1,
  amount: (known?.amount ?? 0) + amount,
});

function understoodOf<Field extends string>(
  understood: Understood<Field>,
  { name, columns }: Pick<Profile<Field, unknown>, 'name' | 'columns'>,
) {
  const { layout, numbers, dates, unknown, firstRows, rowCount, isWeightUnitSaid, weightUnit, unitField } =
    understood;
  const all = layout.columns.all.flatMap(({ field, header }) => (field === null ? [] : [{ field, header }]));
  const isLeftOut = (field: Field) => columns[field].kind === 'left out';
  const weights = all.filter(({ field }) => columns[field].kind === 'weight');
  const units = weights.map(({ field, header }) => ({
    column: header,
    unit: layout.columns.unitOf.get(field) ?? (unitField ? 'de la ligne' : weightUnit),
    said: layout.columns.unitOf.has(field) || unitField !== undefined || isWeightUnitSaid,
  }));
  return {
    profile: name,
    encoding: layout.encoding ?? 'xlsx',
    separator: layout.separator,
    sheet: layout.sheet,
    headerLine: layout.headerLine,
    decimalMark: {
      mark: numbers.decimalMark,
      how: numbers.how,
      ...(numbers.evidence && { evidence: numbers.evidence }),
    },
    dateOrder: { order: dates.order, how: dates.how, ...(dates.evidence && { evidence: dates.evidence }) },
    units,
    used: all
      .filter(({ field }) => !isLeftOut(field))
      .map(({ field, header }) => ({ column: header, field })),
    leftOut: all.filter(({ field }) => isLeftOut(field)).map(({ header }) => header),
    notUnderstood: unknown,
    absent: (Object.keys(columns) as Field[])
      .filter((field) => !layout.columns.at.has(field) && !isLeftOut(field))
      .map((field) => columns[field].names[0] ?? field),
    firstRows,
    lines: rowCount,
  };
}

const HOW: Readonly<Record<string, string>> = {
  proven: 'prouvé par',
  declared: 'déclaré',
  'not needed': 'sans objet : rien à distinguer',
};

/** The report as lines for a screen, in French. */
export function checkLines(report: CheckReport): string[] {
  const proof = ({ how, evidence }: { readonly how: string; readonly evidence?: Seen }) =>
    `${HOW[how] ?? how}${evidence ? ` « ${evidence.text} », ligne ${evidence.line}` : ''}`;
  const { decimalMark: mark, dateOrder: order } = report;
  const facts: [string, string][] = [
    ['Encodage', report.encoding],
    report.sheet === null
      ? ['Séparateur', report.separator === '\t' ? 'tabulation' : `« ${report.separator ?? ''} »`]
      : ['Feuille', report.sheet],
    ['En-tête', `ligne ${report.headerLine}`],
    ['Décimales', `${mark.mark === null ? '—' : `« ${mark.mark} »`} (${proof(mark)})`],
    ['Dates', `${order.order === null ? '—' : FRENCH_ORDER[order.order as 'dmy']} (${proof(order)})`],
    ...report.units.map(({ column, unit, said }): [string, string] => [
      `Unité de « ${column} »`,
      said ? unit : `${unit} (le fichier ne la dit pas)`,
    ]),
    ['Colonnes lues', report.used.map(({ column }) => column).join(', ')],
    ['Laissées de côté', report.leftOut.join(', ') || '—'],
    ['Non comprises', report.notUnderstood.map((name) => name || '(sans nom)').join(', ') || '—'],
    ['Absentes', report.absent.join(', ') || '—'],
    ['Lignes', `${report.lines}, dont ${report.readable} lisibles et ${report.refused} refusées`],
  ];
  return [
    ...aligned(facts),
    ...report.notes.map((note) => `Note : ${note}`),
    ...section(
      'Premières lignes',
      report.firstRows.map((row) => row.join(' | ')),
    ),
    ...section('Totaux', aligned(report.totals.map((sum) => [sum.group, sum.lines, amountOf(sum)]))),
    ...section('Par producteur', producersOf(report)),
    ...section(
      'Lignes refusées',
      report.firstRefusals.map(
        ({ line, field, rule, message }) => `${line} : ${fieldInFrench(field)}, ${rule} : ${message}`,
      ),
    ),
    ...section(
      'Lignes qui se contredisent',
      report.contradictions.map(({ key, lines: [one, other] }) => `${key} : lignes ${one} et ${other}`),
    ),
  ];
}

const MOST_PRODUCERS = 40;

function producersOf({ producers }: CheckReport): string[] {
  const shown = producers.slice(0, MOST_PRODUCERS);
  const more = producers.length - shown.length;
  const rows = aligned(shown.map((sum) => [sum.producer, sum.group, sum.lines, amountOf(sum)]));
  return more > 0 ? [...rows, `… et ${more} autres (--json les donne tous)`] : rows;
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `${title} :`, ...lines.map((line) => `  ${line}`)];

function amountOf({ amount, unit }: SumOf): string {
  if (unit === 'g') return formatKilograms(amount);
  return unit === 'centimes' ? formatMoney(amount) : String(amount);
}
