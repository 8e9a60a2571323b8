import { conditioning } from '@oce/contracts';
import { projected } from '@oce/testing';
import { densitiesProjection } from './reads/densities';

const published = (validFrom: string, densityGramsPerLitre: number | null) =>
  conditioning.productTerms.ProductTermsPublished({
    productId: 'OIL',
    validFrom,
    densityGramsPerLitre,
    expansionPpmPerDegree: 740,
    yieldBand: null,
  });

it('densities are those that were published, a day each', () => {
  const story = [published('2026-09-01', 916), published('2026-10-01', 915), published('2026-09-01', 916)];
  expect(projected(densitiesProjection, story)).toEqual({
    OIL: {
      versions: [
        { validFrom: '2026-10-01', densityGramsPerLitre: 915 },
        { validFrom: '2026-09-01', densityGramsPerLitre: 916 },
      ],
    },
  });
});
