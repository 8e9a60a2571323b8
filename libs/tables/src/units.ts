/** The unit a weight is written in. */
export type WeightUnit = 'g' | 'kg' | 'q' | 't';

const WEIGHTS: Readonly<Record<WeightUnit, readonly string[]>> = {
  g: ['g', 'gr', 'grs', 'gramme', 'grammes', 'غ', 'غرام'],
  kg: [
    'kg',
    'kgs',
    'kilo',
    'kilos',
    'kilogramme',
    'kilogrammes',
    'kilogram',
    'kilograms',
    'كغ',
    'كلغ',
    'كيلو',
  ],
  q: ['q', 'qx', 'qtx', 'qt', 'ql', 'qtl', 'quintal', 'quintaux', 'قنطار'],
  t: ['t', 'tonne', 'tonnes', 'tm', 'to', 'طن'],
};
const OF_NAME: ReadonlyMap<string, WeightUnit> = new Map(
  (Object.entries(WEIGHTS) as [WeightUnit, readonly string[]][]).flatMap(([unit, names]) =>
    names.map((name) => [name, unit] as const),
  ),
);

/** Grams in a thousandth of the unit, times a thousand: whole, so that grams are exact. */
export const MILLIGRAMS_PER_THOUSANDTH: Readonly<Record<WeightUnit, bigint>> = {
  g: 1n,
  kg: 1_000n,
  q: 100_000n,
  t: 1_000_000n,
};

/** Units of weight that the office does not know: a file that has them is refused by their name. */
const FOREIGN = new Set([
  'lb',
  'lbs',
  'livre',
  'livres',
  'pound',
  'pounds',
  'oz',
  'once',
  'onces',
  'mg',
  'st',
]);

/** 'kg' from "Kilos", 'q' from "Qx"; undefined for anything else. Accents, case, dots and spaces do not matter. */
export const weightUnitNamed = (text: string): WeightUnit | undefined => OF_NAME.get(plainWord(text));

/** Whether a word is a unit that no weight of the office is in, as a pound. */
export const isForeignUnit = (text: string): boolean => FOREIGN.has(plainWord(text));

const CURRENCY = new Set(['mad', 'dh', 'dhs', 'dirham', 'dirhams', 'درهم']);
/** Whether a word means dirhams. */
export const isDirham = (text: string): boolean => CURRENCY.has(plainWord(text));

const CURRENCIES = new Set(['eur', 'euro', 'euros', '€', 'usd', 'dollar', 'dollars', '$', 'gbp', '£', 'chf']);
/** Whether a word means another money than the office's. */
export const isCurrency = (text: string): boolean => CURRENCIES.has(plainWord(text));

/** Whether a word means per cent. */
export const isPercent = (text: string): boolean =>
  ['%', 'pourcent', 'pourcentage'].includes(plainWord(text));

function plainWord(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\s.]/gu, '')
    .toLowerCase();
}
