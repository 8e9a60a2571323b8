import { formatDecimal, formatFrench, parseDecimal } from './decimals';

const DECIMALS = 3;

/** Kilograms "1 467,000", "1467" or "0.5" -> grams; at most three decimals. Errors as `parseDecimal`. */
export function parseGrams(kilograms: string): number {
  return parseDecimal(kilograms, DECIMALS);
}

/** 1467000 grams -> "1467.000" kilograms: the exact form for files and other machines. */
export function gramsToDecimal(weightGrams: number | bigint): string {
  return formatDecimal(weightGrams, DECIMALS);
}

/** 1467000 grams -> "1 467,000 kg": for people, in French. */
export function formatKilograms(weightGrams: number | bigint): string {
  return `${formatFrench(weightGrams, DECIMALS)} kg`;
}
