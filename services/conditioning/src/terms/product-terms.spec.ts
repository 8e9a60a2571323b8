import { fold } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import {
  productTermsAggregate as terms,
  productTermsEvents as events,
  termsOn,
} from './domain/product-terms';

const oil = {
  productId: 'OIL',
  validFrom: '2026-10-01',
  densityGramsPerLitre: 916,
  expansionPpmPerDegree: 700,
  yieldBand: { fromPpm: 82_440, toPpm: 247_320 },
};
const published = events.ProductTermsPublished(oil);

describe('what is known of the body of a product', () => {
  it('is published by the day, once', () => {
    given(terms, []).when(command('PublishProductTerms', oil)).then(published);
    given(terms, [published]).when(command('PublishProductTerms', oil)).thenNothing();
    given(terms, [published])
      .when(command('PublishProductTerms', { ...oil, densityGramsPerLitre: 915 }))
      .thenRefused('product_terms_published');
    given(terms, [])
      .when(command('PublishProductTerms', { ...oil, yieldBand: { fromPpm: 2, toPpm: 1 } }))
      .thenRefused('yield_band_empty');
  });

  it('holds from its day on', () => {
    const later = { ...oil, validFrom: '2026-12-01', densityGramsPerLitre: 915 };
    const state = fold(terms, [published, events.ProductTermsPublished(later)]);
    expect(termsOn(state, '2026-09-30')).toBeUndefined();
    expect(termsOn(state, '2026-11-30')).toEqual(oil);
    expect(termsOn(state, '2026-12-01')).toEqual(later);
  });
});
