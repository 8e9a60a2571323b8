import { ExactMoment, ExactNumber, textOf, western, type Cell } from './cells';
import { dateAndTime, dayOf, type DateForm } from './days';
import { mojibakeIn } from './encoding';
import type { Columns } from './header-columns';
import { beginsTotal, takesBack } from './meaning';
import { exactScaled, numberAndWord, scaledOf, type NumberForm } from './numbers';
import { LineRefusal, refuse } from './refusals';
import { isDirham, isPercent, MILLIGRAMS_PER_THOUSANDTH, weightUnitNamed, type WeightUnit } from './units';

/** What the whole table says of each of its cells. */
export interface Forms<Field extends string> {
  readonly columns: Columns<Field>;
  readonly numbers: NumberForm;
  readonly dates: DateForm;
  /** The unit of weights that neither the header nor a column says. */
  readonly weightUnit: WeightUnit;
  /** The field that holds the unit of a line, where there is one. */
  readonly unitField?: Field;
}

const ID = /^[A-Za-z0-9_-]{1,60}$/u;
const HEAVIEST_GRAMS = 1_000_000_000n;
const MOST_CENTIMES = 1_000_000_000_000n;
const WHOLE_PERCENT = 1_000_000n;
const MOST_COUNTED = 1_000_000n;
/** What a spreadsheet writes where a formula has no value, in English and in French; and the formula itself. */
const BROKEN =
  /^(?:#(?:N\/A|REF!|VALUE!|VALEUR!|DIV\/0!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!|SPILL!|CALC!)|=.+)$/u;
const UNREADABLE = /\u{fffd}|\0/u;

/**
 * One row of a table, its cells by their fields. Each reading says what must hold of a cell, and refuses the line by field
 * and rule where it does not.
 */
export class Row<Field extends string> {
  constructor(
    private readonly cells: readonly Cell[],
    private readonly forms: Forms<Field>,
  ) {}

  /** Whether the table has the column. */
  has(field: Field): boolean {
    return this.forms.columns.at.has(field);
  }

  /** The words of the header that stand for a field, as the profile has them, without accents. */
  nameOf(field: Field): string | undefined {
    return this.forms.columns.all.find((column) => column.field === field)?.name;
  }

  /** A text as it stands, '' where there is none. A number of a sheet that lost digits is refused. */
  text(field: Field, told: string = field): string {
    const cell = this.cell(field);
    const text = textOf(cell);
    const isCut = cell instanceof ExactNumber && !/^\d{1,15}(?:\.\d{1,4})?$/u.test(text);
    if (isCut)
      refuse(
        told,
        'id_characters',
        `« ${text} » est un nombre du classeur, qui perd des chiffres : mettez la colonne en texte.`,
      );
    const spoilt = mojibakeIn(text);
    if (spoilt !== undefined)
      refuse(told, 'mojibake', `« ${text} » a été décodé deux fois (« ${spoilt} ») : exportez de nouveau.`);
    // One letter has one form, whatever software wrote it.
    return text.normalize('NFC');
  }

  present(field: Field, told: string = field): string {
    return this.text(field, told) || missing(told);
  }

  /** An id of the office. */
  id(field: Field, told: string = field): string {
    return this.optionalId(field, told) ?? missing(told);
  }

  optionalId(field: Field, told: string = field): string | undefined {
    const text = western(this.text(field, told));
    if (text === '') return undefined;
    if (ID.test(text)) return text;
    const words = 'seuls les lettres sans accent, chiffres, - et _ (60 au plus) sont admis.';
    return refuse(told, 'id_characters', `« ${text} » : ${words}`);
  }

  /** A weight in whole grams; undefined where the cell is empty. */
  grams(field: Field): number | undefined {
    const number = this.number(field, 3);
    if (number === undefined) return undefined;
    const unit = this.unitOf(field, number.word);
    const milligrams = number.scaled * MILLIGRAMS_PER_THOUSANDTH[unit];
    if (milligrams % 1000n !== 0n)
      refuse(field, 'whole_grams', `« ${number.text} » ${unit} n'est pas un gramme entier.`);
    const grams = milligrams / 1000n;
    if (grams < 0n) refuse(field, 'not_negative', `« ${number.text} » est négatif.`);
    if (grams > HEAVIEST_GRAMS)
      refuse(field, 'at_most_1000_t', `« ${number.text} » ${unit} dépasse 1 000 t.`);
    return Number(grams);
  }

  /** An amount of dirhams, above nothing, in centimes. */
  centimes(field: Field): number {
    const number = this.number(field, 2) ?? missing(field);
    if (number.word !== '' && !isDirham(number.word))
      refuse(field, 'known_unit', `« ${number.text} » : seul le dirham (MAD) est admis.`);
    if (number.scaled <= 0n) refuse(field, 'positive', `« ${number.text} » n'est pas au-dessus de zéro.`);
    if (number.scaled > MOST_CENTIMES) refuse(field, 'decimal_number', `« ${number.text} » est trop grand.`);
    return Number(number.scaled);
  }

  /** A share in per cent, as parts per million. */
  ppm(field: Field): number {
    const number = this.number(field, 4) ?? missing(field);
    if (number.word !== '' && !isPercent(number.word))
      refuse(field, 'known_unit', `« ${number.text} » : une part se donne en %.`);
    if (number.scaled < 0n) refuse(field, 'not_negative', `« ${number.text} » est négatif.`);
    if (number.scaled > WHOLE_PERCENT)
      refuse(field, 'at_most_100_percent', `« ${number.text} » dépasse 100 %.`);
    return Number(number.scaled);
  }

  /** A whole number; undefined where the cell is empty. */
  count(field: Field): number | undefined {
    const number = this.number(field, 3);
    if (number === undefined) return undefined;
    // A sheet may show what it counts: « 40 caisses ».
    const isBare = number.word === '' || this.cell(field) instanceof ExactNumber;
    const isWhole = isBare && number.scaled >= 0n && number.scaled % 1000n === 0n;
    if (!isWhole || number.scaled / 1000n > MOST_COUNTED)
      refuse(field, 'whole_number', `« ${number.text} » n'est pas un nombre entier.`);
    return Number(number.scaled / 1000n);
  }

  /** A day, 'YYYY-MM-DD'; a time behind it is nothing but midnight. */
  day(field: Field, told: string = field): string {
    const { day, time } = this.moment(field, told);
    if (time !== undefined && !/^0?0:00(?::00)?$/u.test(time))
      refuse(told, 'real_date', `« ${this.text(field)} » : une date est attendue, sans heure.`);
    return day;
  }

  /** A day, and the time that stands behind it. */
  moment(field: Field, told: string = field): { readonly day: string; readonly time?: string } {
    const cell = this.cell(field);
    if (cell instanceof ExactMoment && cell.day !== undefined)
      return { day: dayOf(cell.day, told, this.forms.dates), ...(cell.time && { time: cell.time }) };
    const text = this.present(field, told);
    if (cell instanceof ExactNumber) refuse(told, 'real_date', `« ${text} » est un nombre, non une date.`);
    const { date, time } = dateAndTime(text);
    return { day: dayOf(date, told, this.forms.dates), ...(time && { time }) };
  }

  /** A time as it stands, '' where there is none. */
  time(field: Field, told: string = field): string {
    const cell = this.cell(field);
    if (cell instanceof ExactNumber)
      refuse(
        told,
        'real_time',
        `« ${cell.text} » est un nombre, non une heure : mettez la colonne en heures.`,
      );
    return western(this.text(field, told));
  }

  /** A number, scaled, with the word that stands behind it. */
  private number(field: Field, decimals: number): { scaled: bigint; text: string; word: string } | undefined {
    const cell = this.cell(field);
    const text = textOf(cell);
    if (text === '') return undefined;
    if (cell instanceof ExactNumber)
      return { scaled: exactScaled(text, field, decimals), text, word: cell.word };
    const { digits, word } = numberAndWord(text);
    return { scaled: scaledOf(digits, field, this.forms.numbers, decimals), text, word };
  }

  private unitOf(field: Field, word: string): WeightUnit {
    const inHeader = this.forms.columns.unitOf.get(field);
    const ofLine = this.forms.unitField === undefined ? '' : this.text(this.forms.unitField);
    if (this.forms.unitField !== undefined && ofLine === '' && !inHeader && word === '')
      refuse(this.forms.unitField, 'known_unit', "L'unité de la ligne manque.");
    const said = [inHeader, ...[ofLine, word].filter((one) => one !== '').map((one) => this.known(one))];
    const units = new Set(said.filter((one) => one !== undefined));
    if (units.size > 1) {
      const words = [...units].join(' et ');
      refuse(
        this.forms.unitField ?? field,
        'one_unit',
        `La ligne et sa colonne disent deux unités : ${words}.`,
      );
    }
    return [...units][0] ?? this.forms.weightUnit;
  }

  private known(word: string): WeightUnit {
    return (
      weightUnitNamed(word) ??
      refuse(this.forms.unitField ?? 'unit', 'known_unit', `Unité inconnue « ${word} » : g, kg, q ou t.`)
    );
  }

  private cell(field: Field): Cell | undefined {
    const index = this.forms.columns.at.get(field);
    return index === undefined ? undefined : this.cells[index];
  }
}

/** @throws LineRefusal `encoding`, `total_row`, `formula`, `column_count`, `taken_back`: the row as a whole cannot be trusted */
export function checkRow<Field extends string>(
  cells: readonly Cell[],
  raw: string,
  { all, width, remarks }: Columns<Field>,
  isFixed: boolean,
): void {
  if (UNREADABLE.test(raw))
    refuse('line', 'encoding', "La ligne contient des octets illisibles dans l'encodage du fichier.");
  const first = textOf(cells.find((cell) => textOf(cell) !== ''));
  if (beginsTotal(first)) refuse('line', 'total_row', `« ${first} » : la ligne additionne les autres.`);
  const broken = all.find(
    ({ field, index }) => field !== null && !remarks.includes(index) && BROKEN.test(textOf(cells[index])),
  );
  if (broken)
    refuse(
      'line',
      'formula',
      `« ${textOf(cells[broken.index])} » (${broken.header}) : la formule n'a pas de résultat.`,
    );
  const filled = cells.findLastIndex((cell) => textOf(cell) !== '') + 1;
  // Rows of a sheet end with their last filled cell.
  if ((isFixed && cells.length < width) || filled > width)
    refuse('line', 'column_count', `La ligne a ${cells.length} cellules, l'en-tête en a ${width}.`);
  for (const index of remarks) {
    const remark = textOf(cells[index]);
    if (takesBack(remark))
      refuse(
        'line',
        'taken_back',
        `« ${remark} » : la ligne dit qu'elle ne compte pas. Retirez l'une ou l'autre.`,
      );
  }
}

function missing(field: string): never {
  throw new LineRefusal(field, 'present', 'La cellule est vide, et la valeur est nécessaire.');
}
