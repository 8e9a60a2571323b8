import { mojibakeIn } from './encoding';
import type { Columns, HeaderColumn } from './header-columns';
import { normalised } from './normalised';
import type { ColumnOf, Profile } from './profile';
import { TableError } from './refusals';
import { isDirham, isForeignUnit, isPercent, weightUnitNamed, type WeightUnit } from './units';

interface Named<Field extends string> {
  readonly field: Field;
  readonly name: string;
  /** What the header says in brackets, or behind the name. */
  readonly unit?: string;
}

/** What tells a second column of a name from the first: a number, an order, an age. */
const ORDER =
  /\b(?:\d+(?:er|ere|e|eme|nd|nde)?|bis|ter|i{1,3}|premiere?|deuxieme|seconde?|troisieme|autre|ancien(?:ne)?|nouveau|nouvelle|final|finale|definiti(?:f|ve))\b/gu;

/** The names of a profile, ready to be looked up. */
export class Names<Field extends string> {
  private readonly fields = new Map<string, Field>();

  constructor(private readonly profile: Pick<Profile<Field, unknown>, 'columns'>) {
    for (const [field, { names }] of Object.entries(profile.columns) as [Field, ColumnOf][])
      for (const name of names) this.fields.set(normalised(name), field);
  }

  /** How many cells of a line are names of columns: what tells the header and its separator. */
  count(cells: readonly string[]): number {
    return cells.filter((cell) => this.named(cell) !== undefined).length;
  }

  /**
   * The columns of a header line; separators behind the last name are none.
   * @throws TableError for a mandatory column that is missing, two columns of one field, a unit that is not known
   */
  columnsOf(header: readonly string[]): Columns<Field> {
    const width = header.findLastIndex((cell) => cell.trim() !== '') + 1;
    const at = new Map<Field, number>();
    const unitOf = new Map<Field, WeightUnit>();
    const all = header.slice(0, width).map((cell, index) => {
      const named = this.named(cell);
      if (!named) return this.unknown(index, cell);
      const twin = at.get(named.field);
      if (twin !== undefined) throw doubled(named.field, header[twin] ?? '', cell);
      at.set(named.field, index);
      const unit = this.unitIn(named, cell);
      if (unit) unitOf.set(named.field, unit);
      return { index, header: cell, field: named.field, name: named.name };
    });
    this.requireMandatory(at, header);
    const remarks = all.flatMap(({ field, index }) =>
      field !== null && this.kindOf(field) === 'left out' ? [index] : [],
    );
    return { all, at, unitOf, width, remarks };
  }

  private unknown(index: number, header: string): HeaderColumn<Field> {
    const name = normalised(header);
    const alike = this.named(name.replace(/([a-z])(\d)/gu, '$1 $2').replace(ORDER, ' '));
    const resembles = alike !== undefined && this.kindOf(alike.field) !== 'left out';
    return { index, header, field: null, name, resembles };
  }

  kindOf(field: Field): ColumnOf['kind'] {
    return this.profile.columns[field].kind;
  }

  private named(cell: string): Named<Field> | undefined {
    const inBrackets = /[([]([^)\]]*)[)\]]/u.exec(cell)?.[1]?.replace(/^\s*en\s+/iu, '') ?? unitAside(cell);
    const bare = normalised(cell.replace(/[([][^)\]]*[)\]]/u, ' '));
    const whole = this.fields.get(bare);
    if (whole) return { field: whole, name: bare, ...(inBrackets && { unit: inBrackets }) };
    const words = bare.split(' ');
    const last = words.at(-1) ?? '';
    const rest = words.slice(0, -1).join(' ').replace(/ en$/u, '');
    const field = this.fields.get(rest);
    if (!field || !isUnitWord(last)) return undefined;
    return { field, name: rest, unit: inBrackets ?? last };
  }

  /** The weight unit of a header. A unit of another kind than the column's is refused by its name. */
  private unitIn({ field, unit }: Named<Field>, header: string): WeightUnit | undefined {
    const kind = this.kindOf(field);
    const isMeasured = kind === 'weight' || kind === 'money' || kind === 'percent';
    if (unit === undefined || !isMeasured) return undefined;
    const weight = weightUnitNamed(unit);
    if (kind === 'weight' && weight) return weight;
    if (kind === 'money' && isDirham(unit)) return undefined;
    if (kind === 'percent' && isPercent(unit)) return undefined;
    throw unknownUnit(unit, `dans l’en-tête « ${header} »`, field);
  }

  private requireMandatory(at: ReadonlyMap<Field, number>, header: readonly string[]): void {
    for (const [field, { names, isMandatory }] of Object.entries(this.profile.columns) as [
      Field,
      ColumnOf,
    ][]) {
      if (!isMandatory || at.has(field)) continue;
      const spoilt = header.map((cell) => [cell, mojibakeIn(cell)] as const).find(([, found]) => found);
      if (spoilt) throw spoiltHeader(spoilt[0]);
      throw new TableError(
        'column_missing',
        `Colonne obligatoire absente : « ${names[0] ?? field} » (${field}). Noms acceptés : ${names.join(', ')}.`,
        field,
        names,
      );
    }
  }
}

/** A unit in a header that its words without accents do not have: « Montant € », « Poids brut طن », « Humidité ‰ ». */
function unitAside(header: string): string | undefined {
  const symbol = /[€$£¥‰%٪]/u.exec(header)?.[0];
  const words = header.split(/[^\p{L}]+/u).filter((word) => /^[^\p{Script=Latin}]+$/u.test(word));
  return symbol ?? words.find((word) => weightUnitNamed(word) !== undefined || isDirham(word));
}

const isUnitWord = (word: string): boolean =>
  weightUnitNamed(word) !== undefined || isForeignUnit(word) || isDirham(word);

/** The refusal of a unit that the office does not know, by its name and place. */
export const unknownUnit = (unit: string, where: string, field?: string): TableError =>
  new TableError(
    'unit_unknown',
    `Unité « ${unit.trim()} » ${where} : l’unité n’est pas connue, le fichier n’est pas lu. Poids : g, kg, q, t ; montants : MAD ; parts : %.`,
    field,
  );

const spoiltHeader = (cell: string): TableError =>
  new TableError(
    'mojibake',
    `L’en-tête « ${cell} » a été décodé deux fois (UTF-8 lu comme Windows-1252) : exportez le fichier de nouveau, en UTF-8.`,
    cell,
  );

function doubled(field: string, first: string, second: string): TableError {
  return new TableError(
    'column_twice',
    `Deux colonnes pour ${field} : « ${first} » et « ${second} ».`,
    field,
  );
}
