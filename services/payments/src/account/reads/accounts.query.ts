import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  fields,
  InjectProjection,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { IsBooleanString, IsOptional } from 'class-validator';
import type { AccountDelivery, Claim, Line, Payout } from '../domain/account.state';
import { accountsProjection, type AccountDocument } from './accounts';

export class AccountsQuery extends PageQuery {
  /** Only those that may be paid out something. */
  @IsOptional() @IsBooleanString() payable?: string;
}

const sumsOf = fields<AccountDocument>()(
  'producerCode',
  'balanceCentimes',
  'payableCentimes',
  'frozenCentimes',
  'reservedCentimes',
  'paidCentimes',
  'claimedCentimes',
);
const lineOf = fields<Line>()(
  'lineId',
  'kind',
  'campaignId',
  'deliveryId',
  'poolId',
  'grossCentimes',
  'netCentimes',
  'deductions',
  'status',
  'disputeId',
  'transferId',
  'postedOn',
);
const claimOf = fields<Claim>()('kind', 'reference', 'grantedCentimes', 'leftCentimes', 'dueOn');
const deliveryOf = fields<AccountDelivery>()(
  'lineId',
  'campaignId',
  'grade',
  'payableGrams',
  'coefficientPpm',
  'pricePerKgCentimes',
  'advancePpm',
  'advanceCentimes',
  'settledIn',
  'isReversed',
  'replacedBy',
);
const payoutOf = fields<Payout>()('transferId', 'endToEndId', 'amountCentimes', 'lineIds', 'status');

/** An account with all that it knows, as it is shown. */
function shown(document: AccountDocument) {
  const { lines, claims, deliveries, disputes, payouts } = document.account;
  return {
    ...sumsOf(document),
    lines: Object.values(lines).map(lineOf),
    claims: Object.values(claims).map(claimOf),
    deliveries: Object.entries(deliveries).map(([deliveryId, delivery]) => ({
      deliveryId,
      ...deliveryOf(delivery),
    })),
    disputes: Object.entries(disputes).map(([disputeId, { lineId, resolved }]) => ({
      disputeId,
      lineId,
      isOpen: resolved === null,
    })),
    payouts: Object.values(payouts).map(payoutOf),
  };
}

/** Reads accounts of producers. */
@Scopes('payments:read')
@Controller('payments/accounts')
export class AccountsQueryController {
  constructor(
    @InjectProjection(accountsProjection) private readonly accounts: ProjectionView<AccountDocument>,
  ) {}

  /** Sums only; one account says its lines. */
  @Get()
  async list(@Query() { limit, after, payable }: AccountsQuery, @MinPosition() position: LogPosition) {
    const view = await this.accounts.at(position);
    const filter = payable === 'true' ? { payableCentimes: { $gt: 0 } } : {};
    return view.list(filter, { limit, after }, sumsOf);
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
    return (await this.accounts.at(position)).show(id, 'account', shown);
  }
}
