import { affiliation, type ProductListed } from '@oce/contracts';
import { conflict, defineAggregate, invalid, saysTheSame, type Command } from '@oce/event-sourcing';

export const productEvents = affiliation.product;

export type ListProduct = Command<'ListProduct', ProductListed['data']>;
export interface ProductState {
  readonly listed?: ProductListed['data'];
}

/** A product that OCE takes in, with its grades from the best to the last. */
export const productAggregate = defineAggregate<ProductState, ListProduct, typeof productEvents>(
  productEvents,
  {
    initial: {},

    decide({ data }, { listed }) {
      if (listed) {
        const isSame = saysTheSame(listed, data);
        const message = 'A product of this id stands with another content.';
        if (!isSame) throw conflict('product_id_taken', message, 'productId');
        return [];
      }
      const grades = new Set(data.grades.map((one) => one.grade));
      const message = 'Each grade stands once, from the best to the last.';
      if (grades.size !== data.grades.length) throw invalid('grade_twice', message, 'grades');
      return [productEvents.ProductListed(data)];
    },

    evolve: (_state, event) => ({ listed: event.data }),
  },
);
