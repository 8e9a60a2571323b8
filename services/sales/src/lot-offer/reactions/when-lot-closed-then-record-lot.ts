import { collection } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { lotOfferAggregate } from '../domain/lot-offer';

/** A station closed a lot: sales knows its weight from the station and from nobody else. */
export const knowClosedLot = policyOn(collection.lot)({
  name: 'know-closed-lot',
  react(event) {
    if (event.type !== 'LotClosed') return [];
    const { lotId, stationId, campaignId, productId, grade, netGrams, closedOn } = event.data;
    const data = { lotId, stationId, campaignId, productId, grade, netGrams, closedOn };
    return [sendTo(lotOfferAggregate, lotId, 'RecordLot', data)];
  },
});
