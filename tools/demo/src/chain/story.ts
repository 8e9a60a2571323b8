/** Who and what the chain of goods is played with, beside the season: all of it made up, all of it well formed. */

export const HOUSE = 'CO-ZRH-01';
export const LINES = ['PRESSE', 'CHAI', 'BOUTEILLE', 'CAPRES', 'MIEL'] as const;
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
type CooperativeKey = (typeof COOPERATIVES)[number]['id'];
export const MEMBERS_A_COOPERATIVE = 4;

export const BUYERS = [
  { buyerId: 'BUY-CH-01', name: 'Épicerie du Détroit SARL', ice: '009900773669274', city: 'Tanger' },
  { buyerId: 'BUY-CH-02', name: 'Hôtels du Zerhoun SA', ice: '009900774586506', city: 'Meknès' },
] as const;

/** Products beside those of the season: what presses and stations make. */
export const PRODUCTS = [
  {
    productId: 'OLIVE-OIL',
    name: "Huile d'olive en vrac",
    gtin: '06119990091012',
    kind: 'bulk',
    unit: 'litre',
    grades: [
      { grade: 'extra-virgin', name: 'Vierge extra' },
      { grade: 'virgin', name: 'Vierge' },
      { grade: 'ordinary', name: 'Vierge courante' },
    ],
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
    grades: [
      { grade: 'extra-virgin', name: 'Vierge extra' },
      { grade: 'virgin', name: 'Vierge' },
      { grade: 'ordinary', name: 'Vierge courante' },
    ],
  },
] as const;

/** A campaign of its own for each product, so that the season's pools hold nothing of the chain. */
export const CAMPAIGNS = [
  { campaignId: 'CHAINE-OLIVE-2026', productId: 'OLIVE', name: 'Olives de la chaîne, 2026' },
] as const;

export const PRICES = [
  { campaignId: 'CHAINE-OLIVE-2026', productId: 'OLIVE', grade: 'extra', pricePerKgCentimes: 800 },
] as const;

/** A raw lot of twenty deliveries, five a member; together they come to `netGrams`. */
export interface RawLotPlan {
  readonly lotId: string;
  readonly cooperative: CooperativeKey;
  readonly campaignId: string;
  readonly productId: string;
  readonly grade: string;
  readonly settledAs: 'pooled' | 'traceable';
  readonly netGrams: number;
  readonly moisturePpm: number;
  readonly from: string;
  readonly to: string;
}
const olives = { campaignId: 'CHAINE-OLIVE-2026', productId: 'OLIVE', grade: 'extra', moisturePpm: 450_000 };
export const RAW_LOTS: readonly RawLotPlan[] = [
  {
    lotId: 'LOT-TZM-OLIVE',
    cooperative: 'TZM',
    ...olives,
    settledAs: 'traceable',
    netGrams: 1_000_000,
    from: '2026-10-05',
    to: '2026-10-09',
  },
  {
    lotId: 'LOT-BNM-OLIVE',
    cooperative: 'BNM',
    ...olives,
    settledAs: 'traceable',
    netGrams: 400_000,
    from: '2026-10-05',
    to: '2026-10-09',
  },
];
export const DELIVERIES_A_LOT = 20;

export const stationOf = (cooperative: CooperativeKey) => `ST-${cooperative}-01`;
export const cooperativeIdOf = (cooperative: CooperativeKey) => `COOP-${cooperative}`;
export const memberOf = (cooperative: CooperativeKey, at: number) =>
  `P-${cooperative}-${String(1 + (at % MEMBERS_A_COOPERATIVE)).padStart(4, '0')}`;
export const plotOf = (producerCode: string) => `PARC-${producerCode.slice(2)}`;
