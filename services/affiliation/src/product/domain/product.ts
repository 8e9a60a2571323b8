import { affiliation, type ProductKind, type ProductListed } from '@oce/contracts';
import { conflict, defineAggregate, invalid, saysTheSame, type Command } from '@oce/event-sourcing';

export const productEvents = affiliation.product;

export type ListProduct = Command<'ListProduct', ProductListed['data']>;
export interface ProductState {
  readonly listed?: ProductListed['data'];
}

/** Goods of members are graded, and carry origins; materials and inputs are not. */
const MEMBERS_GOODS: ReadonlySet<ProductKind> = new Set(['raw', 'bulk', 'packed', 'by-product']);

/** A product that OCE takes in, makes, sells or uses, with its grades from the best to the last. */
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
      if (grades.size === 0 && MEMBERS_GOODS.has(data.kind))
        throw invalid('grades_missing', 'Goods of members are graded: give at least one grade.', 'grades');
      checkPacking(data);
      return [productEvents.ProductListed(data)];
    },

    evolve: (_state, event) => ({ listed: event.data }),
  },
);

/** Refuses `packing_missing`, `packing_without_pieces`, `pallet_without_case`, `drained_above_net` and `gtin_twice`. */
function checkPacking({ kind, unit, packing, gtin }: ProductListed['data']): void {
  if (packing === null) {
    if (unit === 'piece' || kind === 'packed')
      throw invalid('packing_missing', 'Say what one piece holds, and how pieces are packed.', 'packing');
    return;
  }
  if (unit !== 'piece')
    throw invalid('packing_without_pieces', 'What is sold by weight or volume has no pieces.', 'unit');
  if (packing.pallet !== null && packing.case === null)
    throw invalid('pallet_without_case', 'A pallet is of cases: say what a case holds.', 'packing.case');
  if (packing.drainedGrams !== null && packing.drainedGrams > packing.pieceGrams)
    throw invalid('drained_above_net', 'Drained it weighs more than net.', 'packing.drainedGrams');
  const levels = [gtin, packing.case?.gtin, packing.pallet?.gtin].filter((one) => one !== undefined);
  if (new Set(levels).size < levels.length)
    throw invalid('gtin_twice', 'Each level of packing has a GTIN of its own.', 'packing');
}
