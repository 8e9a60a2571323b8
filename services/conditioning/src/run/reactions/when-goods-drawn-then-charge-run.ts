import type { LotDrawn, TankDrawn } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { lotBalanceEvents } from '../../lot-balance/domain/lot-balance.events';
import { materialEvents, type MaterialDrawn } from '../../material/domain/material';
import { tankEvents } from '../../tank/domain/tank.events';
import { runAggregate } from '../domain/run';

/** What was drawn for a run is charged into it, even where the process died in between. */
export const whenGoodsDrawnThenChargeRun = policyOn(
  lotBalanceEvents.LotDrawn,
  tankEvents.TankDrawn,
  materialEvents.MaterialDrawn,
)({
  name: 'charge-run',
  atOnce: true,
  react(event) {
    const { into, drawId: chargeId } = event.data;
    if (into.kind !== 'run') return [];
    return [sendTo(runAggregate, into.id, 'TakeCharge', { chargeId, ...inputOf(event) })];
  },
});

function inputOf(event: LotDrawn | TankDrawn | MaterialDrawn) {
  if (event.type === 'MaterialDrawn') {
    const { stockId, materialId, unit, quantity, costCentimes } = event.data;
    const isWeighed = unit === 'gram';
    return {
      from: { kind: 'material', id: stockId } as const,
      productId: materialId,
      grams: isWeighed ? quantity : 0,
      pieces: isWeighed ? null : quantity,
      origins: [],
      ...(costCentimes === undefined ? {} : { costCentimes }),
    };
  }
  const { productId, grams, origins } = event.data;
  const from =
    event.type === 'LotDrawn'
      ? ({ kind: 'lot', id: event.data.lotId } as const)
      : ({ kind: 'tank', id: event.data.tankId } as const);
  return { from, productId, grams, pieces: null, origins };
}
