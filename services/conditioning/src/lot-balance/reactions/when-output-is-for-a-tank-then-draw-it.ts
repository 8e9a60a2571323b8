import { policyOn, sendTo } from '@oce/policies';
import { lotBalanceAggregate } from '../domain/lot-balance';
import { lotBalanceEvents } from '../domain/lot-balance.events';

/** An output that was said to go into a tank goes there whole; what the tank does not take stays in its lot. */
export const whenOutputIsForATankThenDrawIt = policyOn(lotBalanceEvents.LotMadeAvailable)({
  name: 'fill-tank-with-output',
  atOnce: true,
  react({ data: { lotId, netGrams: grams, tankId } }) {
    if (tankId === null || grams === 0) return [];
    const into = { kind: 'tank', id: tankId } as const;
    return [sendTo(lotBalanceAggregate, lotId, 'DrawFromLot', { drawId: lotId, into, grams })];
  },
});
