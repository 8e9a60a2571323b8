import type { ChainOffice } from './chain-office';

/** An order of conditioned goods, with the contract that it is under. */
export interface OrderPlan {
  readonly orderId: string;
  readonly buyerId: string;
  readonly productId: string;
  readonly productKind: 'packed' | 'bulk';
  readonly unit: 'piece' | 'litre' | 'kg';
  readonly grade: string;
  readonly unitPriceMinor: number;
  readonly lotId: string;
  /** Pieces, millilitres or grams, as the contract sells. */
  readonly quantity: number;
  readonly day: string;
}

export const ORDERS: readonly OrderPlan[] = [
  {
    orderId: 'CMD-CH-01',
    buyerId: 'BUY-CH-01',
    productId: 'BOTTLE-500',
    productKind: 'packed',
    unit: 'piece',
    grade: 'extra-virgin',
    unitPriceMinor: 5_200,
    lotId: 'EM-01_B',
    quantity: 240,
    day: '2026-10-19',
  },
];

const PART = { piece: 'pieces', litre: 'millilitres', kg: 'grams' } as const;

/** Offers a lot once it is released, and places and confirms an order on it. */
export async function order(office: ChainOffice, plan: OrderPlan): Promise<void> {
  const { orderId, buyerId, productId, productKind, unit, grade, unitPriceMinor, lotId, quantity, day } =
    plan;
  const contractId = `CT-${orderId}`;
  await office.post('sales/contracts', {
    contractId,
    buyerId,
    kind: 'pooled',
    productId,
    productKind,
    unit,
    currency: 'MAD',
    incoterm: 'DAP',
    place: 'Tanger',
    signedOn: '2026-10-01',
    paymentDays: 30,
    prices: [{ grade, unitPriceMinor }],
  });
  await office.postSoon(`sales/lots/${lotId}/offer`, { kind: 'pooled', offeredOn: day });
  const lines = [{ lotId, [PART[unit]]: quantity }];
  await office.post('sales/orders', {
    orderId,
    contractId,
    buyerReference: `BC-${orderId}`,
    lines,
    placedOn: day,
  });
  await office.post(`sales/orders/${orderId}/confirm`, { confirmedOn: day });
}
