import { withGs1CheckDigit } from '@oce/identifiers';

/** The first and the last day of weighing. */
export const SEASON = { from: '2026-09-10', to: '2026-11-08' } as const;

/** GS1 prefix 611 (Morocco) with an invented company; 14 digits. */
const gtin = (item: string): string => withGs1CheckDigit(`06119990${item}`);

/** @param share how often it is met, out of a hundred */
const gradeOf = (
  grade: string,
  name: string,
  share: number,
  pricePerKgCentimes: number,
  pointsPpm: number,
  salePricePerKgCentimes: number,
) => ({ grade, name, share, pricePerKgCentimes, pointsPpm, salePricePerKgCentimes });

/** Olives at 6.00 to 8.50 MAD/kg, honey of one flower at 200 to 500, capers by diameter; the best grade first. */
export const PRODUCTS = [
  {
    productId: 'OLIVE' as const,
    campaignId: 'OLIVE-2026',
    name: 'Olives à huile',
    gtin: gtin('00101'),
    from: '2026-09-14',
    to: SEASON.to,
    impuritiesTolerancePpm: 10_000,
    maxImpuritiesPpm: 100_000,
    maxMoisturePpm: 600_000,
    handlingPerKgCentimes: 25,
    grades: [
      gradeOf('extra', 'Extra', 45, 800, 1_050_000, 985),
      gradeOf('vierge', 'Vierge', 40, 700, 1_000_000, 860),
      gradeOf('courante', 'Courante', 15, 600, 920_000, 735),
    ],
  },
  {
    productId: 'MIEL' as const,
    campaignId: 'MIEL-2026',
    name: 'Miel monofloral',
    gtin: gtin('00201'),
    from: SEASON.from,
    to: SEASON.to,
    impuritiesTolerancePpm: 10_000,
    maxImpuritiesPpm: 20_000,
    maxMoisturePpm: 200_000,
    handlingPerKgCentimes: 600,
    grades: [
      gradeOf('arbousier', "Miel d'arbousier", 15, 50_000, 1_000_000, 62_000),
      gradeOf('euphorbe', "Miel d'euphorbe", 20, 30_000, 1_000_000, 37_500),
      gradeOf('oranger', "Miel d'oranger", 30, 20_000, 1_000_000, 25_500),
      gradeOf('eucalyptus', "Miel d'eucalyptus", 35, 20_000, 1_000_000, 25_000),
    ],
  },
  {
    productId: 'CAPRE' as const,
    campaignId: 'CAPRE-2026',
    name: 'Câpres fraîches',
    gtin: gtin('00301'),
    from: SEASON.from,
    to: '2026-10-24',
    impuritiesTolerancePpm: 20_000,
    maxImpuritiesPpm: 120_000,
    maxMoisturePpm: 900_000,
    handlingPerKgCentimes: 90,
    grades: [
      gradeOf('nonpareille', 'Nonpareille, 5-7 mm', 12, 1_900, 1_000_000, 2_550),
      gradeOf('surfine', 'Surfine, 7-8 mm', 20, 1_600, 1_000_000, 2_150),
      gradeOf('capucine', 'Capucine, 8-9 mm', 22, 1_300, 1_000_000, 1_780),
      gradeOf('capote', 'Capote, 9-11 mm', 20, 1_000, 1_000_000, 1_400),
      gradeOf('fine', 'Fine, 11-13 mm', 16, 800, 1_000_000, 1_140),
      gradeOf('grosse', 'Grosse, 13-14 mm', 10, 600, 1_000_000, 880),
    ],
  },
];

export type Product = (typeof PRODUCTS)[number];
export type ProductId = Product['productId'];

export const PRODUCT_OF: Readonly<Record<ProductId, Product>> = Object.fromEntries(
  PRODUCTS.map((product) => [product.productId, product]),
) as Record<ProductId, Product>;
