import type { ChainOffice, Refusal } from './chain-office';
import { ORDER_AFTER_RECALL, orderPlanOf, ORDERS, type OrderPlan } from './orders';

const PART = { piece: 'pieces', litre: 'millilitres', kg: 'grams' } as const;
const contractIdOf = (orderId: string) => `CV-${orderId.slice('CMD-'.length)}`;

/** Offers each lot once it is released, and places and confirms every order. */
export async function takeOrders(office: ChainOffice): Promise<void> {
  for (const plan of ORDERS) await sign(office, plan);
  const offered = new Map(ORDERS.flatMap(({ lines, day }) => lines.map(([lotId]) => [lotId, day] as const)));
  for (const [lotId, offeredOn] of offered)
    await office.postSoon(`sales/lots/${lotId}/offer`, { kind: 'pooled', offeredOn });
  for (const plan of ORDERS) {
    const { orderId, day } = plan;
    await office.post('sales/orders', orderOf(plan));
    await office.post(`sales/orders/${orderId}/confirm`, { confirmedOn: day });
  }
}

/** What leaves at the gate is billed at once. */
export async function deliverAtTheGate(office: ChainOffice): Promise<void> {
  for (const { orderId, leaves } of ORDERS)
    if (leaves !== 'by shipment')
      await office.post(`sales/orders/${orderId}/fulfil`, {
        deliveryNoteNumber: `BL-${orderId}`,
        deliveredOn: leaves.gateOn,
      });
}

/** Another order for what was recalled. Returns how it was refused. */
export function orderRecalled(office: ChainOffice): Promise<Refusal> {
  const { orderId, like, pieces, day } = ORDER_AFTER_RECALL;
  const plan = orderPlanOf(like);
  const lines = plan.lines.map(([lotId]) => [lotId, pieces] as const);
  const body = { ...orderOf({ ...plan, orderId, lines, day }), contractId: contractIdOf(like) };
  return office.refused('lot_recalled', 'sales/orders', body);
}

const orderOf = ({ orderId, unit, lines, day }: OrderPlan) => ({
  orderId,
  contractId: contractIdOf(orderId),
  buyerReference: `BC-${orderId}`,
  lines: lines.map(([lotId, quantity]) => ({ lotId, [PART[unit]]: quantity })),
  placedOn: day,
});

async function sign(office: ChainOffice, plan: OrderPlan): Promise<void> {
  const { orderId, buyerId, productId, productKind, unit, grade, unitPriceMinor } = plan;
  await office.post('sales/contracts', {
    contractId: contractIdOf(orderId),
    buyerId,
    kind: 'pooled',
    productId,
    productKind,
    unit,
    currency: 'MAD',
    incoterm: 'DAP',
    place: buyerId === 'BUY-CH-01' ? 'Tanger' : 'Meknès',
    signedOn: '2026-09-30',
    paymentDays: 30,
    prices: [{ grade, unitPriceMinor }],
  });
}
