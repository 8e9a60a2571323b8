import { DomainError, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import type { accountAggregate } from '../../account/domain/account';
import { poolAggregate } from '../domain/pool';
import { sharesOfAttempt } from '../domain/pool-shares';
import type { FixedShare, PoolEvent } from '../domain/pool.events';

export interface TakeBackParts {
  readonly pools: HandlerOf<typeof poolAggregate>;
  readonly accounts: HandlerOf<typeof accountAggregate>;
  readonly newId: () => string;
}

/** Accounts that are asked at the same time. */
const AT_ONCE = 64;

/**
 * Takes a closing back, all of it or nothing: begins, which stops distributions; has each account hold its final share,
 * which only the account can say, for a payout may be reserved at the same time; then opens the pool again in one commit,
 * behind which a policy takes the held shares back. Where an account refuses, the pool says first that the closing stands,
 * so that nobody can open it any more, and then the shares that were held are let go. Begun again after a crash it goes on.
 *
 * @throws DomainError what the pool, or the first account that refuses, says
 */
export async function takeBackClosing(
  parts: TakeBackParts,
  poolId: string,
  reason: string,
  meta: CommandMeta,
): Promise<Outcome<PoolEvent>> {
  const { pools, newId } = parts;
  const begin = { takeBackId: newId(), reason };
  const own = () => ({ ...meta, commandId: newId() });
  await pools.handle(poolId, { type: 'BeginTakeBack', data: begin, meta: own() });
  const { state } = await pools.load(poolId);
  const { takeBackId, attempt } = state.takingBack ?? state.takenBack ?? { takeBackId: '', attempt: '' };
  const end = { type: 'TakeBackClosing', data: { takeBackId }, meta } as const;
  if (state.closed === null) return pools.handle(poolId, end);
  const history = await pools.history(poolId);
  const shares = sharesOfAttempt(
    history.flatMap(({ events }) => events),
    attempt,
  );
  try {
    await onEach(parts, 'HoldFinalShare', shares, { poolId, takeBackId }, meta);
    return await pools.handle(poolId, end);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const abandoned = { takeBackId, reason: error.slug };
    await pools.handle(poolId, { type: 'AbandonTakeBack', data: abandoned, meta: own() });
    const { closed } = (await pools.load(poolId)).state;
    // Another call may have come to the end of it meanwhile: then all shares stay held.
    if (closed !== null) await onEach(parts, 'ReleaseFinalShare', shares, { poolId, takeBackId }, meta);
    throw error;
  }
}

/** Sends a command about each share to its account, some at a time; throws the first refusal once these have answered. */
async function onEach(
  { accounts, newId }: TakeBackParts,
  type: 'HoldFinalShare' | 'ReleaseFinalShare',
  shares: readonly FixedShare[],
  about: { readonly poolId: string; readonly takeBackId: string },
  meta: CommandMeta,
): Promise<void> {
  for (let at = 0; at < shares.length; at += AT_ONCE) {
    const answers = await Promise.allSettled(
      shares.slice(at, at + AT_ONCE).map(({ producerCode }) => {
        const data = { producerCode, ...about };
        return accounts.handle(producerCode, { type, data, meta: { ...meta, commandId: newId() } });
      }),
    );
    for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  }
}
