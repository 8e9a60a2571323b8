import { formatDecimal, formatFrench, parseDecimal } from './decimals';

/** Decimals of an amount in centimes, and of kilograms in grams. */
const CENTIMES = 2;
const GRAMS = 3;

/** "1 234,56" or "1234.56" -> 123456 centimes; at most two decimals. Errors as `parseDecimal`. */
export function parseCentimes(text: string): number {
  return parseDecimal(text, CENTIMES);
}

/** 123456 -> "1234.56": the exact form for files and other machines. */
export function centimesToDecimal(amountCentimes: number | bigint): string {
  return formatDecimal(amountCentimes, CENTIMES);
}

/** 528120 -> "5 281,20 MAD": for people, in French. Plain spaces; a page keeps the amount on one line by itself. */
export function formatMoney(amountCentimes: number | bigint, currency = 'MAD'): string {
  return `${formatFrench(amountCentimes, CENTIMES)} ${currency}`;
}

/** Kilograms "1 467,000", "1467" or "0.5" -> grams; at most three decimals. Errors as `parseDecimal`. */
export function parseGrams(kilograms: string): number {
  return parseDecimal(kilograms, GRAMS);
}

/** 1467000 grams -> "1467.000" kilograms: the exact form for files and other machines. */
export function gramsToDecimal(weightGrams: number | bigint): string {
  return formatDecimal(weightGrams, GRAMS);
}

/** 1467000 grams -> "1 467,000 kg": for people, in French. */
export function formatKilograms(weightGrams: number | bigint): string {
  return `${formatFrench(weightGrams, GRAMS)} kg`;
}
