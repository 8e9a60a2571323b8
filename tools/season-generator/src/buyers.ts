import { iceKey } from '@oce/identifiers';
import { PRODUCTS } from './catalogue';
import type { Random } from './random';

export type Contract = ReturnType<typeof makeContracts>[number];

/** Invented companies, each with the contract it signs; the last one buys little and asks for too much. */
const DEALS = [
  { name: 'Huileries du Saïs Doré SARL', city: 'Meknès', productId: 'OLIVE', kind: 'pooled', more: 0 },
  { name: 'Moulins Tazroum et Fils SA', city: 'Fès', productId: 'OLIVE', kind: 'pooled', more: 12 },
  { name: 'Comptoir des Miels Wizguen SARL', city: 'Rabat', productId: 'MIEL', kind: 'pooled', more: 0 },
  { name: 'Ruche Bleue Négoce SARL', city: 'Casablanca', productId: 'MIEL', kind: 'traceable', more: 0 },
  { name: 'Conserves Ourimet SA', city: 'Fès', productId: 'CAPRE', kind: 'pooled', more: 0 },
  { name: 'Câpres de la Plaine SARL', city: 'Safi', productId: 'CAPRE', kind: 'pooled', more: 0 },
  { name: 'Épicerie Fine Drifoul SARL', city: 'Tanger', productId: 'MIEL', kind: 'pooled', more: 400 },
] as const;

/** The grades that each contract covers, by the buyer's number. */
const GRADES: Readonly<Record<string, readonly string[]>> = {
  'BUY-03': ['euphorbe', 'oranger', 'eucalyptus'],
  'BUY-04': ['arbousier'],
  'BUY-05': ['nonpareille', 'surfine', 'capucine'],
  'BUY-06': ['capote', 'fine', 'grosse'],
  'BUY-07': ['eucalyptus'],
};

/** The buyer whose limit is below the one order it places. */
export const SMALL_BUYER = { buyerId: 'BUY-07', limitCentimes: 500_000 } as const;

export function makeContracts() {
  return DEALS.map(({ city, productId, kind, more }, index) => {
    const product = PRODUCTS.find((one) => one.productId === productId);
    if (!product) throw new RangeError(`no product ${productId}`);
    const buyerId = `BUY-0${index + 1}`;
    const grades = product.grades.filter(({ grade }) => GRADES[buyerId]?.includes(grade) ?? true);
    return {
      contractId: `CT-2026-0${index + 1}`,
      buyerId,
      kind,
      campaignId: product.campaignId,
      productId,
      currency: 'MAD',
      incoterm: index % 2 === 0 ? 'EXW' : 'FCA',
      place: city,
      signedOn: `2026-09-0${index + 1}`,
      paymentDays: 30,
      prices: grades.map(({ grade, salePricePerKgCentimes }) => ({
        grade,
        unitPriceMinor: salePricePerKgCentimes + more,
      })),
    };
  });
}

/** Each may owe a fifth more than all it will order, in whole 10,000 MAD; except the small buyer. */
export function makeBuyers(random: Random, orderedCentimes: ReadonlyMap<string, number>) {
  return DEALS.map(({ name, city }, index) => {
    const buyerId = `BUY-0${index + 1}`;
    const body = `99${random.int(1_000_000, 9_999_999)}0001`;
    const needed = Math.ceil(((orderedCentimes.get(buyerId) ?? 0) * 1.2) / 1_000_000) * 1_000_000;
    const limitCentimes = buyerId === SMALL_BUYER.buyerId ? SMALL_BUYER.limitCentimes : needed;
    return { buyerId, name, ice: body + iceKey(body), city, limitCentimes };
  });
}
