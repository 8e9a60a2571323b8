import type { PricedLine, ReceivedGoods, SalesUnit } from '@oce/contracts';
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

/** What is asked of a lot: its weight, its volume at 20 C or its pieces, as its contract sells it. */
export interface AskedLine {
  readonly lotId: string;
  readonly grams?: number;
  readonly millilitres?: number;
  readonly pieces?: number;
}

/** What a lot is, as recorded and as released for the contract's destination. */
export interface LotFacts extends Pick<LotRecorded['data'], 'lotId' | 'campaignId' | 'productId'> {
  readonly grade: string;
  /** Grams of one piece; null where it is weighed. */
  readonly pieceGrams: number | null;
}

type Terms = Pick<SaleContract, 'contractId' | 'campaignId' | 'productId' | 'unit' | 'prices'>;

/** Grams a kilogram, millilitres a litre. */
const PARTS_A_UNIT = 1_000;
const PARTS_OF_UNIT = { kg: 'grams', litre: 'millilitres', piece: 'pieces' } as const;

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
 * campaign or product, a grade without a price, another unit than the contract's; and a lot named twice, a weight that is
 * not positive, no lines at all.
 */
export function priceLines(
  lines: readonly AskedLine[],
  contract: Terms,
  lots: readonly LotFacts[],
  densityGramsPerLitre: number | null,
): PricedLine[] {
  if (lines.length === 0) throw invalid('lines_missing', 'Order at least one lot.', 'lines');
  if (new Set(lines.map(({ lotId }) => lotId)).size < lines.length)
    throw invalid('lot_ordered_twice', 'A lot stands on one line of an order.', 'lines');
  return lines.map((line, at) => {
    const field = `lines[${at}]`;
    const quantity = quantityOf(line, contract, field);
    const { lotId } = line;
    const lot = lots.find((one) => one.lotId === lotId);
    if (!lot) throw invalid('lot_unknown', `There is no lot ${lotId}.`, `${field}.lotId`);
    const grams = gramsOf(quantity, contract, lot, densityGramsPerLitre, field);
    const unitPriceMinor = priceOf(lot, contract, field);
    const { campaignId, productId, grade } = lot;
    const { unit } = contract;
    const amountCentimes = lineAmountCentimes(quantity, unitPriceMinor, unit);
    if (amountCentimes === 0)
      throw invalid(
        'line_worth_nothing',
        'It comes to less than half a centime.',
        `${field}.${PARTS_OF_UNIT[unit]}`,
      );
    return { lotId, grams, campaignId, productId, grade, unit, quantity, unitPriceMinor, amountCentimes };
  });
}

/** What is asked for in the contract's unit. Refuses `unit_of_contract` and `grams_not_positive` (or litres, or pieces). */
function quantityOf(line: AskedLine, { unit, contractId }: Terms, field: string): number {
  const part = PARTS_OF_UNIT[unit];
  const { grams, millilitres, pieces } = line;
  const said = { grams, millilitres, pieces };
  const quantity = said[part];
  const others = Object.entries(said).filter(([name, one]) => name !== part && one !== undefined);
  if (quantity === undefined || others.length > 0)
    throw invalid(
      'unit_of_contract',
      `The contract ${contractId} sells by the ${unit}: say ${part}, and nothing else.`,
      `${field}.${others[0]?.[0] ?? part}`,
    );
  if (quantity <= 0) throw invalid(`${part}_not_positive`, `Order more than 0 ${part}.`, `${field}.${part}`);
  return quantity;
}

/** What the quantity weighs. Refuses `lot_without_pieces` and `density_unknown`. */
function gramsOf(
  quantity: number,
  { unit, productId }: Terms,
  { lotId, pieceGrams }: LotFacts,
  density: number | null,
  field: string,
): number {
  if (unit === 'kg') return quantity;
  if (unit === 'piece') {
    if (pieceGrams === null)
      throw conflict('lot_without_pieces', `The lot ${lotId} is weighed, not counted.`, `${field}.lotId`);
    return calculate(() => multiplyRatio(quantity, pieceGrams, 1), `${field}.pieces`);
  }
  if (density === null)
    throw conflict(
      'density_unknown',
      `The density of ${productId} is not known on this day: publish its terms at the station first.`,
      `${field}.millilitres`,
    );
  return calculate(() => multiplyRatio(quantity, density, PARTS_A_UNIT), `${field}.millilitres`);
}

/** The contract's price of a lot. Refuses `lot_outside_contract` and `grade_without_price`. */
function priceOf({ campaignId, productId, grade }: LotFacts, contract: Terms, field: string): number {
  if (campaignId !== contract.campaignId || productId !== contract.productId)
    throw conflict(
      'lot_outside_contract',
      `The contract is on ${contract.productId} of ${contract.campaignId ?? 'any campaign'}, the lot is ${productId} of ${campaignId ?? 'a run'}.`,
      `${field}.lotId`,
    );
  const price = contract.prices.find((one) => one.grade === grade);
  if (price) return price.unitPriceMinor;
  const detail = `The contract ${contract.contractId} has no price for the grade ${grade}.`;
  throw conflict('grade_without_price', detail, `${field}.lotId`);
}

/**
 * What was received of an order's lines, priced as they were ordered: the lines of the invoice. What a lot was sold by the
 * piece or the litre is counted, or measured by the share of the weight that came. Refuses `receipt_of_other_goods` and
 * `receipt_above_order`; a line of which nothing came is left out.
 */
export function receivedLines(
  ordered: readonly PricedLine[],
  received: readonly ReceivedGoods[],
): PricedLine[] {
  const byLot = new Map(received.map((one) => [one.lotId, one]));
  for (const { lotId } of received)
    if (!ordered.some((line) => line.lotId === lotId))
      throw conflict('receipt_of_other_goods', `The order has no ${lotId}: what came is another's.`, 'lines');
  return ordered.flatMap((line) => {
    const { receivedGrams = 0, receivedPieces = null } = byLot.get(line.lotId) ?? {};
    if (receivedGrams > line.grams)
      throw conflict('receipt_above_order', `More of ${line.lotId} came than was ordered.`, 'lines');
    if (receivedGrams === 0) return [];
    if (receivedGrams === line.grams) return [line];
    const quantity = receivedQuantity(line, receivedGrams, receivedPieces);
    const amountCentimes = lineAmountCentimes(quantity, line.unitPriceMinor, line.unit);
    return amountCentimes === 0 ? [] : [{ ...line, grams: receivedGrams, quantity, amountCentimes }];
  });
}

function receivedQuantity(
  { unit, quantity, grams }: PricedLine,
  received: number,
  pieces: number | null,
): number {
  if (unit === 'kg') return received;
  if (unit === 'piece' && pieces !== null) return pieces;
  return multiplyRatio(quantity, received, grams);
}
