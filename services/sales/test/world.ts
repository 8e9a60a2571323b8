import { iceKey } from '@oce/identifiers';
import { buyerAccepted, contractSigned, lotRecorded } from '../src/spec-support/facts';
import type { Office } from './office';

/** Buyers of a limit, each with one pooled contract, and lots of 1,000 kg of the grade extra at 9.85 a kilogram. */
export async function furnish(
  { buyers, contracts, lots, meta }: Office,
  world: { buyers: number; limitCentimes: number; lots: number },
): Promise<void> {
  for (let at = 1; at <= world.buyers; at++) {
    const buyerId = `BUY-${at}`;
    const { limitCentimes } = world;
    const body = String(9_000_000_000_000 + at);
    const buyer = { ...buyerAccepted.data, buyerId, limitCentimes, ice: body + iceKey(body) };
    await buyers.handle(buyerId, { type: 'AcceptBuyer', data: buyer, meta: meta() });
    const contract = { ...contractSigned.data, contractId: `CT-${at}`, buyerId };
    await contracts.handle(contract.contractId, { type: 'SignSaleContract', data: contract, meta: meta() });
  }
  for (let at = 1; at <= world.lots; at++) {
    const { data } = lotRecorded(`LOT-${at}`, 'extra', 1_000_000);
    const { lotId } = data;
    await lots.handle(lotId, { type: 'RecordLot', data, meta: meta() });
    await lots.handle(lotId, {
      type: 'OfferLot',
      data: { lotId, kind: 'pooled', offeredOn: '2026-09-25' },
      meta: meta(),
    });
  }
}

/** An order as its DTO becomes one: kilograms by lot. */
export function orderOf(
  orderId: string,
  kilograms: Readonly<Record<string, number>>,
  more: { contractId?: string; buyerReference?: string | null } = {},
) {
  const lines = Object.entries(kilograms).map(([lotId, kg]) => ({ lotId, grams: kg * 1_000 }));
  return { orderId, contractId: 'CT-1', buyerReference: null, lines, placedOn: '2026-09-27', ...more };
}
