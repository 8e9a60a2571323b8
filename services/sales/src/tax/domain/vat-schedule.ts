import type { Market, TaxedKind, VatApplied } from '@oce/contracts';
import { conflict, defineAggregate, invalid, saysTheSame, type Command } from '@oce/event-sourcing';
import { inForceOn, ONE_PPM } from '@oce/quantities';
import { STANDING_VAT } from './standing-vat';
import { vatScheduleEvents, type VatPublished } from './tax.events';

type Published = VatPublished['data'];
export type PublishVat = Command<'PublishVat', Published>;

export interface VatScheduleState {
  readonly versions: readonly Published[];
}

/** The VAT of one kind of goods, whose id is the kind: dated versions for each market. */
export const vatScheduleAggregate = defineAggregate<VatScheduleState, PublishVat, typeof vatScheduleEvents>(
  vatScheduleEvents,
  {
    initial: { versions: [] },
    decide({ data }, { versions }) {
      const known = versions.find(({ version }) => version === data.version);
      if (known && saysTheSame(known, data)) return [];
      if (known)
        throw conflict('version_frozen', 'This version is published and frozen: publish another.', 'version');
      if (data.ratePpm < 0 || data.ratePpm > ONE_PPM)
        throw invalid('rate_out_of_bounds', 'A rate is between 0 and 100 %.', 'ratePpm');
      if (data.ratePpm === 0 && data.ground === null)
        throw invalid('ground_missing', 'Without VAT an invoice names the ground of exemption.', 'ground');
      if (data.ratePpm > 0 && data.ground !== null)
        throw invalid('ground_with_rate', 'Where a rate is charged there is no exemption.', 'ground');
      const sameDay = versions.find(
        ({ market, validFrom }) => market === data.market && validFrom === data.validFrom,
      );
      if (sameDay)
        throw conflict(
          'vat_dated_already',
          `The version ${sameDay.version} is in force from that day: choose another day.`,
          'validFrom',
        );
      return [vatScheduleEvents.VatPublished(data)];
    },
    evolve: ({ versions }, { data }) => ({ versions: [...versions, data] }),
  },
);

/**
 * The VAT of a kind of goods on a day: the latest version published for it, else what stands.
 *
 * @throws DomainError `vat_unknown` before anything is known
 */
export function vatInForce(
  { versions }: VatScheduleState,
  productKind: TaxedKind,
  market: Market,
  date: string,
): VatApplied {
  const inForce = (all: readonly Published[]): Published | undefined =>
    inForceOn(
      all.filter((one) => one.productKind === productKind && one.market === market),
      date,
    );
  const found = inForce(versions) ?? inForce(STANDING_VAT);
  if (!found) throw conflict('vat_unknown', `No VAT is known for ${productKind} on ${date}: publish it.`);
  const { version, ratePpm, ground } = found;
  return { version, productKind, market, ratePpm, ground };
}
