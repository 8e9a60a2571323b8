import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Stored } from '@oce/projections';
import { InjectProjection, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { IsBooleanString, IsOptional } from 'class-validator';
import type { Claim, Dispute } from '../domain/account.state';
import { accountsProjection, type AccountDocument } from './accounts';

export class AccountsQuery extends PageQuery {
  /** Only those that may be paid out something. */
  @IsOptional() @IsBooleanString() payable?: string;
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
  async list(@Query() { limit, after, payable }: AccountsQuery, @MinPosition() position: number) {
    const view = await this.accounts.at(position);
    const filter = payable === 'true' ? { payableCentimes: { $gt: 0 } } : {};
    const { items, next } = await view.page(filter, { limit, after });
    return { items: items.map(sumsOf), next };
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    const document = await (await this.accounts.at(position)).get(id, 'account');
    const { lines, claims, deliveries, disputes, payouts } = document.account;
    return {
      ...sumsOf(document),
      lines: Object.values(lines),
      claims: Object.values(claims).map(claimOf),
      deliveries: Object.entries(deliveries).map(([deliveryId, delivery]) => ({ deliveryId, ...delivery })),
      disputes: Object.entries(disputes).map(([disputeId, dispute]) => disputeOf(disputeId, dispute)),
      payouts: Object.values(payouts),
    };
  }
}

const claimOf = ({ kind, reference, grantedCentimes, leftCentimes, dueOn }: Claim) => ({
  kind,
  reference,
  grantedCentimes,
  leftCentimes,
  dueOn,
});

const disputeOf = (disputeId: string, { lineId, resolved }: Dispute) => ({
  disputeId,
  lineId,
  isOpen: resolved === null,
});

function sumsOf({ account: _account, _id, ...sums }: Stored<AccountDocument>) {
  return sums;
}
