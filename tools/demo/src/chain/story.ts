/** Who and what the chain of goods is played with, beside the season: all of it made up, all of it well formed. */

export const HOUSE = 'CO-ZRH-01';
export const LINES = [
  'PRESSE',
  'PRESSE-BIO',
  'CHAI',
  'BOUTEILLE',
  'BOUTEILLE-BIO',
  'CAPRES',
  'MIEL',
] as const;
export const YEAR_FROM = '2026-09-01';

export const COOPERATIVES = [
  { id: 'TZM', name: 'Coopérative Tazmourt (démonstration)', region: 'Ouazzane', ice: '009900770917384' },
  {
    id: 'BNM',
    name: 'Coopérative Beni Moussart (démonstration)',
    region: 'Zerhoune',
    ice: '009900771834616',
  },
  { id: 'AGD', name: 'Coopérative Agdaline (démonstration)', region: 'Sefrou', ice: '009900772751945' },
] as const;
export type CooperativeKey = (typeof COOPERATIVES)[number]['id'];
export const MEMBERS_A_COOPERATIVE = 4;

export const BUYERS = [
  { buyerId: 'BUY-CH-01', name: 'Épicerie du Détroit SARL', ice: '009900773669274', city: 'Tanger' },
  { buyerId: 'BUY-CH-02', name: 'Hôtels du Zerhoun SA', ice: '009900774586506', city: 'Meknès' },
] as const;

const OIL_GRADES = [
  { grade: 'extra-virgin', name: 'Vierge extra' },
  { grade: 'virgin', name: 'Vierge' },
  { grade: 'ordinary', name: 'Vierge courante' },
];
const CONFORM = [{ grade: 'conform', name: 'Conforme' }];

/** What a packed product is packed in: pieces of a weight in a case, cases on a pallet, a GTIN a level. */
interface Packing {
  readonly pieceGrams: number;
  readonly pieceMillilitres?: number;
  readonly case: { readonly pieces: number; readonly gtin: string };
  readonly pallet: { readonly cases: number; readonly gtin: string };
}
interface Product {
  readonly productId: string;
  readonly name: string;
  readonly gtin: string;
  readonly kind: 'bulk' | 'packed' | 'by-product';
  readonly unit: 'kg' | 'litre' | 'piece';
  readonly packing?: Packing;
  readonly grades: readonly { readonly grade: string; readonly name: string }[];
}

/** Products beside those of the season: what presses and stations make. */
export const PRODUCTS: readonly Product[] = [
  {
    productId: 'OLIVE-OIL',
    name: "Huile d'olive en vrac",
    gtin: '06119990091012',
    kind: 'bulk',
    unit: 'litre',
    grades: OIL_GRADES,
  },
  {
    productId: 'BOTTLE-500',
    name: "Huile d'olive, bouteille de 50 cl",
    gtin: '06119990091029',
    kind: 'packed',
    unit: 'piece',
    packing: {
      pieceGrams: 458,
      pieceMillilitres: 500,
      case: { pieces: 12, gtin: '06119990091036' },
      pallet: { cases: 10, gtin: '06119990091043' },
    },
    grades: OIL_GRADES,
  },
  {
    productId: 'GRIGNON',
    name: "Grignons d'olive",
    gtin: '06119990091050',
    kind: 'by-product',
    unit: 'kg',
    grades: CONFORM,
  },
  {
    productId: 'CAPER-BRINE',
    name: 'Câpres en saumure',
    gtin: '06119990091067',
    kind: 'bulk',
    unit: 'kg',
    grades: CONFORM,
  },
  {
    productId: 'HONEY-JAR',
    name: "Miel d'oranger, pot de 500 g",
    gtin: '06119990091074',
    kind: 'packed',
    unit: 'piece',
    packing: {
      pieceGrams: 500,
      case: { pieces: 12, gtin: '06119990091081' },
      pallet: { cases: 10, gtin: '06119990091098' },
    },
    grades: CONFORM,
  },
];

/** A campaign of its own for each product, so that the season's pools hold nothing of the chain; with its price. */
export const CAMPAIGNS = [
  {
    campaignId: 'CHAINE-OLIVE-2026',
    productId: 'OLIVE',
    name: 'Olives de la chaîne, 2026',
    grade: 'extra',
    pricePerKgCentimes: 800,
    advancePpm: 600_000,
  },
  {
    campaignId: 'CHAINE-CAPRE-2026',
    productId: 'CAPRE',
    name: 'Câpres de la chaîne, 2026',
    grade: 'capucine',
    pricePerKgCentimes: 1_300,
    advancePpm: 600_000,
  },
  {
    campaignId: 'CHAINE-MIEL-2026',
    productId: 'MIEL',
    name: 'Miel de la chaîne, 2026',
    grade: 'oranger',
    pricePerKgCentimes: 20_000,
    advancePpm: 300_000,
  },
] as const;

export const stationOf = (cooperative: CooperativeKey) => `ST-${cooperative}-01`;
export const cooperativeIdOf = (cooperative: CooperativeKey) => `COOP-${cooperative}`;
export const memberOf = (cooperative: CooperativeKey, at: number) =>
  `P-${cooperative}-${String(1 + (at % MEMBERS_A_COOPERATIVE)).padStart(4, '0')}`;
export const plotOf = (producerCode: string) => `PARC-${producerCode.slice(2)}`;
export const membersOf = (cooperative: CooperativeKey): string[] =>
  Array.from({ length: MEMBERS_A_COOPERATIVE }, (_, at) => memberOf(cooperative, at));

export function packingOf(productId: string): Packing {
  const packing = PRODUCTS.find((one) => one.productId === productId)?.packing;
  if (packing === undefined) throw new Error(`${productId} is not packed`);
  return packing;
}
