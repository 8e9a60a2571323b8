import { release } from './laboratory';
import { buyer, confirmedOrder, contractOf } from './parts';
import { AT, openUnit, output } from './press';
import type { Stage } from './stage';

/** What commands of transport stand on, each made anew: a shipment, loaded, on its way. */

export const shipmentOf = (shipmentId: string, orderId: string) => ({
  shipmentId,
  orderId,
  carrier: 'Transit du Nord',
  mode: 'road',
  vehicle: '1-A-12345',
  legs: [{ legId: 'L1', mode: 'road', from: 'Ouazzane', to: 'Tanger', plannedOn: '2026-10-22' }],
  plannedOn: '2026-10-21',
});

/** A planned shipment of raw goods, which travel in bulk. */
export async function planned(stage: Stage) {
  const { orderId, lines } = await confirmedOrder(stage);
  const shipmentId = stage.id('SH');
  await stage.postSoon('transport/shipments', shipmentOf(shipmentId, orderId));
  return { shipmentId, lotId: lines[0]?.lotId ?? '', orderId };
}

export const bulkOf = (stage: Stage, lotId: string) => ({
  lineId: stage.id('LINE'),
  lotId,
  grams: 50_000,
  compartment: 'A',
});

export async function loaded(stage: Stage) {
  const shipment = await planned(stage);
  const bulk = bulkOf(stage, shipment.lotId);
  await stage.postSoon(`transport/shipments/${shipment.shipmentId}/bulk`, bulk);
  return { ...shipment, lineId: bulk.lineId };
}

export const DEPARTED = '2026-10-22T08:00:00Z';

export async function departed(stage: Stage): Promise<string> {
  const { shipmentId } = await loaded(stage);
  await stage.post(`transport/shipments/${shipmentId}/depart`, { departedAt: DEPARTED });
  return shipmentId;
}

/** A planned shipment of bottles, and a closed case of them that may be loaded. */
export async function bottles(stage: Stage) {
  const productId = stage.id('BOTTLE');
  const { lotId } = await output(stage, productId, 40);
  await release(stage, { lotId, productId });
  const contractId = stage.id('CONTRACT');
  const { campaignId: _raw, ...terms } = contractOf(contractId, await buyer(stage));
  const prices = [{ grade: 'conform', unitPriceMinor: 5_000 }];
  await stage.post('sales/contracts', { ...terms, productId, productKind: 'packed', prices });
  await stage.postSoon(`sales/lots/${lotId}/offer`, { kind: 'pooled', offeredOn: '2026-10-20' });
  const orderId = stage.id('ORDER');
  const lines = [{ lotId, grams: 10_000 }];
  const order = { orderId, contractId, buyerReference: `REF-${orderId}`, lines, placedOn: '2026-10-20' };
  await stage.post('sales/orders', order);
  await stage.post(`sales/orders/${orderId}/confirm`, { confirmedOn: '2026-10-20' });
  const sscc = await openUnit(stage);
  await stage.post(`conditioning/units/${sscc}/goods`, { putId: 'P', lotId, grams: 5_000 });
  await stage.post(`conditioning/units/${sscc}/close`, { packedAt: AT });
  const shipmentId = stage.id('SH');
  await stage.postSoon('transport/shipments', shipmentOf(shipmentId, orderId));
  return { shipmentId, sscc };
}

export async function scanned(stage: Stage) {
  const { shipmentId, sscc } = await bottles(stage);
  await stage.postSoon(`transport/shipments/${shipmentId}/scans`, { sscc });
  return { shipmentId, sscc };
}

/** A shipment of bottles on its way, with something noted against its case as it passed from hand to hand. */
export async function reserved(stage: Stage) {
  const { shipmentId, sscc } = await scanned(stage);
  await stage.post(`transport/shipments/${shipmentId}/depart`, { departedAt: DEPARTED });
  const handedOverAt = '2026-10-22T09:00:00Z';
  const reservations = [{ sscc, note: 'a corner is wet' }];
  const handOver = { from: 'PRESS-1', to: 'Transit du Nord', reservations, handedOverAt };
  await stage.post(`transport/shipments/${shipmentId}/hand-over`, handOver);
  return { shipmentId, handedOverAt };
}
