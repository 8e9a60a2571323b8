import { policyOn, sendTo } from '@oce/policies';
import { lotBalanceAggregate } from '../../lot-balance/domain/lot-balance';
import { tankEvents } from '../domain/tank.events';

/** What a tank did not take stays in its lot. */
export const whenFillingTurnedAwayThenReturnToLot = policyOn(tankEvents.TankFillTurnedAway)({
  name: 'return-filling-to-lot',
  atOnce: true,
  react: ({ data: { lotId, fillId: drawId, tankId, reason } }) => [
    sendTo(lotBalanceAggregate, lotId, 'ReturnToLot', { drawId, reason: `${tankId}: ${reason}` }),
  ],
});
