import { collection, conditioning } from '@oce/contracts';
import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { lotStatusAggregate, type Recall } from '../domain/lot-status';

/** Lots that were made of something that was recalled, with the recall. */
export type RecalledSources = ReadonlyMap<string, Recall>;

/** Every lot is held from its beginning; what is made of recalled goods is recalled. */
export const whenLotMadeThenTakeItUp = policyOn(
  collection.lot.LotClosed,
  conditioning.lotBalance.LotMadeAvailable,
)<RecalledSources>({
  name: 'take-lot-up',
  after: ['goods_edges', 'lot_origins', 'recalls'],
  react(event, { at: takenUpAt }, recalled): Reaction[] {
    const { lotId, productId, netGrams } = event.data;
    if (event.type === 'LotClosed') {
      const { grade } = event.data;
      return [
        sendTo(lotStatusAggregate, lotId, 'TakeUpLot', { lotId, productId, grade, netGrams, takenUpAt }),
      ];
    }
    if (event.data.runId === null) return [];
    const recalledBy = recalled.get(lotId);
    const data = {
      lotId,
      productId,
      grade: null,
      netGrams,
      takenUpAt,
      ...(recalledBy ? { recalledBy } : {}),
    };
    return [sendTo(lotStatusAggregate, lotId, 'TakeUpLot', data)];
  },
});
