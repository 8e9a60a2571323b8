import { policyOn, sendTo } from '@oce/policies';
import { lotBalanceAggregate } from '../../lot-balance/domain/lot-balance';
import { unitEvents } from '../domain/unit.events';

/** What a unit did not take, or had when it was broken up, is in its lot again. */
export const whenGoodsLeaveUnitThenReturnToLot = policyOn(
  unitEvents.GoodsTurnedAway,
  unitEvents.UnitBroken,
)({
  name: 'return-goods-of-unit',
  atOnce: true,
  react(event) {
    const reason = event.type === 'UnitBroken' ? event.data.reason : `${event.data.sscc} was closed`;
    const goods = event.type === 'UnitBroken' ? event.data.goods : [event.data];
    return goods.map(({ lotId, drawId }) =>
      sendTo(lotBalanceAggregate, lotId, 'ReturnToLot', { drawId, reason }),
    );
  },
});
