import type { OrderLine, PricedLine, SalesUnit } from '@oce/contracts';
import { conflict, invalid } from '@oce/event-sourcing';
import { multiplyRatio, QuantityError } from '@oce/quantities';
import type { SaleContract } from '../../contract/domain/contract';
import type { LotRecorded } from '../../lot-offer/domain/lot-offer.events';

/**
 * Runs a calculation whose inputs came from outside: what the quantities refuse (an amount beyond exact integers, a
 * malformed date) becomes a refusal of the command by the same slug.
 */
export function calculate<T>(work: () => T, field?: string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof QuantityError) throw invalid(error.slug, error.message, field);
    throw error;
  }
}

/** What a lot is, as recorded: facts that never change. */
export type LotFacts = Pick<LotRecorded['data'], 'lotId' | 'campaignId' | 'productId' | 'grade'>;

/** Grams a kilogram, millilitres a litre. */
const PARTS_A_UNIT = 1_000;

/**
 * What a quantity comes to at a price a unit, in centimes, rounded once (half away from zero): grams of kilograms,
 * millilitres of litres, pieces.
 */
export function lineAmountCentimes(quantity: number, unitPriceMinor: number, unit: SalesUnit): number {
  const parts = unit === 'piece' ? 1 : PARTS_A_UNIT;
  return calculate(() => multiplyRatio(quantity, unitPriceMinor, parts), 'lines');
}

/**
 * The lines of an order at the prices of its contract. Refuses what the contract does not cover: a lot of another
 * campaign or product, a grade without a price; and a lot named twice, a weight that is not positive, no lines at all.
 */
export function priceLines(
  lines: readonly OrderLine[],
  contract: Pick<SaleContract, 'contractId' | 'campaignId' | 'productId' | 'unit' | 'prices'>,
  lots: readonly LotFacts[],
): PricedLine[] {
  if (lines.length === 0) throw invalid('lines_missing', 'Order at least one lot.', 'lines');
  if (new Set(lines.map(({ lotId }) => lotId)).size < lines.length)
    throw invalid('lot_ordered_twice', 'A lot stands on one line of an order.', 'lines');
  return lines.map(({ lotId, grams }, at) => {
    const field = `lines[${at}]`;
    if (grams <= 0) throw invalid('grams_not_positive', 'Order more than 0 grams.', `${field}.grams`);
    const lot = lots.find((one) => one.lotId === lotId);
    if (!lot) throw invalid('lot_unknown', `There is no lot ${lotId}.`, `${field}.lotId`);
    const { campaignId, productId, grade } = lot;
    if (campaignId !== contract.campaignId || productId !== contract.productId)
      throw conflict(
        'lot_outside_contract',
        `The contract is on ${contract.productId} of ${contract.campaignId}, the lot is ${productId} of ${campaignId}.`,
        `${field}.lotId`,
      );
    const price = contract.prices.find((one) => one.grade === grade);
    if (!price) {
      const detail = `The contract ${contract.contractId} has no price for the grade ${grade}.`;
      throw conflict('grade_without_price', detail, `${field}.lotId`);
    }
    const { unitPriceMinor } = price;
    const { unit } = contract;
    const quantity = grams;
    const amountCentimes = lineAmountCentimes(quantity, unitPriceMinor, unit);
    if (amountCentimes === 0)
      throw invalid('line_worth_nothing', 'The weight comes to less than half a centime.', `${field}.grams`);
    return { lotId, grams, campaignId, productId, grade, unit, quantity, unitPriceMinor, amountCentimes };
  });
}
