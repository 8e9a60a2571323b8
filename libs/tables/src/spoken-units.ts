import { unknownUnit } from './columns';
import type { Evidence } from './numbers';
import { TableError } from './refusals';
import { isCurrency, isDirham, isForeignUnit, weightUnitNamed, type WeightUnit } from './units';

/** « Poids en tonnes », « Unité : q », « (t) »: the word behind « en », behind « unité », or alone in brackets. */
const SPOKEN =
  /(?:(?<![\p{L}\d])en\s+|(?<!\p{L})(?:unités?|unites?|unit|u\.?d?m\.?|وحدة|الوحدة)(?:\s+de\s+(?:poids|mesure))?\s*[:=]?\s*|[([]\s*(?:en\s+)?)([\p{L}€$£]+)(?![\p{L}\d])/giu;
/** A cell that is a unit and nothing else, in brackets or not. */
const ALONE = /^[([]?\s*(?:en\s+)?([\p{L}€$£]+)\.?\s*[)\]]?$/iu;
/** Parts and multiples of a dirham, in which no amount of the office is. */
const SCALES = new Set([
  'centimes',
  'centime',
  'cts',
  'milliers',
  'millier',
  'millions',
  'kdh',
  'kmad',
  'mdh',
  'mmad',
]);

/** What a unit is of; `other` is one that no weight and no amount of the office is in. */
export type SpokenKind = 'weight' | 'money' | 'other weight' | 'other money';

/** A unit as a text speaks of it. */
export interface SpokenUnit {
  readonly kind: SpokenKind;
  readonly word: string;
}

/** The units of which a text speaks: a title above a table, a line below it, a remark. */
export function unitsSpokenIn(text: string): SpokenUnit[] {
  return [...text.normalize('NFC').matchAll(SPOKEN)].flatMap(([, word = '']) => unitOf(word) ?? []);
}

/** The unit that a cell is, and nothing else. */
export const unitAlone = (text: string): SpokenUnit | undefined => unitOf(ALONE.exec(text)?.[1] ?? '');

function unitOf(word: string): SpokenUnit | undefined {
  if (word === '') return undefined;
  const kind = kindOf(word);
  return kind && { kind, word };
}

function kindOf(word: string): SpokenKind | undefined {
  if (weightUnitNamed(word)) return 'weight';
  if (isForeignUnit(word)) return 'other weight';
  if (isDirham(word)) return 'money';
  return isCurrency(word) || SCALES.has(word.toLowerCase()) ? 'other money' : undefined;
}

/** What the columns of a table say of their units, so that what is said beside them can be held against it. */
export interface UnitsOfColumns {
  /** The unit in which weights are read that say none; null where each says its own, or a person has said it. */
  readonly silentWeights: WeightUnit | null;
  /** Whether there are amounts whose header does not say dirhams. */
  readonly hasSilentMoney: boolean;
}

/** Gathers what is said of units beside the columns: above the table, below it, between its rows. */
export class SpokenUnits {
  private readonly heard = new Map<string, SpokenUnit & Evidence>();

  hear(text: string, line: number): void {
    for (const unit of unitsSpokenIn(text)) this.keep(unit, { line, text: text.trim() });
  }

  keep(unit: SpokenUnit, evidence: Evidence): void {
    const key = `${unit.kind} ${weightUnitNamed(unit.word) ?? unit.word}`;
    if (!this.heard.has(key)) this.heard.set(key, { ...unit, ...evidence });
  }

  /** @throws TableError `unit_unsaid`, `unit_unknown` where the columns are silent, and would be read otherwise */
  refuseOthers({ silentWeights, hasSilentMoney }: UnitsOfColumns): void {
    for (const { kind, word, line, text } of this.heard.values()) {
      const where = `à la ligne ${line} (« ${text} »)`;
      const isOther =
        kind === 'other money' ? hasSilentMoney : kind === 'other weight' && silentWeights !== null;
      if (isOther) throw unknownUnit(word, where);
      const unit = kind === 'weight' && silentWeights !== null ? weightUnitNamed(word) : undefined;
      if (unit === undefined || unit === silentWeights) continue;
      throw new TableError(
        'unit_unsaid',
        `Le fichier parle de « ${word} » ${where}, et des colonnes de poids ne disent pas leur unité : dites-la dans l’en-tête, ou --unit ${unit}.`,
      );
    }
  }
}
