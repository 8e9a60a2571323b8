import { policyOn } from '@oce/policies';
import { runEvents } from '../domain/run.events';
import { giveBack } from './give-back';

/** What a run did not take, or gives back before it is over, is where it was drawn again. */
export const whenChargeSentBackThenGiveBack = policyOn(
  runEvents.ChargeTurnedAway,
  runEvents.ChargeTakenBack,
)({
  name: 'give-charge-back',
  atOnce: true,
  react: (event) =>
    giveBack(
      event.data.from,
      event.data.chargeId,
      event.type === 'ChargeTakenBack' ? event.data.reason : `${event.data.runId} was over`,
    ),
});
