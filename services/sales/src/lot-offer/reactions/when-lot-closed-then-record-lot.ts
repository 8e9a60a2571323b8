import { collection } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { lotOfferAggregate } from '../domain/lot-offer';

/** A station closed a lot: sales knows its weight from the station and from nobody else. */
export const whenLotClosedThenRecordLot = policyOn(collection.lot.LotClosed)({
  name: 'know-closed-lot',
  react(event) {
    const { lotId, stationId, campaignId, productId, grade, netGrams, closedOn } = event.data;
    const data = { lotId, stationId, campaignId, productId, grade, netGrams, closedOn };
    return [sendTo(lotOfferAggregate, lotId, 'RecordLot', data)];
  },
});
