import type { InvoiceLine, PricedLine } from '@oce/contracts';
import { multiplyRatio, ONE_PPM, splitByLargestRemainder } from '@oce/quantities';
import { calculate } from '../../order/domain/price-lines';

/** VAT on a net amount, rounded once (half away from zero). */
export const vatCentimesOf = (netCentimes: number, ratePpm: number): number =>
  calculate(() => multiplyRatio(netCentimes, ratePpm, ONE_PPM), 'lines');

/** The lines of an invoice with the VAT of the whole split over them by largest remainder. */
export function withVat(lines: readonly PricedLine[], vatCentimes: number): InvoiceLine[] {
  const parts = splitByLargestRemainder(
    vatCentimes,
    lines.map(({ amountCentimes }) => amountCentimes),
  );
  return lines.map((line, at) => ({ ...line, vatCentimes: parts[at] ?? 0 }));
}

/** What one line has open: what the buyer owes for it, and the VAT in that. */
export interface OpenOfLine {
  readonly openCentimes: number;
  readonly openVatCentimes: number;
}

/**
 * Splits what is paid or credited over what lines have open, the net of each and the VAT of each for itself. So neither
 * is ever passed, and over all payments and credits both come to the centime.
 */
export function splitOverOpen(
  amountCentimes: number,
  open: readonly OpenOfLine[],
): { netCentimes: number; vatCentimes: number }[] {
  const nets = open.map((line) => line.openCentimes - line.openVatCentimes);
  const vats = open.map((line) => line.openVatCentimes);
  const parts = splitByLargestRemainder(amountCentimes, [...nets, ...vats]);
  return open.map((_line, at) => ({
    netCentimes: parts[at] ?? 0,
    vatCentimes: parts[open.length + at] ?? 0,
  }));
}

/** What the lines of an invoice have open, in their order. */
export const openLines = (state: {
  readonly openCentimes: readonly number[];
  readonly openVatCentimes: readonly number[];
}): OpenOfLine[] =>
  state.openCentimes.map((openCentimes, at) => ({
    openCentimes,
    openVatCentimes: state.openVatCentimes[at] ?? 0,
  }));
