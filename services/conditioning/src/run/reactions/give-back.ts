import type { Place } from '@oce/contracts';
import { sendTo, type Reaction } from '@oce/policies';
import { lotBalanceAggregate } from '../../lot-balance/domain/lot-balance';
import { materialAggregate } from '../../material/domain/material';
import { tankAggregate } from '../../tank/domain/tank';

/** Gives back what was drawn for a run, to where it was drawn. */
export function giveBack({ kind, id }: Place, drawId: string, reason: string): Reaction[] {
  const data = { drawId, reason };
  if (kind === 'lot') return [sendTo(lotBalanceAggregate, id, 'ReturnToLot', data)];
  if (kind === 'tank') return [sendTo(tankAggregate, id, 'ReturnToTank', data)];
  return kind === 'material' ? [sendTo(materialAggregate, id, 'ReturnMaterial', data)] : [];
}
