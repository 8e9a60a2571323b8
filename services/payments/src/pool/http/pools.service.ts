import { Inject, Injectable } from '@nestjs/common';
import type { Reserved } from '@oce/claims';
import { conflict, notFound, type CommandMeta } from '@oce/event-sourcing';
import { isAggregateId, type HandlerOf, type LogReader, type Outcome } from '@oce/event-store';
import { EVENT_STORE, InjectAggregate } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import { accountAggregate } from '../../account/domain/account';
import {
  plainPoolReservationId,
  poolReservationId,
  poolScopeTaken,
  reservationAggregate,
  type Reservation,
} from '../../reservation/domain/reservation';
import type { LimitFacts } from '../../limit/domain/limits';
import { PaymentsReservations } from '../../reservation/reservations';
import type { ChargeKind } from '../../schedule/domain/charge-kinds';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import type { Outstanding, OutstandingKind } from '../domain/outstanding';
import { openedOf, openingAsked, poolAggregate, waitsForSecondPerson } from '../domain/pool';
import { paidBy } from '../domain/pool-scope';
import type { OpenPool, PostCharge } from '../domain/pool.commands';
import type { PoolEvent } from '../domain/pool.events';
import type { PoolState } from '../domain/pool.state';
import { OutstandingReader } from '../reads/outstanding.reader';
import { PoolDeliveriesReader } from '../reads/pool-deliveries';
import { pooledPart } from '../reactions/when-proceeds-received-then-pool';
import { ProceedsByOrigin } from '../reads/proceeds-by-origin';
import { closePool, type Closing } from './close-pool';
import type { ReadsForPools } from './closing-facts';
import { distributeSupplement } from './distribute-supplement';
import { takeBackClosing } from './take-back-closing';
import { endOf, windUpPool } from './wind-up-pool';

