import { QuantityError, parseDecimal } from '@oce/quantities';
import { LineRefusal, type TicketRule } from './ticket';

/** The unit a weight is written in. */
export type WeightUnit = 'kg' | 't';
export type DecimalMark = ',' | '.';

const HEAVIEST_GRAMS = 1_000_000_000n;
const GRAMS_PER_THOUSANDTH = { kg: 1n, t: 1000n } as const;
const UNITS: Readonly<Record<string, WeightUnit>> = {
  kg: 'kg',
  kgs: 'kg',
  kilo: 'kg',
  kilos: 'kg',
  kilogramme: 'kg',
  kilogrammes: 'kg',
  t: 't',
  tonne: 't',
  tonnes: 't',
};

/** 'kg' or 't' from what files call them ("Kilos", "T", "tonnes"); undefined for anything else. */
export function unitNamed(text: string): WeightUnit | undefined {
  return UNITS[text.trim().toLowerCase()];
}

/**
 * A weight as written -> whole grams, exactly: three decimals at most, thousands grouped by spaces only, and the
 * decimal mark of this file, so that "1.500" never passes for one and a half where a comma is the mark.
 * @throws LineRefusal `decimal_number`, `decimal_mark`, `three_decimals`, `not_negative`, `at_most_1000_t`
 */
export function gramsOf(text: string, field: string, mark: DecimalMark, unit: WeightUnit): number {
  if (text.includes(mark === ',' ? '.' : ',')) {
    const words = `« ${text} » : le séparateur décimal de ce fichier est « ${mark} ».`;
    throw new LineRefusal(field, 'decimal_mark', words);
  }
  const grams = thousandthsOf(text, field) * GRAMS_PER_THOUSANDTH[unit];
  if (grams < 0n) throw new LineRefusal(field, 'not_negative', `« ${text} » est négatif.`);
  if (grams > HEAVIEST_GRAMS)
    throw new LineRefusal(field, 'at_most_1000_t', `« ${text} » ${unit} dépasse 1 000 t.`);
  return Number(grams);
}

function thousandthsOf(text: string, field: string): bigint {
  try {
    return BigInt(parseDecimal(text, 3));
  } catch (cause) {
    if (!(cause instanceof QuantityError)) throw cause;
    const [rule, message] = explained(cause, text);
    throw new LineRefusal(field, rule, message);
  }
}

function explained(error: QuantityError, text: string): [TicketRule, string] {
  if (error.slug === 'too_many_decimals') return ['three_decimals', `« ${text} » a plus de trois décimales.`];
  if (error.slug === 'out_of_range') return ['at_most_1000_t', `« ${text} » dépasse 1 000 t.`];
  return ['decimal_number', `« ${text} » n'est pas un nombre.`];
}
