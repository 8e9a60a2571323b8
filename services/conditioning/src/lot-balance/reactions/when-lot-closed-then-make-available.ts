import { collection } from '@oce/contracts';
import { rawLotOrigins } from '@oce/origins';
import { policyOn, sendTo } from '@oce/policies';
import { lotBalanceAggregate } from '../domain/lot-balance';

/** A raw lot that is closed may be charged: its origin is itself (chain.md 2, rule 1). */
export const whenLotClosedThenMakeAvailable = policyOn(collection.lot.LotClosed)({
  name: 'make-closed-lot-available',
  react({ data: { lotId, productId, netGrams } }) {
    const origins = rawLotOrigins(lotId, netGrams);
    const made = { lotId, runId: null, productId, netGrams, pieces: null, origins, tankId: null };
    return [sendTo(lotBalanceAggregate, lotId, 'MakeLotAvailable', made)];
  },
});
