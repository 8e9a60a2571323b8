import { CAPER_LOTS } from './runs-of-chain';

/** An order of what runs made, with the terms of the contract that it is under. */
export interface OrderPlan {
  readonly orderId: string;
  readonly buyerId: string;
  readonly productId: string;
  readonly productKind: 'packed' | 'bulk' | 'by-product';
  readonly unit: 'piece' | 'litre' | 'kg';
  readonly grade: string;
  readonly unitPriceMinor: number;
  /** Pieces, millilitres or grams of each lot, as the contract sells. */
  readonly lines: readonly (readonly [lotId: string, quantity: number])[];
  readonly day: string;
  /** By a shipment, whose receipt is billed; or at the gate, on this day. */
  readonly leaves: 'by shipment' | { readonly gateOn: string };
}

const [DETROIT, ZERHOUN] = ['BUY-CH-01', 'BUY-CH-02'] as const;
const bottles = { productId: 'BOTTLE-500', productKind: 'packed', unit: 'piece' } as const;
const jars = { productId: 'HONEY-JAR', productKind: 'packed', unit: 'piece', grade: 'conform' } as const;

export const ORDERS: readonly OrderPlan[] = [
  {
    orderId: 'CMD-CH-01',
    buyerId: DETROIT,
    ...bottles,
    grade: 'extra-virgin',
    unitPriceMinor: 5_200,
    lines: [['EM-01_B', 240]],
    day: '2026-10-19',
    leaves: 'by shipment',
  },
  {
    orderId: 'CMD-CH-02',
    buyerId: ZERHOUN,
    ...bottles,
    grade: 'extra-virgin',
    unitPriceMinor: 5_300,
    lines: [['EM-01_B', 60]],
    day: '2026-10-19',
    leaves: 'by shipment',
  },
  {
    orderId: 'CMD-CH-03',
    buyerId: ZERHOUN,
    ...bottles,
    grade: 'extra-virgin',
    unitPriceMinor: 7_000,
    lines: [['EM-03_B', 72]],
    day: '2026-10-19',
    leaves: { gateOn: '2026-10-20' },
  },
  {
    orderId: 'CMD-CH-04',
    buyerId: ZERHOUN,
    ...bottles,
    grade: 'ordinary',
    unitPriceMinor: 3_000,
    lines: [['EM-02_B', 216]],
    day: '2026-10-20',
    leaves: { gateOn: '2026-10-21' },
  },
  {
    orderId: 'CMD-CH-05',
    buyerId: DETROIT,
    productId: 'OLIVE-OIL',
    productKind: 'bulk',
    unit: 'litre',
    grade: 'virgin',
    unitPriceMinor: 8_000,
    lines: [['FI-01_H', 75_000]],
    day: '2026-10-20',
    leaves: { gateOn: '2026-10-21' },
  },
  {
    orderId: 'CMD-CH-06',
    buyerId: DETROIT,
    productId: 'CAPER-BRINE',
    productKind: 'bulk',
    unit: 'kg',
    grade: 'conform',
    unitPriceMinor: 2_800,
    lines: [110, 180, 240, 190, 120, 60].map((kg, at) => [CAPER_LOTS[at] ?? '', kg * 1_000] as const),
    day: '2026-10-05',
    leaves: { gateOn: '2026-10-06' },
  },
  {
    orderId: 'CMD-CH-07',
    buyerId: ZERHOUN,
    ...jars,
    unitPriceMinor: 16_000,
    lines: [['MP-01_B', 398]],
    day: '2026-10-05',
    leaves: { gateOn: '2026-10-06' },
  },
  {
    orderId: 'CMD-CH-08',
    buyerId: DETROIT,
    ...jars,
    unitPriceMinor: 16_500,
    lines: [['MP-02_B', 60]],
    day: '2026-10-05',
    leaves: { gateOn: '2026-10-06' },
  },
  {
    orderId: 'CMD-CH-09',
    buyerId: ZERHOUN,
    productId: 'GRIGNON',
    productKind: 'by-product',
    unit: 'kg',
    grade: 'conform',
    unitPriceMinor: 80,
    lines: [
      ['PR-01_G', 480_000],
      ['PR-02_G', 480_000],
      ['PR-03_G', 192_000],
    ],
    day: '2026-10-19',
    leaves: { gateOn: '2026-10-20' },
  },
];

/** The order that a recall has stopped: it is placed after it, and refused. */
export const ORDER_AFTER_RECALL = { orderId: 'CMD-CH-10', like: 'CMD-CH-08', pieces: 12, day: '2026-10-28' };

export function orderPlanOf(orderId: string): OrderPlan {
  const found = ORDERS.find((one) => one.orderId === orderId);
  if (found === undefined) throw new Error(`there is no order ${orderId}`);
  return found;
}
