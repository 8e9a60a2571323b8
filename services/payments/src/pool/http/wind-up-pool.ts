import type { CountedInPool } from '@oce/contracts';
import type { CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { sumExactly } from '@oce/quantities';
import { requireOtherHands } from '../domain/duties';
import { outstandingOf, requireAcknowledged, type OutstandingKind } from '../domain/outstanding';
import { openedOf, poolAggregate } from '../domain/pool';
import type { EndFacts, WindUpPool } from '../domain/pool.commands';
import { countedBy, lastParts } from '../domain/pool-shares';
import type { LeftMember, PoolEvent, PoolOpened } from '../domain/pool.events';
import { proceedsOf, type PoolState } from '../domain/pool.state';
import { requireClosed } from '../domain/stages';
import { requireEndable } from '../domain/wind-up';
import { closingBasis, type ReadsForPools } from './closing-facts';
import { lateGoods } from './distribute-supplement';
import { writeChunks } from './write-chunks';

export interface EndParts {
  readonly pools: HandlerOf<typeof poolAggregate>;
  readonly reads: ReadsForPools;
}
export interface WindUpParts extends EndParts {
  /** A new id for each attempt. */
  readonly newAttempt: () => string;
  /** Less than a message takes, in specs. */
  readonly largestChunkBytes?: number;
}

/**
 * Ends a pool, with what is outstanding named as known. Those who are left are written in chunks, then one last commit ends
 * it: started again after a crash it makes a new attempt, and ends with the same, once.
 *
 * @throws DomainError what `lateGoods`, `countPool` and the pool itself refuse
 */
export async function windUpPool(
  { newAttempt, largestChunkBytes, ...parts }: WindUpParts,
  poolId: string,
  acknowledge: readonly OutstandingKind[],
  meta: CommandMeta,
): Promise<Outcome<PoolEvent>> {
  const { state } = await parts.pools.load(poolId);
  const opened = openedOf(state);
  const command = { type: 'WindUpPool', data: { acknowledge }, meta } as const;
  if (state.woundUp !== null) return parts.pools.handle(poolId, { ...command, facts: NOTHING_LEFT });
  if (state.closed !== null) requireClosed(state);
  requireOtherHands(state.hands, meta);
  const { left, ...facts } = await endOf(parts, opened, state);
  // Before what is outstanding is named: an open pool with points is to be closed.
  requireEndable(state, facts);
  requireAcknowledged(facts.outstanding, acknowledge);
  const attempt = left.length === 0 ? null : newAttempt();
  if (attempt !== null)
    await writeChunks({ attempt, shares: left, meta, largestChunkBytes }, (data, members, own) =>
      parts.pools.handle(poolId, { type: 'FixArrears', data, facts: { members }, meta: own }),
    );
  const arrearsCentimes = sumExactly(left.map((one) => one.arrearsCentimes));
  const named = { ...facts, attempt, members: left.length, arrearsCentimes };
  return parts.pools.handle(poolId, { ...command, facts: named });
}

const NOTHING_LEFT: WindUpPool['facts'] = {
  outstanding: [],
  points: null,
  logPosition: 0,
  attempt: null,
  members: 0,
  arrearsCentimes: 0,
};

/** How a pool stands at its end: what a supplement could still share, who is still owed, what others have not finished. */
export function endOf(parts: EndParts, opened: PoolOpened['data'], state: PoolState): Promise<EndFacts> {
  return state.closed === null ? endOfOpen(parts, opened, state) : endOfClosed(parts, opened, state);
}

/** One without points: nothing of it is counted by a share. */
async function endOfOpen(
  { reads }: EndParts,
  opened: PoolOpened['data'],
  state: PoolState,
): Promise<EndFacts> {
  const { counted, outstanding, position } = await closingBasis(reads, opened, proceedsOf(state));
  const left = [...counted.deliveriesOf].map(([producerCode, deliveries]) =>
    leftOf(producerCode, { deliveries }),
  );
  return { outstanding, points: String(counted.count.points), left: inOrder(left), logPosition: position };
}

async function endOfClosed(
  { pools, reads }: EndParts,
  opened: PoolOpened['data'],
  { restCentimes, arrearsCentimes, closed }: PoolState,
): Promise<EndFacts> {
  const { poolId } = opened;
  const events = (await pools.history(poolId)).flatMap((commit) => commit.events);
  const { standing, deliveryIds } = countedBy(events);
  const numbers = lastParts(events);
  const delivered = await reads.deliveries(opened);
  const late = lateGoods(opened, delivered, { deliveryIds });
  const owed = [...standing].filter(([, one]) => one.arrearsCentimes > 0).map(([code]) => code);
  const left = [...new Set([...owed, ...late.keys()])].map((code) =>
    leftOf(code, {
      arrearsCentimes: standing.get(code)?.arrearsCentimes,
      deliveries: late.get(code),
      lastNumber: numbers.get(code),
    }),
  );
  const lateIds = left.flatMap(({ deliveries }) => deliveries);
  const outstanding = [
    ...(await reads.outstanding(opened)),
    ...outstandingOf('late_deliveries', lateIds),
    ...outstandingOf('lots_offered_since', await reads.offeredSince(opened, closed?.logPosition ?? 0)),
    ...outstandingOf('arrears', arrearsCentimes > 0 ? [poolId] : []),
    ...outstandingOf('rest_to_share', restCentimes > 0 ? [poolId] : []),
  ];
  return { outstanding, points: null, left: inOrder(left), logPosition: delivered.position };
}

interface Left {
  readonly arrearsCentimes?: number | undefined;
  readonly deliveries?: readonly CountedInPool[] | undefined;
  readonly lastNumber?: number | undefined;
}

function leftOf(
  producerCode: string,
  { arrearsCentimes = 0, deliveries = [], lastNumber }: Left,
): LeftMember {
  const ids = deliveries.map(({ deliveryId }) => deliveryId).sort();
  return { producerCode, arrearsCentimes, deliveries: ids, lastNumber: lastNumber ?? null };
}

/** In the order of the members' codes, whatever was read first. */
const inOrder = (left: readonly LeftMember[]): LeftMember[] =>
  [...left].sort((one, other) => (one.producerCode < other.producerCode ? -1 : 1));
