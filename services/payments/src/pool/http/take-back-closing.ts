import { DomainError, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, LogReader, Outcome } from '@oce/event-store';
import type { accountAggregate } from '../../account/domain/account';
import type { HoldFinalShare, ReleaseFinalShare } from '../../account/domain/account.commands';
import { poolAggregate } from '../domain/pool';
import { partsOn, type MemberParts } from '../domain/pool-shares';
import type { PoolEvent } from '../domain/pool.events';

export interface TakeBackParts {
  readonly pools: HandlerOf<typeof poolAggregate>;
  readonly accounts: HandlerOf<typeof accountAggregate>;
  readonly log: Pick<LogReader, 'lastPosition'>;
  readonly newId: () => string;
}

/** Accounts that are asked at the same time. */
const AT_ONCE = 64;

/**
 * Takes a closing back, all of it or nothing: begins, which stops distributions; has each account hold its lines of it, which
 * only the account can say, for a payout may be reserved at the same time; then opens the pool again in one commit, behind which
 * a policy takes the held lines back. Where an account refuses, the pool says first that the closing stands, so that nobody can
 * open it any more, and then the lines that were held are let go. Begun again after a crash it goes on.
 *
 * @throws DomainError what the pool, or the first account that refuses, says
 */
export async function takeBackClosing(
  parts: TakeBackParts,
  poolId: string,
  reason: string,
  meta: CommandMeta,
): Promise<Outcome<PoolEvent>> {
  const { pools, log, newId } = parts;
  const begin = { takeBackId: newId(), reason };
  const own = () => ({ ...meta, commandId: newId() });
  await pools.handle(poolId, { type: 'BeginTakeBack', data: begin, meta: own() });
  const { state } = await pools.load(poolId);
  const { takeBackId, attempt } = state.takingBack ?? state.takenBack ?? { takeBackId: '', attempt: '' };
  const end = async () => {
    // Whatever was valued by the closing stands before this: nothing is any more once all lines are held.
    const facts = { logPosition: await log.lastPosition() };
    return pools.handle(poolId, { type: 'TakeBackClosing', data: { takeBackId }, facts, meta });
  };
  if (state.closed === null) return end();
  const history = await pools.history(poolId);
  const members = partsOn(
    history.flatMap(({ events }) => events),
    attempt,
  );
  const holds = [...members].map(([producerCode, { share, parts: late }]) => {
    const numbers = late.map(({ number }) => number);
    const held = { producerCode, poolId, takeBackId, attempt: share && attempt, numbers };
    return { type: 'HoldFinalShare', data: held } as const;
  });
  try {
    await onEach(parts, holds, meta);
    return await end();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const abandoned = { takeBackId, reason: error.slug };
    await pools.handle(poolId, { type: 'AbandonTakeBack', data: abandoned, meta: own() });
    const { closed } = (await pools.load(poolId)).state;
    // Another call may have come to the end of it meanwhile: then all lines stay held.
    if (closed !== null) await onEach(parts, releasesOf(members, poolId, takeBackId), meta);
    throw error;
  }
}

const releasesOf = (members: ReadonlyMap<string, MemberParts>, poolId: string, takeBackId: string) =>
  [...members.keys()].map((producerCode) => {
    const data = { producerCode, poolId, takeBackId };
    return { type: 'ReleaseFinalShare', data } as const;
  });

/** Sends a command to each account, some at a time; throws the first refusal once these have answered. */
async function onEach(
  { accounts, newId }: TakeBackParts,
  commands: readonly (Unsent<HoldFinalShare> | Unsent<ReleaseFinalShare>)[],
  meta: CommandMeta,
): Promise<void> {
  for (let at = 0; at < commands.length; at += AT_ONCE) {
    const answers = await Promise.allSettled(
      commands
        .slice(at, at + AT_ONCE)
        .map((command) =>
          accounts.handle(command.data.producerCode, { ...command, meta: { ...meta, commandId: newId() } }),
        ),
    );
    for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  }
}

type Unsent<C extends HoldFinalShare | ReleaseFinalShare> = Omit<C, 'meta'>;
