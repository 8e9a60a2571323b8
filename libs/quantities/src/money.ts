import { formatDecimal, formatFrench, parseDecimal } from './decimals';

const DECIMALS = 2;

/** "1 234,56" or "1234.56" -> 123456 centimes; at most two decimals. Errors as `parseDecimal`. */
export function parseCentimes(text: string): number {
  return parseDecimal(text, DECIMALS);
}

/** 123456 -> "1234.56": the exact form for files and other machines. */
export function centimesToDecimal(amountCentimes: number | bigint): string {
  return formatDecimal(amountCentimes, DECIMALS);
}

/** 528120 -> "5 281,20 MAD": for people, in French. Plain spaces; a page keeps the amount on one line by itself. */
export function formatMoney(amountCentimes: number | bigint, currency = 'MAD'): string {
  return `${formatFrench(amountCentimes, DECIMALS)} ${currency}`;
}
