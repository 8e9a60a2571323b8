import { withGs1CheckDigit } from '@oce/identifiers';
import { CAMPAIGN, PRODUCT, STATION, TERMINAL, type Person } from '../small-office';
import { release } from './laboratory';
import type { Stage } from './stage';

/** What commands stand on, each made anew: a producer, a delivery, a lot that was sold. */

export const productOf = (stage: Stage, productId: string) => ({
  productId,
  name: 'Olives des essais',
  gtin: withGs1CheckDigit(`0611998${String(stage.number()).padStart(6, '0')}`),
  unit: 'kg',
  grades: [{ grade: 'extra', name: 'Extra' }],
});

export const campaignOf = (campaignId: string, productId: string) => ({
  campaignId,
  productId,
  name: 'Campagne des essais',
  opensOn: '2026-09-01',
  lastWeighingOn: '2026-12-31',
});

export const ruleOf = (productId: string) => ({
  productId,
  validFrom: '2026-09-01',
  impuritiesTolerancePpm: 10_000,
  maxImpuritiesPpm: 100_000,
  maxMoisturePpm: 600_000,
});

export const pricesOf = (version: string, campaignId: string, productId: string) => ({
  version,
  campaignId,
  productId,
  validFrom: '2026-09-01',
  advancePpm: 600_000,
  grades: [{ grade: 'extra', pricePerKgCentimes: 600, pointsPpm: 1_050_000 }],
});

/** A campaign with its product. */
export interface Harvest {
  readonly campaignId: string;
  readonly productId: string;
}
export const SMALL: Harvest = { campaignId: CAMPAIGN, productId: PRODUCT };

/** A campaign of a product of its own, with an intake rule and, unless told, prices. */
export async function harvest(
  stage: Stage,
  options: { priced: boolean } = { priced: true },
): Promise<Harvest> {
  const [productId, campaignId] = [stage.id('PRODUCT'), stage.id('CAMPAIGN')];
  await stage.post('affiliation/products', productOf(stage, productId));
  await stage.post('affiliation/campaigns', campaignOf(campaignId, productId));
  await stage.post('collection/intake-rules', ruleOf(productId));
  const prices = pricesOf(stage.id('PRICE'), campaignId, productId);
  if (options.priced) await stage.post('payments/price-schedules', prices);
  return { productId, campaignId };
}

export const affiliationOf = ({ rib: _rib, ...person }: Person) => ({
  ...person,
  cooperativeId: 'COOP-1',
  affiliatedOn: '2026-01-02',
});

export async function producer(stage: Stage): Promise<Person> {
  const person = stage.person();
  await stage.post('affiliation/producers', affiliationOf(person));
  return person;
}

/** A cooperative without a convention. */
export async function cooperative(stage: Stage): Promise<string> {
  const cooperativeId = stage.id('COOP');
  const body = { name: 'Coopérative', region: 'Ouazzane', ice: stage.ice(), affiliatedOn: '2026-01-01' };
  await stage.post('affiliation/cooperatives', { cooperativeId, ...body });
  return cooperativeId;
}

export const ticketOf = (stage: Stage, producerCode: string, { campaignId, productId }: Harvest = SMALL) => ({
  stationId: STATION,
  terminalId: TERMINAL,
  ticketNumber: stage.id('T'),
  producerCode,
  campaignId,
  productId,
  grossGrams: 1_500_000,
  tareGrams: 360_000,
  weighedAt: '2026-10-05T08:00:00Z',
});

export const sheetOf = (stage: Stage) => ({
  sampleId: stage.id('S'),
  grade: 'extra',
  impuritiesPpm: 5_000,
  moisturePpm: 400_000,
});

export interface Delivery extends Harvest {
  readonly deliveryId: string;
  readonly producerCode: string;
}

export async function weighed(
  stage: Stage,
  of: Partial<Harvest & Pick<Person, 'producerCode'>> = {},
): Promise<Delivery> {
  const producerCode = of.producerCode ?? (await producer(stage)).producerCode;
  const ticket = ticketOf(stage, producerCode, { ...SMALL, ...of });
  const { id } = await stage.post('collection/deliveries', ticket);
  return { deliveryId: id, producerCode, campaignId: ticket.campaignId, productId: ticket.productId };
}

export async function graded(stage: Stage, of: Parameters<typeof weighed>[1] = {}): Promise<Delivery> {
  const delivery = await weighed(stage, of);
  await stage.post(`collection/deliveries/${delivery.deliveryId}/grade`, sheetOf(stage));
  return delivery;
}

/** A graded delivery of which the account has its advance, as the line told. */
export async function advanced(stage: Stage, of: Parameters<typeof weighed>[1] = {}) {
  const delivery = await graded(stage, of);
  const lineId = `ADV-${delivery.deliveryId}`;
  await stage.getSoon(`payments/accounts/${delivery.producerCode}`, ({ lines }) =>
    (lines as { lineId: string }[]).find((line) => line.lineId === lineId),
  );
  return { ...delivery, lineId };
}

export const lotOf = (lotId: string, { campaignId, productId }: Harvest = SMALL) => ({
  lotId,
  stationId: STATION,
  campaignId,
  productId,
  grade: 'extra',
  openedOn: '2026-10-01',
});

export interface Lot extends Harvest {
  readonly lotId: string;
}

