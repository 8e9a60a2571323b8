import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  fields,
  InjectProjection,
  IsId,
  IsPageLimit,
  IsPlaceCursor,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
  type LogPosition,
  type Page,
  type PageOptions,
} from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { POOL_PARTS, poolEntriesProjection, type PoolEntryDocument, type PoolPart } from './pool-entries';
import { poolsProjection, type PoolDocument } from './pools';

export class PoolsQuery extends PageQuery {
  @IsOptional() @IsId() campaignId?: string;
  @IsOptional() @IsIn(['open', 'closed', 'wound_up']) status?: PoolDocument['status'];
}

/** A page of what came first to last. */
export class PoolPartQuery {
  @IsPageLimit(500) limit: number = 100;
  @IsPlaceCursor() after?: string;
}

const shown = fields<PoolDocument>()(
  'poolId',
  'kind',
  'campaignId',
  'productId',
  'grades',
  'lotIds',
  'terms',
  'status',
  'proceedsCentimes',
  'closing',
  'restCentimes',
  'arrearsCentimes',
  'woundUp',
);

const IN_ORDER = { since: 1, _id: 1 } as const;
const FIRST_PAGE = { limit: 100 };

/** Reads pools: sums, and what stands behind them by the page. */
@Scopes('payments:read')
@Controller('payments/pools')
export class PoolsQueryController {
  constructor(
    @InjectProjection(poolsProjection) private readonly pools: ProjectionView<PoolDocument>,
    @InjectProjection(poolEntriesProjection) private readonly entries: ProjectionView<PoolEntryDocument>,
  ) {}

  /** Sums only; one pool says its entries. */
  @Get()
  async list(@Query() { limit, after, ...filter }: PoolsQuery, @MinPosition() position: LogPosition) {
    return (await this.pools.at(position)).list(filter, { limit, after }, shown);
  }

  /** Its sums, with the first page of its proceeds, costs and supplements; `next` says where others follow. */
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
    await Promise.all([this.pools.at(position), this.entries.at(position)]);
    const pool = await this.pools.get(id, 'pool');
    const pages = await Promise.all(
      POOL_PARTS.map(async (part) => [part, await this.page(pool, part, FIRST_PAGE)] as const),
    );
    const items = Object.fromEntries(pages.map(([part, page]) => [part, page.items]));
    const next = Object.fromEntries(pages.map(([part, page]) => [part, page.next]));
    return {
      ...shown(pool),
      ...(items as Record<PoolPart, object[]>),
      next: next as Record<PoolPart, string | null>,
    };
  }

  /** A page of what came into it. */
  @Get(':id/proceeds')
  proceeds(@Param('id') id: string, @Query() query: PoolPartQuery, @MinPosition() position: LogPosition) {
    return this.part(id, 'proceeds', query, position);
  }

  /** A page of its charges, those that were reversed too. */
  @Get(':id/costs')
  costs(@Param('id') id: string, @Query() query: PoolPartQuery, @MinPosition() position: LogPosition) {
    return this.part(id, 'costs', query, position);
  }

  /** A page of its distributions after the closing. */
  @Get(':id/supplements')
  supplements(@Param('id') id: string, @Query() query: PoolPartQuery, @MinPosition() position: LogPosition) {
    return this.part(id, 'supplements', query, position);
  }

  private async part(
    poolId: string,
    part: PoolPart,
    { limit, after }: PoolPartQuery,
    position: LogPosition,
  ): Promise<Page<object>> {
    await Promise.all([this.pools.at(position), this.entries.at(position)]);
    const pool = await this.pools.get(poolId, 'pool');
    return this.page(pool, part, { limit, after });
  }

  private page(
    { poolId, closedAt }: Pick<PoolDocument, 'poolId' | 'closedAt'>,
    part: PoolPart,
    wanted: Omit<PageOptions, 'sort'>,
  ): Promise<Page<object>> {
    return this.entries.list({ poolId, part }, { ...wanted, sort: IN_ORDER }, (one) =>
      one.part === 'supplements' ? withWhetherBack(one, closedAt) : one.entry,
    );
  }
}

/** A supplement stands while the closing does on which it was distributed: it came behind that in the log. */
const withWhetherBack = (
  { entry, since }: Pick<PoolEntryDocument, 'since' | 'entry'>,
  closedAt: number | null,
): object => ({ ...entry, isTakenBack: closedAt === null || since < closedAt });
