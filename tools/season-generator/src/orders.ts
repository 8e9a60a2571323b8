import { addDays, sumExactly } from '@oce/quantities';
import { type Contract, SMALL_BUYER } from './buyers';
import type { Random } from './random';
import { type Lot, groupBy } from './lots';

export type Order = ReturnType<typeof orderOf>;
export type Proceeds = ReturnType<typeof makeProceeds>[number];

const GRAMS_PER_KG = 1000;

/** Which buyer a lot goes to. Olives of Meknès and Sefrou go to the second mill. */
function buyerOf({ productId, grade, stationId }: Lot): string {
  if (productId === 'OLIVE') return ['ST-MEK-01', 'ST-SEF-01'].includes(stationId) ? 'BUY-02' : 'BUY-01';
  if (productId === 'MIEL') return grade === 'arbousier' ? 'BUY-04' : 'BUY-03';
  return ['nonpareille', 'surfine', 'capucine'].includes(grade) ? 'BUY-05' : 'BUY-06';
}

/**
 * After each period the buyers order its lots, grade by grade, in whole kilograms so that every amount is a whole
 * number of centimes. One lot stays unsold: the buyer who orders it has no room for it under its limit.
 */
export function makeOrders(lots: readonly Lot[], contracts: readonly Contract[]) {
  const unsold = lots.findLast(({ productId, grade }) => productId === 'MIEL' && grade === 'eucalyptus');
  const groups = groupBy(lots, (lot) =>
    lot === unsold ? `~${SMALL_BUYER.buyerId}` : [lot.to, buyerOf(lot), lot.productId, lot.grade].join(' '),
  );
  return [...groups.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, group], index) => {
      const refused = group[0] === unsold;
      const orderId = `ORD-2026-${String(index + 1).padStart(3, '0')}`;
      return orderOf(orderId, group, contracts, refused);
    });
}

function orderOf(orderId: string, lots: readonly Lot[], contracts: readonly Contract[], refused: boolean) {
  const [first] = lots;
  if (!first) throw new RangeError(`${orderId} is empty`);
  const buyerId = refused ? SMALL_BUYER.buyerId : buyerOf(first);
  const contract = contracts.find((one) => one.buyerId === buyerId);
  const price = contract?.prices.find(({ grade }) => grade === first.grade);
  if (!contract || !price) throw new RangeError(`no contract covers ${first.lotId}`);
  const lines = lots.map(({ lotId, payableGrams }) => ({
    lotId,
    grams: Math.floor(payableGrams / GRAMS_PER_KG) * GRAMS_PER_KG,
  }));
  const kilograms = sumExactly(lines.map(({ grams }) => grams)) / GRAMS_PER_KG;
  return {
    orderId,
    contractId: contract.contractId,
    buyerId,
    placedOn: addDays(first.to, 3),
    confirmedOn: addDays(first.to, 4),
    deliveredOn: addDays(first.to, 8),
    lines,
    pricePerKgCentimes: price.unitPriceMinor,
    amountCentimes: kilograms * price.unitPriceMinor,
    expected: refused ? 'refused_buyer_limit' : 'fulfilled',
  };
}

/** Each fulfilled order is paid in full: at once, or a part first and the rest within the 30 days. */
export function makeProceeds(random: Random, orders: readonly Order[]) {
  const paid = orders.filter(({ expected }) => expected === 'fulfilled');
  return paid.flatMap(({ orderId, amountCentimes, deliveredOn }) => {
    const first = random.chance(40) ? Math.floor((amountCentimes * random.int(4, 7)) / 10) : amountCentimes;
    const parts = first < amountCentimes ? [first, amountCentimes - first] : [amountCentimes];
    return parts.map((part, index) => ({
      proceedsId: `${orderId.replace('ORD', 'PRO')}-${index + 1}`,
      orderId,
      amountCentimes: part,
      valueDate: addDays(deliveredOn, 12 + index * 15),
      bankReference: `VIR${random.int(100_000_000, 999_999_999)}`,
    }));
  });
}
