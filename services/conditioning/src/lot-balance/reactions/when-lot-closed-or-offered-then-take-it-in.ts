import { collection, sales } from '@oce/contracts';
import { rawLotOrigins } from '@oce/origins';
import { policyOn, sendTo } from '@oce/policies';
import { lotBalanceAggregate } from '../domain/lot-balance';

/**
 * A raw lot that is closed may be charged: its origin is itself (chain.md 2, rule 1). One that is offered as it is, is set
 * aside whole: nothing of it is charged from then on. One policy for both, so that an offer never comes before its lot.
 */
export const whenLotClosedOrOfferedThenTakeItIn = policyOn(
  collection.lot.LotClosed,
  sales.lotOffer.LotOffered,
)({
  name: 'take-raw-lot-in',
  react(event) {
    const { lotId, productId, netGrams } = event.data;
    if (event.type === 'LotOffered') {
      const into = { kind: 'offer', id: lotId } as const;
      return [sendTo(lotBalanceAggregate, lotId, 'DrawFromLot', { drawId: 'offer', into, grams: netGrams })];
    }
    const origins = rawLotOrigins(lotId, netGrams);
    const made = { lotId, runId: null, productId, netGrams, pieces: null, origins, tankId: null };
    return [sendTo(lotBalanceAggregate, lotId, 'MakeLotAvailable', made)];
  },
});
