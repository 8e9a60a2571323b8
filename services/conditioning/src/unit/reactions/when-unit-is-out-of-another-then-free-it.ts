import { policyOn, sendTo } from '@oce/policies';
import { unitAggregate } from '../domain/unit';
import { unitEvents } from '../domain/unit.events';

/** A unit that the other did not take, or that was in it when it was broken up, stands by itself again. */
export const whenUnitIsOutOfAnotherThenFreeIt = policyOn(
  unitEvents.UnitTurnedAway,
  unitEvents.UnitBroken,
)({
  name: 'free-inner-unit',
  atOnce: true,
  react(event) {
    const { sscc: outerSscc } = event.data;
    const inner = event.type === 'UnitBroken' ? event.data.units : [event.data.innerSscc];
    return inner.map((sscc) => sendTo(unitAggregate, sscc, 'LeaveOuter', { outerSscc }));
  },
});
