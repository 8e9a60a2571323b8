import { payments } from '@oce/contracts';
import { policyCommandId, policyOn, sendTo } from '@oce/policies';
import { attention } from '../../attention';
import type { LotKindDocument } from '../reads/lot-kinds';

/** Traceable lots of the campaigns of a batch. */
export type TraceableLots = readonly LotKindDocument[];

const NAME = 'ask-about-lots-offered-while-closing';

/**
 * A lot that was offered as traceable between a pool's count and its closing is both: its goods have their share of the pool,
 * and what it earns is its own. Sales could not know of the closing, nor the closing of the offer: a clerk decides. Which lots
 * these are follows from positions in the log.
 */
export const whenPoolClosedThenAskAboutLots = policyOn(payments.pool.PoolClosed)<TraceableLots>({
  name: NAME,
  after: ['lot_kinds'],
  react({ data }, { commitId, ref, position }, lots) {
    const { kind, poolId, campaignId, grades, logPosition } = data;
    if (kind === 'traceable') return [];
    return lots
      .filter(
        (lot) =>
          lot.campaignId === campaignId &&
          grades.includes(lot.grade) &&
          lot.offeredAt > logPosition &&
          lot.offeredAt < position,
      )
      .sort((one, other) => one.offeredAt - other.offeredAt)
      .map(({ lotId }, number) => {
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
      });
  },
});
