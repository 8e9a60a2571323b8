import { policyOn, sendTo } from '@oce/policies';
import { lotBalanceEvents } from '../../lot-balance/domain/lot-balance.events';
import { unitAggregate } from '../domain/unit';

/** What was drawn from a lot for a unit goes in, even where the process died in between. */
export const whenGoodsDrawnThenPutIntoUnit = policyOn(lotBalanceEvents.LotDrawn)({
  name: 'put-goods-into-unit',
  atOnce: true,
  react({ data: { lotId, drawId, into, productId, pieces, grams, origins } }) {
    if (into.kind !== 'unit') return [];
    const goods = { drawId, lotId, productId, pieces, grams, origins };
    return [sendTo(unitAggregate, into.id, 'PutGoodsIn', goods)];
  },
});
