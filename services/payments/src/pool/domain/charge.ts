import { accounts, type Posting } from '@oce/contracts';
import { conflict, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import { KINDS_BY_RULE } from '../../schedule/domain/charge-kinds';
import { chargeAccount } from './close';
import type { PostCharge, ReverseCharge } from './pool.commands';
import { poolEvents, type PoolEvent, type PoolOpened } from './pool.events';
import { costsOf, proceedsOf, type Charge, type PoolState } from './pool.state';
import { capOf, keptByOce } from './settlement/charges';
import { requireAmount } from './settlement/guards';
import { summed } from './settlement/summed';
import { requireClosed, requireNotEnded } from './stages';

/**
 * A charge of a kind of the schedule. An open pool pays it at its closing, a closed one at once, out of its rest. Refuses
 * `charge_differs`, `charge_reversed`, `charge_kind_by_rule`, `charge_kind_unknown`, `pool_wound_up`, and
 * `oce_charges_above_cap` for a closed pool.
 */
export function postCharge(
  { data, facts, meta }: PostCharge,
  state: PoolState,
  { poolId, terms }: PoolOpened['data'],
): PoolEvent[] {
  const { chargeId, kind, chargedBy, amountCentimes } = data;
  requireAmount(amountCentimes, 'amountCentimes');
  if (isKnown(data, state)) return [];
  requireKind(kind, facts.kinds);
  const charge = { poolId, chargeId, kind, chargedBy, amountCentimes, postedBy: meta.actor };
  const posted = (postings: Posting[]) => poolEvents.ChargePosted({ ...charge, postings });
  requireNotEnded(state);
  if (state.closed === null) return [posted([])];
  requireClosed(state);
  const capPpm = state.closed.oceChargesCapPpm ?? terms.oceChargesCapPpm;
  if (chargedBy === 'oce') requireUnderCap(amountCentimes, capPpm, state);
  const postings = summed([
    { account: accounts.pool(poolId), amountCentimes: -amountCentimes },
    { account: chargeAccount(kind), amountCentimes },
  ]);
  return [posted(postings)];
}

/** Posted before with the same content, and not reversed. */
function isKnown(
  { chargeId, kind, chargedBy, amountCentimes }: PostCharge['data'],
  state: PoolState,
): boolean {
  const known = state.charges.get(chargeId);
  if (known === undefined) return false;
  const posted = { kind: known.kind, chargedBy: known.chargedBy, amountCentimes: known.amountCentimes };
  if (!saysTheSame(posted, { kind, chargedBy, amountCentimes }))
    throw conflict('charge_differs', 'A charge of this id has another body.', 'chargeId');
  if (known.reversedFor !== null)
    throw conflict(
      'charge_reversed',
      `The charge was reversed: ${known.reversedFor}. Post it anew under another id.`,
      'chargeId',
    );
  return true;
}

function requireKind(kind: string, kinds: PostCharge['facts']['kinds']): void {
  if (KINDS_BY_RULE.includes(kind))
    throw invalid(
      'charge_kind_by_rule',
      `The terms of the pool charge ${kind} at its closing: do not post it. What others asked for has a kind of its own.`,
      'kind',
    );
  if (kinds.some((one) => one.kind === kind)) return;
  const list = kinds.map((one) => one.kind).join(', ');
  throw invalid(
    'charge_kind_unknown',
    `The schedule of charges has no such kind. It has: ${list}. Publish a schedule with another one where it is right.`,
    'kind',
  );
}

/** The cap holds for all that OCE keeps of the pool, what comes after the closing among it. */
function requireUnderCap(amountCentimes: number, capPpm: number, state: PoolState): void {
  const byRule = [state.closed?.charges[0], state.closed?.charges.at(-1)].flatMap((line) => line ?? []);
  const standing = costsOf(state).map(({ chargedBy, takenCentimes }) => ({
    chargedBy,
    amountCentimes: takenCentimes ?? 0,
  }));
  const leftCentimes = capOf(proceedsOf(state), capPpm) - keptByOce([...byRule, ...standing]);
  if (amountCentimes > leftCentimes)
    throw invalid(
      'oce_charges_above_cap',
      `OCE's charges would pass the convention's cap: ${Math.max(0, leftCentimes)} centimes are left of it.`,
      'amountCentimes',
    );
}

/**
 * Takes a charge back by a new event that cites it. What it had taken of a closed pool is free for the members, once OCE
 * has back what it had borne of a loss. Refuses `charge_unknown`, `charge_reversed_otherwise` and what `requireClosed`
 * refuses of a closed pool.
 */
export function reverseCharge(
  { data: { chargeId, reason }, meta }: ReverseCharge,
  state: PoolState,
  { poolId }: PoolOpened['data'],
): PoolEvent[] {
  const known = state.charges.get(chargeId);
  if (known === undefined) throw notFound('charge_unknown', 'The pool has no charge of this id.', 'chargeId');
  if (known.reversedFor === reason) return [];
  if (known.reversedFor !== null)
    throw conflict('charge_reversed_otherwise', `The charge was reversed: ${known.reversedFor}.`, 'reason');
  requireNotEnded(state);
  if (state.closed !== null) requireClosed(state);
  const taken = takenBy(known, state);
  const lossBackCentimes = Math.min(taken, state.lossCentimes);
  const freedCentimes = taken - lossBackCentimes;
  const postings = summed([
    { account: chargeAccount(known.kind), amountCentimes: -taken },
    { account: accounts.pool(poolId), amountCentimes: freedCentimes },
    { account: accounts.poolLosses, amountCentimes: lossBackCentimes },
  ]);
  const { kind } = known;
  const freed = { freedCentimes, lossBackCentimes, reversedBy: meta.actor, postings };
  return [poolEvents.ChargeReversed({ poolId, chargeId, kind, reason, ...freed })];
}

/** What a charge has taken of the pool, in centimes: nothing before the closing. */
const takenBy = ({ takenCentimes }: Charge, { closed }: PoolState): number =>
  closed === null ? 0 : (takenCentimes ?? 0);
