import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  InjectProjection,
  IsPageLimit,
  IsPlaceCursor,
  MinPosition,
  notFoundProblem,
  PageQuery,
  ProjectionView,
  Scopes,
  type LogPosition,
  type Page,
} from '@oce/service-kit';
import { IsBooleanString, IsIn, IsOptional, IsString } from 'class-validator';
import { ACCOUNT_PARTS, accountPage, type AccountPart } from './account-pages';
import { accountsProjection, type AccountDocument } from './accounts';
import { AccountsReader } from './accounts.reader';

export class AccountsQuery extends PageQuery {
  /** Only those that may be paid out something. */
  @IsOptional() @IsBooleanString() payable?: string;
}

export class AccountPartOf {
  @IsString() id: string;
  @IsIn(ACCOUNT_PARTS) part: AccountPart;
}

/** A page of what came first to last. */
export class AccountPartQuery {
  @IsPageLimit(500) limit: number = 100;
  @IsPlaceCursor() after?: string;
}

const FIRST_PAGE = { limit: 100 };

/** Reads accounts of producers. */
@Scopes('payments:read')
@Controller('payments/accounts')
export class AccountsQueryController {
  constructor(
    @InjectProjection(accountsProjection) private readonly accounts: ProjectionView<AccountDocument>,
    private readonly reader: AccountsReader,
  ) {}

  /** Sums only; one account says its lines. A page of those that may be paid out may have fewer than asked for. */
  @Get()
  async list(@Query() { limit, after, payable }: AccountsQuery, @MinPosition() position: LogPosition) {
    const view = await this.accounts.at(position);
    const filter = payable === 'true' ? { balanceCentimes: { $gt: 0 } } : {};
    const { items, next } = await view.page(filter, { limit, after });
    const sums = await Promise.all(items.map((account) => this.reader.sums(account)));
    return { items: payable === 'true' ? sums.filter((one) => one.payableCentimes > 0) : sums, next };
  }

  /** Its sums, with the first page of each of its parts; `next` says where others follow. */
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
    const document = await (await this.accounts.at(position)).get(id, 'account');
    const [sums, state] = await Promise.all([this.reader.sums(document), this.reader.state(id)]);
    const pages = ACCOUNT_PARTS.map((part) => [part, accountPage(state, part, FIRST_PAGE)] as const);
    return {
      ...sums,
      ...(Object.fromEntries(pages.map(([part, { items }]) => [part, items])) as Record<
        AccountPart,
        object[]
      >),
      next: Object.fromEntries(pages.map(([part, { next }]) => [part, next])) as Record<
        AccountPart,
        string | null
      >,
    };
  }

  /** A page of its lines, claims, deliveries, disputes or payouts. */
  @Get(':id/:part')
  async part(
    @Param() { id, part }: AccountPartOf,
    @Query() { limit, after }: AccountPartQuery,
    @MinPosition() position: LogPosition,
  ): Promise<Page<object>> {
    if (!(await (await this.accounts.at(position)).find(id))) throw notFoundProblem(id, 'account');
    return accountPage(await this.reader.state(id), part, { limit, after });
  }
}
