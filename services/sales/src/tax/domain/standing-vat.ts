import type { VatPublished } from './tax.events';

type StandingVat = VatPublished['data'];

const SINCE = '2007-01-01';
const EXPORT_GROUND = "Exonération à l'exportation, CGI art. 92-I-1°";

const exported = (productKind: StandingVat['productKind']): StandingVat => ({
  productKind,
  version: `standing-export-${productKind}`,
  market: 'export',
  validFrom: SINCE,
  ratePpm: 0,
  ground: EXPORT_GROUND,
});
const normalRate = (productKind: StandingVat['productKind']): StandingVat => ({
  productKind,
  version: `standing-domestic-${productKind}`,
  market: 'domestic',
  validFrom: SINCE,
  ratePpm: 200_000,
  ground: null,
});

/**
 * What holds where the office has published nothing: Moroccan VAT as commonly known [O], not verified. Data with a date,
 * to be published over by the office for its goods (edible oils, for one, have had a reduced rate).
 */
export const STANDING_VAT: readonly StandingVat[] = [
  {
    productKind: 'raw',
    version: 'standing-domestic-raw',
    market: 'domestic',
    validFrom: SINCE,
    ratePpm: 0,
    ground: "Produits agricoles à l'état brut, hors du champ de la TVA",
  },
  normalRate('bulk'),
  normalRate('packed'),
  normalRate('by-product'),
  exported('raw'),
  exported('bulk'),
  exported('packed'),
  exported('by-product'),
];
