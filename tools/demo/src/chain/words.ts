import { formatKilograms } from '@oce/quantities';

type Words = Readonly<Record<string, string>>;

/** What the office's words are called in French; what has no word stays as it is. */
export const wordOf = (words: Words, word: string): string => words[word] ?? word;

export const ACTIVITIES: Words = {
  press: 'pressée',
  blend: 'assemblage',
  filter: 'filtration',
  bottle: 'embouteillage',
  calibrate: 'calibrage',
  pack: 'mise en pots',
};
export const WASTE: Words = {
  margines: 'de margines',
  saumure: 'de saumure',
  dechets: 'de déchets',
};
export const GRADES: Words = {
  ordinary: 'vierge courante',
  virgin: 'vierge',
  'extra-virgin': 'vierge extra',
};
export const MARKETS: Words = { MA: 'le Maroc', EU: "l'Union européenne" };
export const OWNERS: Words = { carrier: 'le transporteur', buyer: "l'acheteur", oce: "l'office" };
export const DIFFERENCES: Words = { damaged: 'abîmées', missing: 'manquantes' };
export const TEMPERATURES: Words = { kept: 'température tenue', exceeded: 'température dépassée' };

const GOODS: Words = {
  OLIVE: "d'olives",
  CAPRE: 'de câpres',
  MIEL: 'de miel',
  'OLIVE-OIL': "d'huile",
  'CAPER-BRINE': 'de câpres en saumure',
  'BOTTLE-500': 'bouteilles de 50 cl',
  'HONEY-JAR': 'pots de 500 g',
  GRIGNON: 'de grignons',
  EAU: "d'eau",
  SEL: 'de sel',
  BOUTEILLE: 'bouteilles vides',
  POT: 'pots vides',
  ETIQUETTE: 'étiquettes',
};

/** What was weighed by its weight, what was counted by its number. */
export const quantity = (of: {
  readonly productId: string;
  readonly grams: number;
  readonly pieces: number | null;
}): string => `${of.pieces ?? formatKilograms(of.grams)} ${wordOf(GOODS, of.productId)}`;
