import { payments } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { PayoutMinimum } from '../domain/payout-minimum';

/** What does a transfer come to at least, from when on? */
export const payoutMinimumsProjection = projectionFrom(payments.payoutTerms)<PayoutMinimum>({
  name: 'payout_minimums',
  version: 1,
  keys: ({ data }) => [data.version],
  project: (_document, { data: { version, validFrom, minimumTransferCentimes } }) => ({
    version,
    validFrom,
    minimumTransferCentimes,
  }),
});
