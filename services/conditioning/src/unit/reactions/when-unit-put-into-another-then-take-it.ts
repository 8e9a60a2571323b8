import { policyOn, sendTo } from '@oce/policies';
import { unitAggregate } from '../domain/unit';
import { unitEvents } from '../domain/unit.events';

/** A unit that says it is in another is taken by it. */
export const whenUnitPutIntoAnotherThenTakeIt = policyOn(unitEvents.UnitPutInto)({
  name: 'take-unit',
  atOnce: true,
  react: ({ data: { outerSscc, inner } }) => [sendTo(unitAggregate, outerSscc, 'TakeUnit', inner)],
});
