import { conditioning } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** The density of a product, in dated versions, in grams a litre at 20 C; null where it is not measured by volume. */
export interface DensitiesDocument {
  readonly versions: readonly { readonly validFrom: string; readonly densityGramsPerLitre: number | null }[];
}

/** What does a litre of a product weigh, from when on? */
export const densitiesProjection = projectionFrom(conditioning.productTerms)<DensitiesDocument>({
  name: 'densities',
  version: 1,
  keys: (event) => [event.data.productId],
  project(document, { data: { validFrom, densityGramsPerLitre } }) {
    const others = (document?.versions ?? []).filter((one) => one.validFrom !== validFrom);
    return { versions: [...others, { validFrom, densityGramsPerLitre }] };
  },
});
