import { certification, collection, conditioning } from '@oce/contracts';
import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { businessDate } from '@oce/quantities';
import { lotOfferAggregate } from '../domain/lot-offer';

/**
 * A station closed a lot, or a run made one: sales knows its weight from there and from nobody else. One policy for its
 * beginning and its end, so that a recall never comes before its lot.
 */
export const whenLotClosedThenRecordLot = policyOn(
  collection.lot.LotClosed,
  conditioning.lotBalance.LotMadeAvailable,
  conditioning.lotBalance.LotWithdrawn,
  certification.lotStatus.LotRecalled,
)({
  name: 'know-closed-lot',
  react(event, { at }): Reaction[] {
    const { lotId } = event.data;
    switch (event.type) {
      case 'LotClosed': {
        const { stationId, campaignId, productId, grade, netGrams, closedOn } = event.data;
        const data = { lotId, stationId, campaignId, productId, grade, netGrams, closedOn };
        return [sendTo(lotOfferAggregate, lotId, 'RecordLot', data)];
      }
      case 'LotMadeAvailable': {
        const { runId, productId, netGrams, pieces } = event.data;
        // A raw lot was recorded as it was closed.
        if (runId === null) return [];
        const about = { lotId, stationId: null, campaignId: null, productId, grade: null, netGrams };
        const data = { ...about, closedOn: businessDate(at), made: { runId, pieces } };
        return [sendTo(lotOfferAggregate, lotId, 'RecordLot', data)];
      }
      case 'LotWithdrawn': {
        const reason = `its run ${event.data.runId} was taken back`;
        return [sendTo(lotOfferAggregate, lotId, 'StopLot', { lotId, cause: 'withdrawn', reason })];
      }
      case 'LotRecalled': {
        const { reason } = event.data;
        return [sendTo(lotOfferAggregate, lotId, 'StopLot', { lotId, cause: 'recalled', reason })];
      }
    }
  },
});
