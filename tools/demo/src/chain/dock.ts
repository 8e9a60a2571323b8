import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainOffice, Refusal } from './chain-office';
import type { Pallet } from './pack';
import { HOUSE, packingOf } from './story';

export interface ShipmentPlan {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly pallets: readonly string[];
  readonly to: string;
  readonly day: string;
}

/** What comes short, and what is refused and comes back. */
export const SHORT: ShipmentPlan = {
  shipmentId: 'EXP-CH-01',
  orderId: 'CMD-CH-01',
  pallets: ['PAL-1', 'PAL-2'],
  to: 'Tanger',
  day: '2026-10-20',
};
export const REFUSED: ShipmentPlan = {
  shipmentId: 'EXP-CH-02',
  orderId: 'CMD-CH-02',
  pallets: ['PAL-3'],
  to: 'Meknès',
  day: '2026-10-20',
};
const BROKEN = { pallet: 'PAL-2', pieces: 3 };

/** The rules of papers, as a file; and in which range oil travels. */
export async function publishRules(office: ChainOffice, folder: string): Promise<void> {
  const checklist = JSON.parse(readFileSync(join(folder, 'checklist.json'), 'utf8')) as object;
  await office.post('transport/checklists', checklist);
  await office.post('transport/temperature-terms', {
    productId: 'BOTTLE-500',
    validFrom: '2026-01-01',
    lowestMilliCelsius: 8_000,
    highestMilliCelsius: 28_000,
    mostMinutesOut: 60,
  });
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const CARRIER = 'Transports du Gharb (démonstration)';
const departureOf = ({ day }: ShipmentPlan) => ({ departedAt: `${day}T09:00:00Z` });

/** Plans a shipment at home and loads its pallets by scan. Returns how it was held back while a paper was missing. */
export async function load(
  office: ChainOffice,
  plan: ShipmentPlan,
  pallets: readonly Pallet[],
): Promise<Refusal> {
  const { shipmentId, orderId, to, day } = plan;
  const at = `transport/shipments/${shipmentId}`;
  await office.postSoon('transport/shipments', {
    shipmentId,
    orderId,
    carrier: CARRIER,
    mode: 'road',
    vehicle: '1-A-12345',
    legs: [{ legId: 'T1', mode: 'road', from: 'Zerhoun', to, plannedOn: day }],
    plannedOn: day,
  });
  await attach(office, plan, 'analysis', 'Laboratoire (démonstration)');
  for (const name of plan.pallets)
    await office.postSoon(`${at}/scans`, { sscc: palletOf(pallets, name).sscc });
  return office.refused('document_missing', `${at}/depart`, departureOf(plan));
}

/** Sends it with the paper that was missing; the driver takes it over. */
export async function send(office: ChainOffice, plan: ShipmentPlan): Promise<void> {
  const at = `transport/shipments/${plan.shipmentId}`;
  await attach(office, plan, 'consignment_note', CARRIER);
  await office.post(`${at}/depart`, departureOf(plan));
  await office.post(`${at}/hand-over`, {
    from: HOUSE,
    to: CARRIER,
    reservations: [],
    handedOverAt: `${plan.day}T09:30:00Z`,
  });
}

const attach = (office: ChainOffice, { shipmentId, day }: ShipmentPlan, kind: string, issuer: string) =>
  office.post(`transport/shipments/${shipmentId}/documents`, {
    documentId: `${shipmentId}-${kind}`.replaceAll('_', '-'),
    kind,
    number: `${shipmentId}-${kind}`,
    issuer,
    issuedOn: day,
    digest: digestOf(`${shipmentId} ${kind}`),
  });

/** The driver's recorder, as it wrote; then the buyer counts: some bottles are broken, and the carrier answers for them. */
export async function receiveShort(
  office: ChainOffice,
  pallets: readonly Pallet[],
  folder: string,
): Promise<void> {
  const { shipmentId, day } = SHORT;
  const at = `transport/shipments/${shipmentId}`;
  const csv = readFileSync(join(folder, 'temperatures.csv'), 'utf8');
  const { client } = office.run;
  await client.call('POST', `${at}/temperatures`, csv, { 'content-type': 'text/csv' });
  const { sscc, lotId, productId } = palletOf(pallets, BROKEN.pallet);
  const { pieces } = BROKEN;
  const grams = pieces * packingOf(productId).pieceGrams;
  const note = 'bouteilles cassées, réserve portée sur la lettre de voiture';
  await office.post(`${at}/receive`, {
    deliveryNoteNumber: `BL-${shipmentId}`,
    differences: [{ sscc, lotId, kind: 'damaged', pieces, grams, owner: 'carrier', note }],
    receivedOn: day,
  });
}

/** The buyer takes nothing of the second, and it comes back: its bottles are in stock again. */
export async function comeBack(office: ChainOffice): Promise<void> {
  const at = `transport/shipments/${REFUSED.shipmentId}`;
  await office.post(`${at}/refuse`, {
    reason: 'arrivée après la fermeture du quai',
    refusedOn: '2026-10-20',
  });
  await office.post(`${at}/return`, { stationId: HOUSE, returnedOn: '2026-10-21' });
}

function palletOf(pallets: readonly Pallet[], name: string): Pallet {
  const found = pallets.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no pallet ${name}`);
  return found;
}
