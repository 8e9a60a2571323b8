import { eventsOf, type LotClosed } from '@oce/contracts';
import { definePolicy } from '@oce/policies';

/** A station closed a lot: sales knows its weight from the station and from nobody else. */
export const knowClosedLot = definePolicy<LotClosed>({
  name: 'know-closed-lot',
  subjects: [eventsOf('collection', 'lot')],
  react(event) {
    if (event.type !== 'LotClosed') return [];
    const { lotId, stationId, campaignId, productId, grade, netGrams, closedOn } = event.data;
    const data = { lotId, stationId, campaignId, productId, grade, netGrams, closedOn };
    return [{ aggregate: 'lot-offer', id: lotId, type: 'RecordLot', data }];
  },
});
