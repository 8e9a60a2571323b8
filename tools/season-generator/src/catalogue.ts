import { withGs1CheckDigit } from '@oce/identifiers';
import type { ProductId } from './model';

/** The first and the last day of weighing. */
export const SEASON = { from: '2026-09-10', to: '2026-11-08' } as const;

export interface GradeTerms {
  readonly grade: string;
  readonly name: string;
  /** How often it is met, out of a hundred. */
  readonly share: number;
  readonly pricePerKgCentimes: number;
  readonly pointsPpm: number;
  readonly salePricePerKgCentimes: number;
}

export interface Product {
  readonly productId: ProductId;
  readonly campaignId: string;
  readonly name: string;
  readonly gtin: string;
  readonly from: string;
  readonly to: string;
  readonly impuritiesTolerancePpm: number;
  readonly maxImpuritiesPpm: number;
  readonly maxMoisturePpm: number;
  readonly handlingPerKgCentimes: number;
  /** Best first. */
  readonly grades: readonly GradeTerms[];
}

/** GS1 prefix 611 (Morocco) with an invented company; 14 digits. */
const gtin = (item: string): string => withGs1CheckDigit(`06119990${item}`);

const grade = (
  id: string,
  name: string,
  share: number,
  pricePerKgCentimes: number,
  pointsPpm: number,
  salePricePerKgCentimes: number,
): GradeTerms => ({ grade: id, name, share, pricePerKgCentimes, pointsPpm, salePricePerKgCentimes });

/** Olives at 6.00 to 8.50 MAD/kg, honey of one flower at 200 to 500, capers by diameter. */
export const PRODUCTS: readonly Product[] = [
  {
    productId: 'OLIVE',
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
      grade('extra', 'Extra', 45, 800, 1_050_000, 985),
      grade('vierge', 'Vierge', 40, 700, 1_000_000, 860),
      grade('courante', 'Courante', 15, 600, 920_000, 735),
    ],
  },
  {
    productId: 'MIEL',
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
      grade('arbousier', "Miel d'arbousier", 15, 50_000, 1_000_000, 62_000),
      grade('euphorbe', "Miel d'euphorbe", 20, 30_000, 1_000_000, 37_500),
      grade('oranger', "Miel d'oranger", 30, 20_000, 1_000_000, 25_500),
      grade('eucalyptus', "Miel d'eucalyptus", 35, 20_000, 1_000_000, 25_000),
    ],
  },
  {
    productId: 'CAPRE',
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
      grade('nonpareille', 'Nonpareille, 5-7 mm', 12, 1_900, 1_000_000, 2_550),
      grade('surfine', 'Surfine, 7-8 mm', 20, 1_600, 1_000_000, 2_150),
      grade('capucine', 'Capucine, 8-9 mm', 22, 1_300, 1_000_000, 1_780),
      grade('capote', 'Capote, 9-11 mm', 20, 1_000, 1_000_000, 1_400),
      grade('fine', 'Fine, 11-13 mm', 16, 800, 1_000_000, 1_140),
      grade('grosse', 'Grosse, 13-14 mm', 10, 600, 1_000_000, 880),
    ],
  },
];

export const PRODUCT_OF: Readonly<Record<ProductId, Product>> = Object.fromEntries(
  PRODUCTS.map((product) => [product.productId, product]),
) as Record<ProductId, Product>;
