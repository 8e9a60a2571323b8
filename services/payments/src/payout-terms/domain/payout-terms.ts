import { payments, type PayoutTermsPublished } from '@oce/contracts';
import { conflict, defineAggregate, invalid, saysTheSame, type Command } from '@oce/event-sourcing';
import { businessDate, inForceOn } from '@oce/quantities';

export const payoutTermsEvents = payments.payoutTerms;
export type PublishPayoutTerms = Command<'PublishPayoutTerms', PayoutTermsPublished['data']>;

/** There is one set of terms, in dated versions. */
export const PAYOUT_TERMS_ID = 'office';

export interface PayoutTermsState {
  readonly versions: readonly PayoutTermsPublished['data'][];
}

/** Refuses `version_frozen`, `terms_dated_already`, `terms_backdated` and `minimum_negative`. */
export const payoutTermsAggregate = defineAggregate<
  PayoutTermsState,
  PublishPayoutTerms,
  typeof payoutTermsEvents
>(payoutTermsEvents, {
  initial: { versions: [] },
  decide({ data, meta }, { versions }) {
    const known = versions.find(({ version }) => version === data.version);
    if (known && saysTheSame(known, data)) return [];
    if (known)
      throw conflict('version_frozen', 'This version is published and frozen: publish another.', 'version');
    if (data.minimumTransferCentimes < 0)
      throw invalid('minimum_negative', 'A minimum is 0 centimes or more.', 'minimumTransferCentimes');
    const today = businessDate(meta.now);
    if (data.validFrom < today)
      throw invalid('terms_backdated', `Terms hold from today on: ${today} or later.`, 'validFrom');
    if (versions.some(({ validFrom }) => validFrom === data.validFrom))
      throw conflict('terms_dated_already', 'Other terms begin on that day: choose another.', 'validFrom');
    return [payoutTermsEvents.PayoutTermsPublished(data)];
  },
  evolve: ({ versions }, { data }) => ({ versions: [...versions, data] }),
});

/** What a transfer that is executed on a day comes to at least; 0 where nothing was published for it. */
export function minimumTransferOn({ versions }: PayoutTermsState, date: string): number {
  return inForceOn(versions, date)?.minimumTransferCentimes ?? 0;
}

/** How many days cash that is prepared on a day waits at its counter; 30 where no terms say otherwise [R]. */
export function cashDaysOn({ versions }: PayoutTermsState, date: string): number {
  const saying = versions.filter(({ cashDays }) => cashDays !== undefined);
  return inForceOn(saying, date)?.cashDays ?? 30;
}
