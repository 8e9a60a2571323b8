import { Inject, Injectable } from '@nestjs/common';
import { conflict, notFound, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, LogReader, Outcome } from '@oce/event-store';
import { EVENT_STORE, InjectAggregate, InjectProjection, ProjectionView } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import { poolReservationId } from '../../reservation/domain/reservation';
import { PaymentsReservations } from '../../reservation/reservations';
import { openedOf, poolAggregate } from '../domain/pool';
import { paysFor } from '../domain/pool-scope';
import type { OpenPool } from '../domain/pool.commands';
import type { PoolEvent, PoolOpened } from '../domain/pool.events';
import { PoolDeliveriesReader } from '../reads/pool-deliveries';
import { proceedsProjection, type ProceedsDocument } from '../reads/proceeds';
import { closePool } from './close-pool';

/** What goes over more than one aggregate: opening under reservations, proceeds by hand, closing. */
@Injectable()
export class PoolsService {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectAggregate(poolAggregate) private readonly pools: HandlerOf<typeof poolAggregate>,
    private readonly reservations: PaymentsReservations,
    private readonly deliveries: PoolDeliveriesReader,
    @InjectProjection(proceedsProjection) private readonly proceeds: ProjectionView<ProceedsDocument>,
  ) {}

  /** Reserves what the pool pays for, then opens it: a grade or a lot is paid for by one pool. */
  open(data: PoolOpened['data'], meta: CommandMeta): Promise<Outcome<PoolEvent>> {
    const { poolId } = data;
    const command: OpenPool = { type: 'OpenPool', data, meta };
    return this.reservations.write(this.pools, poolId, command, {
      values: scopesOf(data).map((id) => ({ id, claim: { holder: poolId, purpose: 'pool_scope' } })),
      stands: ({ opened }, { id }) => opened !== null && scopesOf(opened).includes(id),
    });
  }

  /** Takes what belongs to a pool out of proceeds that found none when they came. */
  async assign(poolId: string, proceedsId: string, meta: CommandMeta): Promise<Outcome<PoolEvent>> {
    const opened = openedOf((await this.pools.load(poolId)).state);
    // Those of a moment ago may not have been read yet: that is no reason to say that they never came.
    await this.proceeds.at(await this.log.lastPosition());
    const found = await this.proceeds.find(proceedsId);
    if (found === undefined) throw notFound('proceeds_unknown', 'No such proceeds have come.', 'proceedsId');
    const { kind, invoiceNumber, valueDate, parts } = found;
    const own = parts.filter((part) => paysFor(opened, kind, part));
    if (own.length === 0)
      throw conflict('proceeds_of_another_pool', 'The pool pays for none of these lots.', 'proceedsId');
    const taken = own.map(({ lotId, grade, amountCentimes }) => ({ lotId, grade, amountCentimes }));
    const { campaignId } = opened;
    const data = { proceedsId, invoiceNumber, kind, campaignId, parts: taken, valueDate };
    return this.pools.handle(poolId, { type: 'PoolProceeds', data, meta });
  }

  /** Today unless a day is told. */
  close(poolId: string, closedOn: string | undefined, meta: CommandMeta): Promise<Outcome<PoolEvent>> {
    const { pools, deliveries } = this;
    return closePool({ pools, deliveries, newAttempt: randomUUID }, poolId, closedOn, meta);
  }
}

/** What a pool pays for: its grades of a campaign, or its traceable lot. */
function scopesOf({ campaignId, productId, grades, lotIds }: PoolOpened['data']): string[] {
  return (
    lotIds?.map(poolReservationId.lot) ??
    grades.map((grade) => poolReservationId.grade(campaignId, productId, grade))
  );
}
