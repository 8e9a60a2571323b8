import { Controller } from '@nestjs/common';
import { fields, readsOf, Scopes } from '@oce/service-kit';
import { buyersProjection, type BuyerDocument } from './buyers';

const shown = fields<BuyerDocument>()(
  'buyerId',
  'name',
  'ice',
  'taxId',
  'city',
  'limitCentimes',
  'usedCentimes',
  'leftCentimes',
  'balanceCentimes',
);

/** Reads buyers, their limits and what is in use. */
@Scopes('sales:read')
@Controller('sales/buyers')
export class BuyersQueryController extends readsOf(buyersProjection, 'buyer', shown) {}
