import { policyOn, sendTo } from '@oce/policies';
import { runEvents } from '../../run/domain/run.events';
import { lotBalanceAggregate } from '../domain/lot-balance';

/** Each output of a run is a lot of its own. */
export const whenRunCompletedThenMakeOutputsAvailable = policyOn(runEvents.RunCompleted)({
  name: 'make-outputs-available',
  atOnce: true,
  react: ({ data: { runId, outputs, tollOf } }) =>
    outputs.map(({ lotId, productId, grams: netGrams, pieces, origins, tankId }) =>
      sendTo(lotBalanceAggregate, lotId, 'MakeLotAvailable', {
        lotId,
        runId,
        productId,
        netGrams,
        pieces,
        origins,
        tankId,
        ...(tollOf === undefined ? {} : { tollOf }),
      }),
    ),
});