/** What goes over more than one aggregate: opening under reservations, proceeds by hand, closing and what comes after it. */
@Injectable()
export class PoolsService {
  private readonly reads: ReadsForPools;

  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectAggregate(poolAggregate) private readonly pools: HandlerOf<typeof poolAggregate>,
    @InjectAggregate(accountAggregate) private readonly accounts: HandlerOf<typeof accountAggregate>,
    @InjectAggregate(reservationAggregate) private readonly claims: HandlerOf<typeof reservationAggregate>,
    private readonly reservations: PaymentsReservations,
    private readonly schedules: SchedulesReader,
    deliveries: PoolDeliveriesReader,
    others: OutstandingReader,
    private readonly proceeds: ProceedsByOrigin,
  ) {
    this.reads = {
      deliveries: (scope) => deliveries.read(scope),
      offeredSince: (scope, position) => deliveries.offeredSince(scope, position),
      outstanding: (scope) => others.of(scope),
      conventionsOf: (codes) => others.conventionsOf(codes),
    };
  }

  /**
   * Reserves what the pool pays for, then opens it: a grade or a lot is paid for by one pool. Where a second person is asked
   * first, nothing is reserved before they confirm.
   */
  async open(data: OpenPool['data'], facts: LimitFacts, meta: CommandMeta): Promise<Outcome<PoolEvent>> {
    const command: OpenPool = { type: 'OpenPool', data, facts, meta };
    const isWaiting = waitsForSecondPerson(command);
    await this.refuseTaken(data, isWaiting);
    return isWaiting
      ? this.pools.handle(data.poolId, command)
      : this.reservations.write(this.pools, data.poolId, command, reservedFor(data));
  }

  /** A second person confirms a charge, or an opening, which then reserves what it pays for. */
  async confirm(
    poolId: string,
    proposalId: string,
    facts: PostCharge['facts'],
    meta: CommandMeta,
  ): Promise<Outcome<PoolEvent>> {
    const command = { type: 'ConfirmProposal', data: { poolId, proposalId }, facts, meta } as const;
    const opening = openingAsked((await this.pools.load(poolId)).state, proposalId);
    if (opening === undefined) return this.pools.handle(poolId, command);
    await this.refuseTaken(opening, false);
    return this.reservations.write(this.pools, poolId, command, reservedFor(opening));
  }

  /**
   * A part whose reservation had a plain id in logs from before is looked for under that one too; all are, where none is
   * taken now. Refuses `pool_scope_taken`.
   */
  private async refuseTaken(data: OpenPool['data'], all: boolean): Promise<void> {
    const known = scopesOf(data, plainPoolReservationId);
    for (const [index, id] of scopesOf(data).entries()) {
      const before = known[index] as string;
      if (all) await this.refuseHeld(id, id, data);
      if (before !== id && isAggregateId(before)) await this.refuseHeld(before, id, data);
    }
  }

  private async refuseHeld(reservationId: string, id: string, { poolId }: OpenPool['data']): Promise<void> {
    const { holder } = (await this.claims.load(reservationId)).state;
    if (holder === undefined || holder === poolId) return;
    const { opened } = (await this.pools.load(holder)).state;
    if (opened !== null && scopesOf(opened).includes(id)) throw poolScopeTaken(holder);
  }

  /** The kinds of charges that the schedule names for a business date. */
  async chargeKinds(date: string): Promise<readonly ChargeKind[]> {
    return (await this.schedules.inForce()).chargeKinds(date);
  }

  /** Takes what belongs to a pool out of proceeds that found none when they came, or that came after it was wound up. */
  async assign(
    poolId: string,
    { proceedsId, toReserve }: { proceedsId: string; toReserve: boolean },
    meta: CommandMeta,
  ): Promise<Outcome<PoolEvent>> {
    const opened = openedOf((await this.pools.load(poolId)).state);
    // Those of a moment ago may not have been read yet: that is no reason to say that they never came.
    await this.proceeds.at(await this.log.lastPosition());
    const found = await this.proceeds.find(proceedsId);
    if (found === undefined) throw notFound('proceeds_unknown', 'No such proceeds have come.', 'proceedsId');
    const { invoiceNumber, valueDate } = found.proceeds;
    const own = found.own.filter((part) => part.amountCentimes !== 0 && paidBy(opened, part));
    if (own.length === 0)
      throw conflict('proceeds_of_another_pool', 'The pool pays for none of these lots.', 'proceedsId');
    const { kind, campaignId } = opened;
    const data = { proceedsId, invoiceNumber, kind, campaignId, parts: own.map(pooledPart), valueDate };
    const type = toReserve ? 'ReserveProceeds' : 'PoolProceeds';
    return this.pools.handle(poolId, { type, data, meta });
  }

  close(poolId: string, closing: Closing, meta: CommandMeta): Promise<Outcome<PoolEvent>> {
    const { pools, reads } = this;
    return closePool({ pools, reads, newAttempt: randomUUID }, poolId, closing, meta);
  }

  /** What would be refused of closing, or of winding up, unless it is named as known. */
  async outstanding(poolId: string): Promise<readonly Outstanding[]> {
    const { state } = await this.pools.load(poolId);
    const opened = openedOf(state);
    if (state.woundUp !== null) return [];
    return (await endOf({ pools: this.pools, reads: this.reads }, opened, state)).outstanding;
  }

  takeBack(poolId: string, reason: string, meta: CommandMeta): Promise<Outcome<PoolEvent>> {
    const { pools, accounts, log } = this;
    return takeBackClosing({ pools, accounts, log, newId: randomUUID }, poolId, reason, meta);
  }

  distribute(poolId: string, supplementId: string, meta: CommandMeta): Promise<Outcome<PoolEvent>> {
    const { pools, reads } = this;
    return distributeSupplement({ pools, reads, newAttempt: randomUUID }, poolId, supplementId, meta);
  }

  windUp(
    poolId: string,
    acknowledge: readonly OutstandingKind[],
    meta: CommandMeta,
  ): Promise<Outcome<PoolEvent>> {
    const { pools, reads } = this;
    return windUpPool({ pools, reads, newAttempt: randomUUID }, poolId, acknowledge, meta);
  }
}

/** What a pool needs for itself alone. */
function reservedFor(data: OpenPool['data']): Reserved<PoolState, Reservation> {
  return {
    values: scopesOf(data).map((id) => ({ id, claim: { holder: data.poolId, purpose: 'pool_scope' } })),
    stands: ({ opened }, { id }) => opened !== null && scopesOf(opened).includes(id),
  };
}

/** What a pool pays for: its grades of a campaign, or its traceable lot. */
function scopesOf(
  { campaignId, productId, grades, lotIds }: OpenPool['data'],
  idOf = poolReservationId,
): string[] {
  return lotIds?.map(idOf.lot) ?? grades.map((grade) => idOf.grade(campaignId, productId, grade));
}
