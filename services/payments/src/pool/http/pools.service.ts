import { Injectable } from '@nestjs/common';
import { conflict, notFound, type CommandMeta } from '@oce/event-sourcing';
import type { Outcome } from '@oce/event-store';
import { InjectAggregate, InjectProjection, ProjectionView } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import { poolScopeId } from '../../reservation/domain/reservation';
import { Claims } from '../../reservation/reservations';
import type { Pools } from '../../shared/handlers';
import { poolAggregate } from '../domain/pool';
import type { OpenPool } from '../domain/pool.commands';
import type { PoolEvent, PoolOpened } from '../domain/pool.events';
import { Census } from '../reads/pool-deliveries';
import { isPartOf, proceedsProjection, type ProceedsDocument } from '../reads/proceeds';
import { closePool } from './close-pool';

/** What goes over more than one aggregate: opening under claims, proceeds by hand, closing. */
@Injectable()
export class PoolsService {
  constructor(
    @InjectAggregate(poolAggregate) private readonly pools: Pools,
    private readonly claims: Claims,
    private readonly census: Census,
    @InjectProjection(proceedsProjection) private readonly proceeds: ProjectionView<ProceedsDocument>,
  ) {}

  /** Claims what the pool pays for, then opens it: a grade or a lot is paid for by one pool. */
  async open(data: PoolOpened['data'], meta: CommandMeta): Promise<Outcome<PoolEvent>> {
    const { poolId } = data;
    const command: OpenPool = { type: 'OpenPool', data, meta };
    // A pool that its own rules refuse claims nothing.
    poolAggregate.decide(command, (await this.pools.load(poolId)).state);
    return this.claims.holding(
      scopesOf(data).map((id) => ({ id, holder: poolId, purpose: 'pool_scope' })),
      meta,
      () => this.pools.handle(poolId, command),
      async ({ id }) => {
        const { opened } = (await this.pools.load(poolId)).state;
        return opened !== null && scopesOf(opened).includes(id);
      },
    );
  }

  /** Takes what belongs to a pool out of proceeds that found none when they came. */
  async assign(poolId: string, proceedsId: string, meta: CommandMeta): Promise<Outcome<PoolEvent>> {
    const { opened } = (await this.pools.load(poolId)).state;
    if (opened === null) throw notFound('pool_unknown', 'There is no such pool. Open it first.');
    const found = await this.proceeds.find(proceedsId);
    if (found === undefined) throw notFound('proceeds_unknown', 'No such proceeds have come.', 'proceedsId');
    const { kind, invoiceNumber, valueDate, parts } = found;
    const own = parts.filter((part) => isPartOf(opened, kind, part));
    if (own.length === 0)
      throw conflict('proceeds_of_another_pool', 'The pool pays for none of these lots.', 'proceedsId');
    const taken = own.map(({ lotId, grade, amountCentimes }) => ({ lotId, grade, amountCentimes }));
    const scope = { kind, campaignId: opened.campaignId };
    const data = { proceedsId, invoiceNumber, ...scope, parts: taken, valueDate };
    return this.pools.handle(poolId, { type: 'PoolProceeds', data, meta });
  }

  /** Today unless a day is told. */
  close(poolId: string, closedOn: string | undefined, meta: CommandMeta): Promise<Outcome<PoolEvent>> {
    const { pools, census } = this;
    return closePool({ pools, census, newAttempt: randomUUID }, poolId, closedOn, meta);
  }
}

/** What a pool pays for: its grades of a campaign, or its traceable lot. */
function scopesOf({ campaignId, productId, grades, lotIds }: PoolOpened['data']): string[] {
  return (
    lotIds?.map(poolScopeId.lot) ?? grades.map((grade) => poolScopeId.grade(campaignId, productId, grade))
  );
}
