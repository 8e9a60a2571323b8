import { normalised } from './normalised';
import { numberAndWord } from './numbers';
import { isCurrency, isDirham, isForeignUnit, isPercent, weightUnitNamed } from './units';

/**
 * Words of a header that can change the meaning of a row: a unit, a sign, a second weighing, a row that is taken back, an
 * amount in another money or after something else, a clock of another zone. In French, and as scales of neighbours print them.
 */
const WORDS = new RegExp(
  `\\b(?:${[
    'um|u|udm|uom|up|unites?|units?|unidad|unita|mesure|kgs?|g|t|q|qx|lbs?|livres?|tonnes?|quintal|quintaux',
    'poids\\w*|pds|peso|pesos|pesees?|masse|weight|p|pt|brut\\w*|lordo|gross|tares?|tara|net|nette|neto|netto',
    'signe?|signo|sens|mouvement|operation|flux|entree|sortie|dsd|ecart',
    'corrections?|corrige\\w*|annul\\w*|ann|cancel\\w*|void\\w*|deleted|supprime\\w*|remplace\\w*|statut|etat|status|valide|validite|invalide|avoir',
    'depart|deces|decede\\w*|radie\\w*|radiation|demission|exclu\\w*|cloture\\w*|suspendu\\w*',
    'devise|monnaie|moneda|currency|eur|euros?|usd|dollars?|contrevaleur|centimes|montant|debit|credit|solde|reste|acompte|remise|rabais|ht|ttc|tva',
    'coefficient|coef|facteur|multiplicateur|echelle|refaction|deduction|retenue|abattement|freinte|dechets?|pertes?|penalites?|humidite|impuretes|taux|eau|terre|revision',
    'fuseau|utc|gmt|tz|timezone|decalage|am|pm',
  ].join('|')})\\b`,
  'u',
);
const ARABIC_WORDS =
  /وزن|صافي|قائم|فارغ|إجمالي|اجمالي|وحدة|طن|قنطار|كغ|كلغ|ملغ|إلغاء|الغاء|تصحيح|عملة|درهم|مبلغ|خصم|رطوبة|شوائب|حالة/u;

/** Whether a header speaks of something that can change what a row says. Words that were written together are taken apart. */
export function speaksOfMeaning(header: string): boolean {
  const apart = header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2');
  return WORDS.test(normalised(apart)) || WORDS.test(normalised(header)) || ARABIC_WORDS.test(header);
}

const HALF_OF_DAY = new Set('am pm matin soir midi après-midi apres-midi ص م صباحا مساء'.split(' '));
const WAYS = new Set(
  'e s d c in out entree sortie entrant sortant achat vente avoir retour debit credit reception expedition'.split(
    ' ',
  ),
);
const FLAGS = new Set('oui non o n yes no y vrai faux true false نعم لا'.split(' '));

/** What a text is, where it can change the meaning of its row; in French, for the refusal. */
const KINDS: readonly (readonly [why: string, (text: string) => boolean])[] = [
  ['des unités', (text) => weightUnitNamed(text) !== undefined || isForeignUnit(text) || isPercent(text)],
  ['des signes', (text) => /^[-+\u2212]$/u.test(text)],
  ['des moitiés du jour', (text) => HALF_OF_DAY.has(text.toLowerCase().replaceAll('.', '').trim())],
  ['des sens de mouvement', (text) => WAYS.has(normalised(text))],
  ['des oui et des non', (text) => FLAGS.has(text.toLowerCase())],
  ['des monnaies', (text) => isCurrency(text)],
  ['des fuseaux', (text) => /^(?:(?:utc|gmt)?\s*[-+]\d{1,2}(?::?\d{2})?|utc|gmt)$/iu.test(text)],
  ['des facteurs', (text) => /^[x×*]\s*\d+$/iu.test(text)],
  ['des poids ou des montants', hasUnitBehind],
];

/** A row that is taken back: « annulé », « ticket nul ». Humidity may be « nulle ». */
const TAKES_BACK =
  /(?<!\p{L})(?:annul|cancel|void)|(?<!\p{L})(?:ticket|bon|pesée?)\s+null?e?s?(?!\p{L})|ملغ|إلغاء|الغاء/iu;
const TOTAL = /^(?:(?:sous|grand)[\s-]*)?(?:total|totaux|cumul|somme|moyenne)(?=[\s:]|$)/iu;

/** Whether a text says that its row is taken back. */
export const takesBack = (text: string): boolean => TAKES_BACK.test(text);

/** Whether a text begins a row that adds up others. */
export const beginsTotal = (text: string): boolean => TOTAL.test(text);

function hasUnitBehind(text: string): boolean {
  const { digits, word } = numberAndWord(text);
  if (word === '' || !/^[-+\u2212]?\d[\d\s.,]*$/u.test(digits)) return false;
  return weightUnitNamed(word) !== undefined || isForeignUnit(word) || isDirham(word) || isCurrency(word);
}

/** What a column that is not known holds, gathered cell by cell. */
export class ColumnContent {
  private open = KINDS;
  private isAllDirham = true;
  private isTakenBack = false;

  see(text: string): void {
    if (this.open.length > 0) this.open = this.open.filter(([, holds]) => holds(text));
    this.isAllDirham &&= isDirham(text);
    this.isTakenBack ||= takesBack(text);
  }

  /** Why the column could change what rows say; null where it holds the office's own currency and nothing else. */
  why(): string | undefined | null {
    if (this.isAllDirham) return null;
    return this.isTakenBack ? 'des annulations' : this.open[0]?.[0];
  }
}
