import { sumExactly } from '@oce/quantities';
import type { Contract } from './buyers';
import { POOLS_CLOSE_ON } from './cases';
import { PRODUCTS, type Product } from './catalogue';
import type { Lot } from './lots';
import type { Order, Proceeds } from './orders';

export interface Charge {
  readonly kind: 'handling' | 'transport';
  /** Not OCE's own: the cap of the conventions does not count them. */
  readonly chargedBy: 'third_party';
  readonly amountCentimes: number;
  /** For traceable sales: the lot that bears it. */
  readonly lotId?: string;
}

/** How one grade of a campaign is paid out: as a pool by points, or lot by lot. */
export interface Settlement {
  readonly settlementId: string;
  readonly kind: 'pooled' | 'traceable';
  readonly campaignId: string;
  readonly productId: string;
  readonly grade: string;
  readonly contractIds: readonly string[];
  readonly closesOn: string;
  readonly commissionPpm: number;
  readonly charges: readonly Charge[];
  readonly expected: {
    readonly lots: number;
    readonly deliveries: number;
    readonly payableGrams: number;
    readonly soldGrams: number;
    readonly proceedsCentimes: number;
  };
}

/** OCE's commission, under the cap of the conventions. */
const COMMISSION_PPM = 40_000;
const TRANSPORT_CENTIMES = { OLIVE: 150_000, MIEL: 30_000, CAPRE: 20_000 } as const;

export function makeSettlements(
  lots: readonly Lot[],
  orders: readonly Order[],
  proceeds: readonly Proceeds[],
  contracts: readonly Contract[],
): Settlement[] {
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

function settlementOf(
  product: Product,
  grade: string,
  lots: readonly Lot[],
  sales: readonly Order[],
  proceeds: readonly Proceeds[],
  contracts: readonly Contract[],
): Settlement {
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

function pooledCharges(product: Product, lines: Order['lines']): Charge[] {
  return [
    handlingOf(product, lines),
    { kind: 'transport', chargedBy: 'third_party', amountCentimes: TRANSPORT_CENTIMES[product.productId] },
  ];
}

function handlingOf({ handlingPerKgCentimes }: Product, lines: Order['lines'], lotId?: string): Charge {
  const kilograms = sumExactly(lines.map(({ grams }) => grams)) / 1000;
  return {
    kind: 'handling',
    chargedBy: 'third_party',
    amountCentimes: kilograms * handlingPerKgCentimes,
    ...(lotId && { lotId }),
  };
}
