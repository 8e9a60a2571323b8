import { policyOn, sendTo } from '@oce/policies';
import { lotBalanceEvents } from '../../lot-balance/domain/lot-balance.events';
import { tankAggregate } from '../domain/tank';

/** What was drawn from a lot for a tank goes in, even where the process died in between. */
export const whenLotDrawnThenFillTank = policyOn(lotBalanceEvents.LotDrawn)({
  name: 'fill-tank',
  atOnce: true,
  react({ data: { lotId, drawId: fillId, into, productId, origins } }) {
    if (into.kind !== 'tank') return [];
    return [sendTo(tankAggregate, into.id, 'FillTank', { fillId, lotId, productId, origins })];
  },
});
