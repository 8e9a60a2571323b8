import { policyOn } from '@oce/policies';
import { runEvents } from '../domain/run.events';
import { giveBack } from './give-back';

/** A reversed run gives all back that it was charged with. */
export const whenRunReversedThenGiveInputsBack = policyOn(runEvents.RunReversed)({
  name: 'give-inputs-back',
  atOnce: true,
  react: ({ data: { inputs, reason } }) =>
    inputs.flatMap(({ from, chargeId }) => giveBack(from, chargeId, reason)),
});
