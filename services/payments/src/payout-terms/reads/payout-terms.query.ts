import { Controller } from '@nestjs/common';
import type { PayoutTermsPublished } from '@oce/contracts';
import { fields, readsOf, Scopes } from '@oce/service-kit';
import { payoutTermsProjection } from './payout-terms';

const shown = fields<PayoutTermsPublished['data']>()(
  'version',
  'validFrom',
  'minimumTransferCentimes',
  'cashDays',
);

/** Reads what a transfer comes to at least, by dates. */
@Scopes('payments:read')
@Controller('payments/payout-terms')
export class PayoutTermsQueryController extends readsOf(payoutTermsProjection, 'version of terms', shown) {}