/** An open lot with one delivery in it. */
export async function filledLot(
  stage: Stage,
  of: Harvest = SMALL,
): Promise<Lot & Pick<Delivery, 'producerCode'>> {
  const { deliveryId, producerCode } = await advanced(stage, of);
  const lotId = stage.id('LOT');
  await stage.post('collection/lots', lotOf(lotId, of));
  await stage.post(`collection/lots/${lotId}/deliveries`, { deliveryIds: [deliveryId] });
  return { lotId, producerCode, ...of };
}

/** A closed lot that sales has heard of: an order for nothing of it says so. */
export async function knownLot(stage: Stage, of: Harvest = SMALL): Promise<Lot> {
  const lot = await filledLot(stage, of);
  await stage.post(`collection/lots/${lot.lotId}/close`, { closedOn: '2026-10-10' });
  await stage.getSoon('sales/lots?limit=200', ({ items }) =>
    (items as Lot[]).find(({ lotId }) => lotId === lot.lotId),
  );
  return lot;
}

/** A lot that certification lets be sold in Morocco. */
export async function releasedLot(stage: Stage, of: Harvest = SMALL): Promise<Lot> {
  const lot = await knownLot(stage, of);
  await release(stage, lot);
  return lot;
}

export async function offeredLot(stage: Stage, of: Harvest = SMALL): Promise<Lot> {
  const lot = await releasedLot(stage, of);
  await stage.post(`sales/lots/${lot.lotId}/offer`, { kind: 'pooled', offeredOn: '2026-10-11' });
  return lot;
}

export const buyerOf = (stage: Stage, buyerId: string) => ({
  buyerId,
  name: 'Huilerie des essais',
  ice: stage.ice(),
  city: 'Fès',
  limitCentimes: 1_000_000_000,
});

export async function buyer(stage: Stage): Promise<string> {
  const buyerId = stage.id('BUYER');
  await stage.post('sales/buyers', buyerOf(stage, buyerId));
  return buyerId;
}

export const contractOf = (
  contractId: string,
  buyerId: string,
  { campaignId, productId }: Harvest = SMALL,
) => ({
  contractId,
  buyerId,
  kind: 'pooled',
  campaignId,
  productId,
  currency: 'MAD',
  incoterm: 'FCA',
  place: 'Ouazzane',
  signedOn: '2026-10-01',
  paymentDays: 30,
  prices: [{ grade: 'extra', unitPriceMinor: 900 }],
});

export const orderOf = (orderId: string, contractId: string, lotId: string) => ({
  orderId,
  contractId,
  buyerReference: `REF-${orderId}`,
  lines: [{ lotId, grams: 100_000 }],
  placedOn: '2026-10-12',
});

/** An order that may be placed. */
export async function orderToPlace(stage: Stage, of: Harvest = SMALL, buyerId?: string) {
  const { lotId } = await offeredLot(stage, of);
  const contractId = stage.id('CONTRACT');
  await stage.post('sales/contracts', contractOf(contractId, buyerId ?? (await buyer(stage)), of));
  return orderOf(stage.id('ORDER'), contractId, lotId);
}

export async function order(stage: Stage, of: Harvest = SMALL, buyerId?: string) {
  const placed = await orderToPlace(stage, of, buyerId);
  await stage.post('sales/orders', placed);
  return placed;
}

export async function confirmedOrder(stage: Stage, of: Harvest = SMALL, buyerId?: string) {
  const placed = await order(stage, of, buyerId);
  await stage.post(`sales/orders/${placed.orderId}/confirm`, { confirmedOn: '2026-10-13' });
  return placed;
}

export interface Sale {
  readonly orderId: string;
  readonly lotId: string;
  readonly invoiceNumber: string;
}

/** A delivered order with its invoice; nothing of it is paid. */
export async function sale(stage: Stage, of: Harvest = SMALL, buyerId?: string): Promise<Sale> {
  const { orderId, lines } = await confirmedOrder(stage, of, buyerId);
  const delivery = { deliveryNoteNumber: stage.id('BL'), deliveredOn: '2026-10-14' };
  await stage.post(`sales/orders/${orderId}/fulfil`, delivery);
  const invoiceNumber = await stage.getSoon(
    `sales/orders/${orderId}`,
    (found) => (found.invoiceNumber as string | null) ?? undefined,
  );
  return { orderId, lotId: lines[0]?.lotId ?? '', invoiceNumber };
}

/** The whole sum for 100 kg. */
const PAID_CENTIMES = 90_000;
export const proceedsOf = (stage: Stage, { orderId }: Pick<Sale, 'orderId'>) => ({
  proceedsId: stage.id('PROCEEDS'),
  orderId,
  amountCentimes: PAID_CENTIMES,
  valueDate: '2026-10-20',
  bankReference: stage.id('VIR'),
});

/** A sale that is paid whole, and more than whole where told: the rest is the balance of its buyer. */
export async function overpaid(
  stage: Stage,
  excessCentimes: number,
): Promise<Sale & { readonly buyerId: string; readonly proceedsId: string }> {
  const buyerId = await buyer(stage);
  const of = await sale(stage, SMALL, buyerId);
  const amountCentimes = PAID_CENTIMES + excessCentimes;
  const paid = { ...proceedsOf(stage, of), amountCentimes, excess: 'keep' };
  await stage.post('sales/proceeds', paid);
  return { ...of, buyerId, proceedsId: paid.proceedsId };
}

export const refundOf = (stage: Stage) => ({
  refundId: stage.id('REFUND'),
  amountCentimes: 5_000,
  valueDate: '2026-10-21',
  bankReference: stage.id('VIR'),
  reason: 'paid too much',
});
