import { ExactMoment, ExactNumber, textOf, type Cell } from './cells';
import { unknownUnit } from './columns';
import { normalised } from './normalised';
import type { Columns, HeaderColumn } from './header-columns';
import { DateProof, FRENCH_ORDER, type DateForm, type DateOrder } from './days';
import { findLayout, type Layout, type LayoutDeclared } from './layout';
import { ColumnContent, speaksOfMeaning } from './meaning';
import { numberAndWord, NumberProof, type DecimalMark, type NumberForm } from './numbers';
import type { ColumnKind, Profile } from './profile';
import { TableError } from './refusals';
import { SpokenUnits, unitAlone, type UnitsOfColumns } from './spoken-units';
import type { TableSource } from './source';
import { isDirham, isForeignUnit, weightUnitNamed, type WeightUnit } from './units';

/** What a person declares of a table. Where the table proves the contrary it is refused. */
export interface Declared extends LayoutDeclared {
  readonly decimalMark?: DecimalMark | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** The unit of weights of which nothing is said. */
  readonly weightUnit?: WeightUnit | undefined;
  /** Headers of columns that are not understood, and mean nothing. */
  readonly ignored?: readonly string[] | undefined;
}

/** All that was understood of a table, proven by the whole of it. */
export interface Understood<Field extends string> {
  readonly layout: Layout<Field>;
  readonly numbers: NumberForm;
  readonly dates: DateForm;
  readonly weightUnit: WeightUnit;
  readonly isWeightUnitSaid: boolean;
  readonly unitField: Field | undefined;
  /** Columns that are not understood, and cannot change what is read. */
  readonly unknown: readonly string[];
  readonly rowCount: number;
  readonly firstRows: readonly (readonly string[])[];
}

const FIRST_ROWS = 3;
const MOST_GRAMS = 100_000_000;
const MOST: Partial<Record<ColumnKind, number>> = { percent: 100, count: 100_000 };
/** Grams in a unit. */
const GRAMS: Readonly<Record<WeightUnit, number>> = { g: 1, kg: 1_000, q: 100_000, t: 1_000_000 };

/**
 * Reads the whole table once and proves how it is to be read.
 *
 * @throws TableError for whatever is open, contradicts itself, or is not known and could change the meaning
 */
export async function understand<Field extends string>(
  source: TableSource,
  profile: Pick<Profile<Field, unknown>, 'columns'>,
  declared: Declared = {},
): Promise<Understood<Field>> {
  const layout = await findLayout(source, profile, declared);
  const kindOf = (field: Field): ColumnKind => profile.columns[field].kind;
  const seen = new TableSeen(layout.columns, kindOf, declared, layout.separator !== null);
  for (const { line, text } of layout.above) seen.spoken.hear(text, line);
  for await (const { line, cells } of layout.rows()) if (cells) seen.see(cells, line);
  seen.refuseWhatChangesMeaning(declared.ignored ?? []);
  const weightUnit = seen.weightUnit();
  seen.spoken.refuseOthers(seen.unitsOfColumns());
  return {
    layout,
    numbers: seen.numbers.form(declared.decimalMark),
    dates: seen.dates.form(declaredOrder(layout.columns, declared.dateOrder)),
    weightUnit: weightUnit ?? 'kg',
    isWeightUnitSaid: weightUnit !== undefined,
    unitField: seen.unitField,
    unknown: seen.unknownColumns(),
    rowCount: seen.rowCount,
    firstRows: seen.firstRows,
  };
}

/**
 * The order of the dates as a person declares it, and headers do: "Date (jj/mm/aaaa)".
 * @throws TableError `date_order` where they do not agree
 */
function declaredOrder<Field extends string>(
  { all }: Columns<Field>,
  declared: DateOrder | undefined,
): DateOrder | undefined {
  let order = declared;
  for (const { header } of all) {
    const said = orderIn(header);
    if (said !== undefined && order !== undefined && said !== order)
      throw new TableError(
        'date_order',
        `L’en-tête « ${header} » et ce qui est déclaré (${FRENCH_ORDER[order]}) se contredisent.`,
        header,
      );
    order ??= said;
  }
  return order;
}

function orderIn(header: string): DateOrder | undefined {
  if (/\bjj\W?mm\W?aa|\bdd\W?mm\W?yy/iu.test(header)) return 'dmy';
  return /\bmm\W?(?:jj|dd)\W?(?:aa|yy)/iu.test(header) ? 'mdy' : undefined;
}

class TableSeen<Field extends string> {
  readonly numbers = new NumberProof();
  readonly dates = new DateProof();
  readonly spoken = new SpokenUnits();
  readonly firstRows: string[][] = [];
  readonly unitField: Field | undefined;
  rowCount = 0;
  private readonly contents = new Map<number, ColumnContent>();
  private readonly numeric: readonly HeaderColumn<Field>[];
  private readonly remarks: readonly HeaderColumn<Field>[];
  private readonly dated: readonly HeaderColumn<Field>[];
  private readonly unknown: readonly HeaderColumn<Field>[];

  constructor(
    private readonly columns: Columns<Field>,
    private readonly kindOf: (field: Field) => ColumnKind,
    private readonly declared: Declared,
    private readonly isFixed: boolean,
  ) {
    const ofKind = (...kinds: ColumnKind[]) =>
      columns.all.filter(({ field }) => field !== null && kinds.includes(kindOf(field)));
    this.numeric = ofKind('weight', 'money', 'percent', 'count');
    this.dated = ofKind('date');
    this.remarks = ofKind('left out');
    this.unknown = columns.all.filter(({ field }) => field === null);
    this.unitField = ofKind('unit')[0]?.field ?? undefined;
  }

