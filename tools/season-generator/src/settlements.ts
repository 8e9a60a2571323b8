import { sumExactly } from '@oce/quantities';
import type { Contract } from './buyers';
import { POOLS_CLOSE_ON } from './cases';
import { PRODUCTS, type Product } from './catalogue';
import type { Lot } from './lots';
import type { Order, Proceeds } from './orders';

/** OCE's commission, under the cap of the conventions. */
const COMMISSION_PPM = 40_000;
const TRANSPORT_CENTIMES = { OLIVE: 150_000, MIEL: 30_000, CAPRE: 20_000 } as const;

export function makeSettlements(
  lots: readonly Lot[],
  orders: readonly Order[],
  proceeds: readonly Proceeds[],
  contracts: readonly Contract[],
) {
  return PRODUCTS.flatMap((product) =>
    product.grades.map(({ grade }) => {
      const own = lots.filter((lot) => lot.productId === product.productId && lot.grade === grade);
      const lotIds = new Set(own.map(({ lotId }) => lotId));
      const sales = orders.filter(
        ({ expected, lines }) => expected === 'fulfilled' && lines.some(({ lotId }) => lotIds.has(lotId)),
      );
      return settlementOf(product, grade, own, sales, proceeds, contracts);
    }),
  );
}

/** How one grade of a campaign is paid out: as a pool by points, or lot by lot. */
function settlementOf(
  product: Product,
  grade: string,
  lots: readonly Lot[],
  sales: readonly Order[],
  proceeds: readonly Proceeds[],
  contracts: readonly Contract[],
) {
  const contractIds = [...new Set(sales.map(({ contractId }) => contractId))].sort();
  const traceable = contracts.some((one) => one.contractId === contractIds[0] && one.kind === 'traceable');
  const orderIds = new Set(sales.map(({ orderId }) => orderId));
  const lines = sales.flatMap((order) => order.lines);
  return {
    settlementId: `${traceable ? 'TRACE' : 'POOL'}-${product.campaignId}-${grade}`,
    kind: traceable ? 'traceable' : 'pooled',
    campaignId: product.campaignId,
    productId: product.productId,
    grade,
    contractIds,
    closesOn: POOLS_CLOSE_ON,
    commissionPpm: COMMISSION_PPM,
    charges: traceable
      ? lines.map((line) => handlingOf(product, [line], line.lotId))
      : pooledCharges(product, lines),
    expected: {
      lots: lots.length,
      deliveries: sumExactly(lots.map(({ deliveries }) => deliveries)),
      payableGrams: sumExactly(lots.map((lot) => lot.payableGrams)),
      soldGrams: sumExactly(lines.map(({ grams }) => grams)),
      proceedsCentimes: sumExactly(
        proceeds.filter(({ orderId }) => orderIds.has(orderId)).map(({ amountCentimes }) => amountCentimes),
      ),
    },
  };
}

function pooledCharges(product: Product, lines: Order['lines']) {
  return [handlingOf(product, lines), charge('transport', TRANSPORT_CENTIMES[product.productId])];
}

function handlingOf({ handlingPerKgCentimes }: Product, lines: Order['lines'], lotId?: string) {
  const kilograms = sumExactly(lines.map(({ grams }) => grams)) / 1000;
  return charge('handling', kilograms * handlingPerKgCentimes, lotId);
}

/**
 * Not OCE's own: the cap of the conventions does not count it.
 *
 * @param lotId for traceable sales: the lot that bears it
 */
function charge(kind: 'handling' | 'transport', amountCentimes: number, lotId?: string) {
  return { kind, chargedBy: 'third_party', amountCentimes, lotId };
}
