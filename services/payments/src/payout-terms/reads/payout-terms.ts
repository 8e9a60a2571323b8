import type { PayoutTermsPublished } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { payoutTermsEvents } from '../domain/payout-terms';

/** What does a transfer come to at least, from when on? */
export const payoutTermsProjection = projectionFrom(payoutTermsEvents)<PayoutTermsPublished['data']>({
  name: 'payout_terms',
  // 2: the days that cash waits.
  version: 2,
  keys: ({ data }) => [data.version],
  project: (_document, { data: { termsId, version, validFrom, minimumTransferCentimes, cashDays } }) => ({
    termsId,
    version,
    validFrom,
    minimumTransferCentimes,
    ...(cashDays === undefined ? {} : { cashDays }),
  }),
});
