import { collection, sales, transport } from '@oce/contracts';
import { rawLotOrigins } from '@oce/origins';
import { policyOn, sendTo } from '@oce/policies';
import { sumExactly } from '@oce/quantities';
import { lotBalanceAggregate } from '../domain/lot-balance';

/**
 * A raw lot that is closed may be charged: its origin is itself (chain.md 2, rule 1). One that is offered as it is, is set
 * aside whole: nothing of it is charged from then on. What a run made is marked for sale, and leaves by what orders take
 * at the gate; what leaves on a shipment leaves in its units. One policy for all, so that nothing comes before its lot, and
 * no receipt before its departure.
 */
export const whenLotClosedOrSoldThenFollow = policyOn(
  collection.lot.LotClosed,
  sales.lotOffer.LotOffered,
  sales.order.OrderFulfilled,
  transport.shipment.ShipmentDeparted,
)({
  // Older than the name of this file, and kept: under another the policy would begin anew.
  name: 'take-raw-lot-in',
  react(event) {
    switch (event.type) {
      case 'LotClosed': {
        const { lotId, productId, netGrams, settledAs, weighedFrom, deliveries } = event.data;
        const origins = rawLotOrigins(lotId, netGrams);
        const owner = settledAs === 'toll' ? deliveries[0]?.producerCode : undefined;
        const made = {
          lotId,
          runId: null,
          productId,
          netGrams,
          pieces: null,
          origins,
          tankId: null,
          ...(weighedFrom === undefined ? {} : { weighedFrom }),
          ...(owner === undefined ? {} : { tollOf: owner }),
        };
        return [sendTo(lotBalanceAggregate, lotId, 'MakeLotAvailable', made)];
      }
      case 'LotOffered': {
        const { lotId, campaignId, netGrams, offeredOn } = event.data;
        if (campaignId === null) return [sendTo(lotBalanceAggregate, lotId, 'MarkForSale', { offeredOn })];
        const into = { kind: 'offer', id: lotId } as const;
        return [
          sendTo(lotBalanceAggregate, lotId, 'DrawFromLot', { drawId: 'offer', into, grams: netGrams }),
        ];
      }
      case 'OrderFulfilled': {
        const { orderId, lines } = event.data;
        // Raw lots are set aside whole: nothing more is drawn of them.
        const made = lines.filter(({ campaignId }) => campaignId === null);
        return gramsByLot(made).map(([lotId, grams]) =>
          sendTo(lotBalanceAggregate, lotId, 'DeliverToOrder', { orderId, grams }),
        );
      }
      case 'ShipmentDeparted': {
        const { shipmentId, orderId, goods } = event.data;
        return gramsByLot(goods).map(([lotId]) =>
          sendTo(lotBalanceAggregate, lotId, 'HearShipped', { shipmentId, orderId }),
        );
      }
    }
  },
});

function gramsByLot(lines: readonly { lotId: string; grams: number }[]): (readonly [string, number])[] {
  const lotIds = [...new Set(lines.map(({ lotId }) => lotId))];
  return lotIds.map((lotId) => {
    const own = lines.filter((line) => line.lotId === lotId);
    return [lotId, sumExactly(own.map(({ grams }) => grams))] as const;
  });
}
