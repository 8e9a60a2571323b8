import { OCE } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  invalid,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';
import { inForceOn } from '@oce/quantities';

export const productTermsEvents = defineEvents(
  { stream: OCE, context: 'conditioning', aggregate: 'product-terms', id: 'productId' },
  {
    /** What is known of a product's body, from a day on. */
    ProductTermsPublished: event<{
      productId: string;
      validFrom: string;
      /** At 20 C, in grams a litre (oil 916); null for what is not measured by volume. */
      densityGramsPerLitre: number | null;
      /** How much its volume grows a degree, in ppm. */
      expansionPpmPerDegree: number;
      /** The usual yield of a run that makes it, in ppm of the mass of members' goods; null where none is usual. */
      yieldBand: { readonly fromPpm: number; readonly toPpm: number } | null;
    }>(),
  },
);
export type ProductTerms = EventOf<typeof productTermsEvents.ProductTermsPublished>['data'];
export type PublishProductTerms = Command<'PublishProductTerms', ProductTerms>;

export interface ProductTermsState {
  readonly versions: readonly ProductTerms[];
}

/** Density and yield of one product, in dated versions; a published one is never changed. */
export const productTermsAggregate = defineAggregate<
  ProductTermsState,
  PublishProductTerms,
  typeof productTermsEvents
>(productTermsEvents, {
  initial: { versions: [] },
  decide({ data }, { versions }) {
    const known = versions.find((one) => one.validFrom === data.validFrom);
    if (known !== undefined) {
      if (saysTheSame(known, data)) return [];
      throw conflict(
        'product_terms_published',
        'Terms stand for this day: publish the next from a later one.',
        'validFrom',
      );
    }
    if (data.yieldBand !== null && data.yieldBand.fromPpm > data.yieldBand.toPpm)
      throw invalid('yield_band_empty', 'The lowest yield is above the highest.', 'yieldBand');
    return [productTermsEvents.ProductTermsPublished(data)];
  },
  evolve: ({ versions }, { data }) => ({ versions: [...versions, data] }),
});

/** The terms of a day; undefined where none are in force. */
export function termsOn({ versions }: ProductTermsState, day: string): ProductTerms | undefined {
  return inForceOn(versions, day);
}
