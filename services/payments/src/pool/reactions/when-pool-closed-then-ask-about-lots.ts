import { payments, sales, type LotOffered, type PoolClosed } from '@oce/contracts';
import { policyCommandId, policyOn, sendTo, type Occasion, type Reaction } from '@oce/policies';
import { attention } from '../../attention';
import type { LotKindDocument } from '../reads/lot-kinds';
import type { PoolDocument } from '../reads/pools';

/** Traceable lots, and the pools of campaigns that are closed. */
export interface LotsAndClosings {
  readonly lots: readonly LotKindDocument[];
  readonly closed: readonly ClosedPool[];
}
type ClosedPool = Pick<PoolDocument, 'poolId' | 'campaignId' | 'grades' | 'closedAt'>;

const NAME = 'ask-about-lots-offered-while-closing';

/**
 * A lot that was offered as traceable after a pool had counted its goods is both: they have their share of the pool, and
 * what the lot earns is its own. Sales refuses such an offer and the closing looks for it, but neither knows of the other in
 * the moment of its own commit: a clerk is asked. Which lots these are follows from positions in the log.
 */
export const whenPoolClosedThenAskAboutLots = policyOn(
  payments.pool.PoolClosed,
  sales.lotOffer.LotOffered,
)<LotsAndClosings>({
  name: NAME,
  after: ['lot_kinds', 'pools'],
  react: (event, occasion, view) =>
    event.type === 'PoolClosed'
      ? offeredBefore(event.data, occasion, view)
      : offeredAfter(event.data, occasion, view),
});

/** Lots that were offered behind the count of a closing, and before it. */
function offeredBefore(
  { kind, poolId, campaignId, grades, logPosition }: PoolClosed['data'],
  occasion: Occasion,
  { lots }: LotsAndClosings,
): Reaction[] {
  if (kind === 'traceable') return [];
  return lots
    .filter(
      (lot) =>
        lot.campaignId === campaignId &&
        grades.includes(lot.grade) &&
        lot.offeredAt > logPosition &&
        lot.offeredAt < occasion.position,
    )
    .sort((one, other) => one.offeredAt - other.offeredAt)
    .map(({ lotId }, number) => matter(occasion, number, lotId, poolId));
}

/** A lot that was offered when its pool was closed: sales had not heard of the closing yet. */
function offeredAfter(
  { kind, lotId, campaignId, grade }: LotOffered['data'],
  occasion: Occasion,
  { closed }: LotsAndClosings,
): Reaction[] {
  if (kind !== 'traceable') return [];
  return closed
    .filter(
      (pool) =>
        pool.campaignId === campaignId &&
        pool.grades.includes(grade) &&
        pool.closedAt !== null &&
        pool.closedAt < occasion.position,
    )
    .map(({ poolId }, number) => matter(occasion, number, lotId, poolId));
}

function matter(
  { commitId, ref, position }: Occasion,
  number: number,
  lotId: string,
  poolId: string,
): Reaction {
  const id = policyCommandId(NAME, commitId, number);
  return sendTo(attention, id, 'RaiseAttention', {
    policy: NAME,
    reason: 'lot_offered_while_closing',
    detail: `Lot ${lotId} was offered as traceable while ${poolId} was being closed, which has counted its goods. Take the closing back and close the pool again: it leaves the lot out then.`,
    subject: `evt.${ref.context}.${ref.aggregate}.${ref.id}`,
    position,
    // There is no command to try again: retrying only notes that somebody has seen it.
    reaction: sendTo(attention, id, 'ResolveAttention', { resolution: 'dismissed', note: 'seen' }),
  });
}