  see(cells: readonly Cell[], line: number): void {
    this.rowCount += 1;
    if (this.firstRows.length < FIRST_ROWS) this.firstRows.push(cells.map(textOf));
    const filled = cells.findLastIndex((cell) => textOf(cell) !== '') + 1;
    if (cells.filter((cell) => textOf(cell) !== '').length === 1)
      this.spoken.hear(cells.map(textOf).join(' '), line);
    // Cells that slipped into other columns prove nothing: such a line is refused.
    if (filled > this.columns.width || (this.isFixed && cells.length < this.columns.width)) return;
    const unit = this.unitAt(cells, line);
    for (const column of this.numeric) this.seeNumber(cells[column.index], column, unit, line);
    for (const { index } of this.dated) {
      const cell = cells[index];
      if (typeof cell === 'string' && cell !== '') this.dates.see(cell, line);
      else if (cell instanceof ExactMoment) this.dates.seeExact(cell);
    }
    for (const { index } of this.remarks) this.spoken.hear(textOf(cells[index]), line);
    for (const { index } of this.unknown) this.seeUnknown(index, textOf(cells[index]));
  }

  private unitAt(cells: readonly Cell[], line: number): WeightUnit | undefined {
    const index = this.unitField === undefined ? undefined : this.columns.at.get(this.unitField);
    const text = index === undefined ? '' : textOf(cells[index]);
    if (text === '') return undefined;
    const unit = weightUnitNamed(text);
    if (!unit) throw unknownUnit(text, `à la ligne ${line}`, this.unitField);
    return unit;
  }

  private seeNumber(
    cell: Cell | undefined,
    { field }: HeaderColumn<Field>,
    ofLine: WeightUnit | undefined,
    line: number,
  ): void {
    if (cell instanceof ExactNumber) this.numbers.seeExact(cell.text, line);
    if (cell === undefined || field === null || typeof cell !== 'string') return;
    const alone = /\d/u.test(cell) ? undefined : unitAlone(cell);
    if (alone && !this.columns.unitOf.has(field)) this.spoken.keep(alone, { line, text: cell });
    const { digits, word } = numberAndWord(cell);
    if (isForeignUnit(word)) throw unknownUnit(word, `à la ligne ${line} (« ${cell} »)`, field);
    const kind = this.kindOf(field);
    if (kind !== 'weight') return this.numbers.see(digits, line, MOST[kind]);
    const unit =
      weightUnitNamed(word) ?? ofLine ?? this.columns.unitOf.get(field) ?? this.declared.weightUnit;
    this.numbers.see(digits, line, MOST_GRAMS / GRAMS[unit ?? 'kg']);
  }

  private seeUnknown(index: number, text: string): void {
    if (text === '') return;
    const content = this.contents.get(index) ?? new ColumnContent();
    this.contents.set(index, content);
    content.see(text);
  }

  /**
   * The unit of weights without one of their own; undefined where nothing says it.
   * @throws TableError `unit_unsaid` where some columns have a unit other than kg, and others none; where all have another
   * than is declared
   */
  weightUnit(): WeightUnit | undefined {
    const said = this.declared.weightUnit;
    const silent = this.columns.all.find(
      ({ field }) => field !== null && this.kindOf(field) === 'weight' && !this.columns.unitOf.has(field),
    );
    const units = [...this.columns.unitOf.values()];
    if (said && !silent && units.length > 0 && !units.includes(said))
      throw new TableError(
        'unit_unsaid',
        `L’unité déclarée (${said}) est contredite par l’en-tête, qui dit ${[...new Set(units)].join(', ')}.`,
      );
    if (said) return said;
    const other = units.find((unit) => unit !== 'kg');
    if (silent && other && this.unitField === undefined)
      throw new TableError(
        'unit_unsaid',
        `La colonne « ${silent.header} » ne dit pas son unité, quand d’autres sont en ${other} : dites-la dans l’en-tête, ou --unit ${other}.`,
        silent.header,
      );
    return undefined;
  }

  unitsOfColumns(): UnitsOfColumns {
    const silent = (kind: ColumnKind) =>
      this.numeric.filter(({ field }) => field !== null && this.kindOf(field) === kind);
    const isSilent = silent('weight').some(({ field }) => field !== null && !this.columns.unitOf.has(field));
    const isSaid = this.declared.weightUnit !== undefined || this.unitField !== undefined;
    return {
      silentWeights: isSilent && !isSaid ? 'kg' : null,
      hasSilentMoney: silent('money').some(({ header }) => !header.split(/[^\p{L}]+/u).some(isDirham)),
    };
  }

  /** @throws TableError `column_unknown` */
  refuseWhatChangesMeaning(ignored: readonly string[]): void {
    const known = new Set(ignored.map(normalised));
    for (const { index, header, name, resembles } of this.unknown) {
      const content = this.contents.get(index);
      const isNamed = header.trim() !== '';
      if (!content || (isNamed && known.has(name))) continue;
      const why = content.why();
      if (why === null || (why === undefined && !resembles && !speaksOfMeaning(header))) continue;
      const shown = isNamed ? `« ${header} »` : `n° ${index + 1}, sans nom,`;
      const advice = isNamed
        ? `Renommez-la, ou dites qu’elle ne compte pas : --ignore "${header}".`
        : 'Nommez-la, ou videz-la.';
      throw new TableError(
        'column_unknown',
        `La colonne ${shown} n’est pas comprise et peut changer le sens des lignes${why ? ` (elle contient ${why})` : ''}. ${advice}`,
        header,
      );
    }
  }

  unknownColumns(): string[] {
    return this.unknown.map(({ header }) => header);
  }
}
