import type { InvoiceParty } from '@oce/contracts';
import { conflict, defineAggregate, invalid, saysTheSame, type Command } from '@oce/event-sourcing';
import { checkIce, checkTaxId } from '@oce/identifiers';
import { inForceOn } from '@oce/quantities';
import { sellerEvents, type SellerIdentified } from './tax.events';

/** There is one who sells: this office. */
export const SELLER_ID = 'office';

export type IdentifySeller = Command<'IdentifySeller', SellerIdentified['data']>;
export interface SellerState {
  readonly versions: readonly SellerIdentified['data'][];
}

/** Who sells, by dates: an invoice names what was in force on its day of delivery. */
export const sellerAggregate = defineAggregate<SellerState, IdentifySeller, typeof sellerEvents>(
  sellerEvents,
  {
    initial: { versions: [] },
    decide({ data }, { versions }) {
      const ice = checkIce(data.ice);
      if (!ice.ok) throw invalid(ice.rule, `Look at the number on the papers: ${ice.message}.`, 'ice');
      const taxId = checkTaxId(data.taxId);
      if (!taxId.ok)
        throw invalid(taxId.rule, `Look at the number on the papers: ${taxId.message}.`, 'taxId');
      const identified = { ...data, ice: ice.value, taxId: taxId.value };
      const known = versions.find(({ validFrom }) => validFrom === data.validFrom);
      if (known && saysTheSame(known, identified)) return [];
      if (known)
        throw conflict(
          'seller_dated_already',
          'From that day on the seller is named otherwise: choose a later day.',
          'validFrom',
        );
      return [sellerEvents.SellerIdentified(identified)];
    },
    evolve: ({ versions }, { data }) => ({ versions: [...versions, data] }),
  },
);

/** The seller as invoices of a day name it; null where the office has not said. */
export function sellerOn({ versions }: SellerState, date: string): InvoiceParty | null {
  const latest = inForceOn(versions, date);
  if (!latest) return null;
  const { name, place, ice, taxId } = latest;
  return { name, place, ice, taxId };
}
