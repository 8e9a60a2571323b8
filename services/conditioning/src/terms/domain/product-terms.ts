import { conditioning, type ProductTermsPublished } from '@oce/contracts';
import { conflict, defineAggregate, invalid, saysTheSame, type Command } from '@oce/event-sourcing';
import { inForceOn } from '@oce/quantities';

export const productTermsEvents = conditioning.productTerms;
export type ProductTerms = ProductTermsPublished['data'];
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
