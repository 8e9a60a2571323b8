import { QuantityError, parseDecimal } from '@oce/quantities';
import { western } from './cells';
import { TableError, refuse } from './refusals';

/** What stands between the whole and its parts. */
export type DecimalMark = ',' | '.';

/** Where something was seen first. */
export interface Evidence {
  readonly line: number;
  readonly text: string;
}

/** How the numbers of a file are written. */
export interface NumberForm {
  /** Null where no number has decimals or groups: nothing had to be known. */
  readonly decimalMark: DecimalMark | null;
  /** The mark between thousands, where the file proves it; spaces always may stand there. */
  readonly groupMark: DecimalMark | null;
  readonly how: 'proven' | 'declared' | 'not needed';
  readonly evidence?: Evidence;
}

/** A number of a workbook or of the reader's own making: digits, and a point where there are decimals. */
const SHAPE = /^([-+\u2212]?)(\d+|\d{1,3}(?:[ \u00a0\u2009\u202f'\u2019]\d{3})+)((?:[.,]\d+)*)$/u;

interface Shape {
  readonly sign: string;
  readonly whole: string;
  readonly parts: readonly { readonly mark: DecimalMark; readonly digits: string }[];
}

function shapeOf(text: string): Shape | undefined {
  const [, sign = '', whole, tail = ''] = text.length <= 64 ? (SHAPE.exec(text.trim()) ?? []) : [];
  if (whole === undefined) return undefined;
  const parts = [...tail.matchAll(/([.,])(\d+)/gu)].map(([, mark, digits = '']) => ({
    mark: mark as DecimalMark,
    digits,
  }));
  return { sign, whole: whole.replace(/\D/gu, ''), parts };
}

/** Whether digits may be followed by groups of three: « 12 », not « 012 », « 1250 » or « 1 250 ». */
const mayBeGrouped = (whole: string): boolean => /^[1-9]\d{0,2}$/u.test(whole);
const other = (mark: DecimalMark): DecimalMark => (mark === ',' ? '.' : ',');

/**
 * Looks at every number of a file, and says what its marks mean. « 12,5 » and « 1250,500 » prove a decimal comma,
 * « 12,480.50 » proves commas between thousands and a decimal point; « 12,500 » by itself proves nothing, unless it would
 * be more than there can be with a comma between thousands. Nothing is taken from what is usual.
 */
export class NumberProof {
  private readonly decimals = new Map<DecimalMark, Evidence>();
  private readonly groups = new Map<DecimalMark, Evidence>();
  private open: Evidence | undefined;
  private fraction: Evidence | undefined;

  /**
   * A number of a workbook. A spreadsheet that takes 1.200 for 1,2 leaves 12.480,5 a text: beside texts with points between
   * thousands, no fraction of a workbook is certain.
   */
  seeExact(text: string, line: number): void {
    if (/[.Ee]/u.test(text)) this.fraction ??= { line, text };
  }

  /** @param most what the number may be at most: a reading above it is none */
  see(text: string, line: number, most = Infinity): void {
    const shape = shapeOf(text);
    const [first, ...rest] = shape?.parts ?? [];
    if (!shape || !first) return;
    const seen = { line, text: text.trim() };
    if (rest.length > 0) this.seeGroups(shape, seen);
    else if (!mayBeGrouped(shape.whole) || first.digits.length !== 3) keep(this.decimals, first.mark, seen);
    else if (Number(`${shape.whole}${first.digits}`) > most) keep(this.decimals, first.mark, seen);
    else this.open ??= seen;
  }

  private seeGroups({ whole, parts }: Shape, seen: Evidence): void {
    const last = parts.at(-1);
    const [first] = parts;
    if (!last || !first || !mayBeGrouped(whole)) return;
    const before = parts.slice(0, -1);
    if (!before.every(({ mark, digits }) => mark === first.mark && digits.length === 3)) return;
    if (last.mark === first.mark && last.digits.length !== 3) return;
    keep(this.groups, first.mark, seen);
    if (last.mark !== first.mark) keep(this.decimals, last.mark, seen);
  }

  /**
   * How the numbers are written, by the whole file or as declared.
   * @throws TableError `decimal_mark` where numbers contradict each other or the declaration, or prove nothing
   */
  form(declared?: DecimalMark): NumberForm {
    this.refuseContradictions();
    const grouped = this.groups.get('.') ?? this.groups.get(',');
    if (grouped && this.fraction) throw contradiction(`${said(grouped)} est un texte`, this.fraction);
    if (declared) return this.asDeclared(declared);
    for (const mark of [',', '.'] as const) {
      const evidence = this.decimals.get(mark) ?? this.groups.get(other(mark));
      if (!evidence) continue;
      const groupMark = this.groups.has(other(mark)) ? other(mark) : null;
      return { decimalMark: mark, groupMark, how: 'proven', evidence };
    }
    if (!this.open) return { decimalMark: null, groupMark: null, how: 'not needed' };
    throw new TableError(
      'decimal_mark',
      `Ligne ${this.open.line} : « ${this.open.text} » peut se lire avec des décimales ou avec des milliers, et aucun nombre du fichier ne le prouve. Dites-le : --decimal comma ou --decimal point.`,
    );
  }

  private asDeclared(declared: DecimalMark): NumberForm {
    const against = this.decimals.get(other(declared)) ?? this.groups.get(declared);
    if (against) throw contradiction(`« ${declared} » est déclaré comme séparateur décimal`, against);
    return { decimalMark: declared, groupMark: other(declared), how: 'declared' };
  }

  private refuseContradictions(): void {
    const [comma, point] = [this.decimals.get(','), this.decimals.get('.')];
    if (comma && point) throw contradiction(said(comma), point);
    for (const mark of [',', '.'] as const) {
      const [decimal, group] = [this.decimals.get(mark), this.groups.get(mark)];
      if (decimal && group) throw contradiction(said(decimal), group);
    }
    const [commas, points] = [this.groups.get(','), this.groups.get('.')];
    if (commas && points) throw contradiction(said(commas), points);
  }
}

function keep(map: Map<DecimalMark, Evidence>, mark: DecimalMark, seen: Evidence): void {
  if (!map.has(mark)) map.set(mark, seen);
}

const said = ({ line, text }: Evidence): string => `« ${text} » (ligne ${line})`;
const contradiction = (one: string, against: Evidence): TableError =>
  new TableError(
    'decimal_mark',
    `Les nombres du fichier se contredisent : ${one}, mais ${said(against)}. Le fichier n’est pas lu.`,
  );

const WITH_WORD = /^(.*\d)\s*([\p{L}%€$£‰]+)\.?$/u;

/** A number and the word behind it, as a cell has them. */
export function numberAndWord(text: string): { readonly digits: string; readonly word: string } {
  const [, digits = western(text), word = ''] = WITH_WORD.exec(western(text)) ?? [];
  return { digits: digits.trim(), word };
}

/**
 * A number as a file writes it -> the integer scaled by 10^decimals, exactly.
 * @throws LineRefusal `decimal_number`, `decimal_mark`, `three_decimals`, `two_decimals`
 */
export function scaledOf(text: string, field: string, form: NumberForm, decimals: number): bigint {
  const shape = shapeOf(text);
  if (!shape) return refuse(field, 'decimal_number', `« ${text} » n'est pas un nombre.`);
  const { sign, whole, parts } = shape;
  const last = parts.at(-1);
  const fraction = last && last.mark === form.decimalMark ? last.digits : '';
  const groups = fraction === '' ? parts : parts.slice(0, -1);
  const areGroups = groups.every(({ mark, digits }) => mark === form.groupMark && digits.length === 3);
  if (groups.length > 0 && !(areGroups && mayBeGrouped(whole)))
    return refuse(field, 'decimal_mark', `« ${text} » : ${wordsOf(form)}.`);
  const digits = [whole, ...groups.map((group) => group.digits)].join('');
  return parsed(`${sign.replace('+', '')}${digits}${fraction && `.${fraction}`}`, text, field, decimals);
}

/** A number of a workbook, which has one meaning: "2480.5", "1.2E3" at most. */
export function exactScaled(text: string, field: string, decimals: number): bigint {
  const plain = /^-?\d+(?:\.\d+)?$/u.test(text) ? text : String(Number(text));
  // A sheet counts in binary and shows fifteen digits: 1280.0000000000002 is 1280.
  const fifteen = plain.length > 15 ? String(Number(Number(plain).toPrecision(15))) : plain;
  return parsed(fifteen, text, field, decimals);
}

function parsed(plain: string, text: string, field: string, decimals: number): bigint {
  try {
    return BigInt(parseDecimal(plain, decimals));
  } catch (cause) {
    if (!(cause instanceof QuantityError)) throw cause;
    const fine =
      decimals === 2 ? (['two_decimals', 'deux'] as const) : (['three_decimals', 'trois'] as const);
    if (cause.slug === 'too_many_decimals')
      return refuse(
        field,
        fine[0],
        `« ${text} » a plus de ${decimals === 4 ? 'quatre' : fine[1]} décimales.`,
      );
    if (cause.slug === 'out_of_range') return refuse(field, 'at_most_1000_t', `« ${text} » dépasse 1 000 t.`);
    return refuse(field, 'decimal_number', `« ${text} » n'est pas un nombre.`);
  }
}

function wordsOf({ decimalMark }: NumberForm): string {
  return decimalMark === null
    ? 'rien ne dit si ce sont des décimales ou des milliers'
    : `le séparateur décimal de ce fichier est « ${decimalMark} »`;
}
