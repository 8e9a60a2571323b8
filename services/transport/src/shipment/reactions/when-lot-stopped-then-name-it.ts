import { certification } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { stopOf, type Permit } from '../../goods/domain/permit';
import { shipmentAggregate } from '../domain/shipment';
import { shipmentEvents } from '../domain/shipment.events';

/** A shipment with goods that have not ended, and the market that it is for. */
export interface OpenShipment {
  readonly shipmentId: string;
  readonly destination: string;
  readonly lotIds: readonly string[];
}
/** What is at the dock or on its way, and what certification says of its lots, as far as the log is read. */
export interface StoppableGoods {
  readonly shipments: readonly OpenShipment[];
  readonly permits: ReadonlyMap<string, Permit>;
}

const { LotHeld, LotRejected, LotRecalled } = certification.lotStatus;

/**
 * A lot that was held, rejected for its market or recalled is named on the shipments that it is on. The loading and the
 * departure are heard too: a hold may have been written while they were decided.
 */
export const whenLotStoppedThenNameIt = policyOn(
  LotHeld,
  LotRejected,
  LotRecalled,
  shipmentEvents.UnitTakenOnBoard,
  shipmentEvents.BulkLoaded,
  shipmentEvents.ShipmentDeparted,
)<StoppableGoods>({
  name: 'name-stopped-lot',
  after: ['permits', 'shipments'],
  react(event, _occasion, { shipments, permits }) {
    const about = shipments.filter((one) =>
      'lotId' in event.data
        ? one.lotIds.includes(event.data.lotId)
        : one.shipmentId === event.data.shipmentId,
    );
    return about.flatMap(({ shipmentId, destination, lotIds }) =>
      lotIds
        .filter((lotId) => !('lotId' in event.data) || event.data.lotId === lotId)
        .flatMap((lotId) => {
          const stop = stopOf(permits.get(lotId), destination);
          return stop ? [sendTo(shipmentAggregate, shipmentId, 'NameStoppedLot', { lotId, stop })] : [];
        }),
    );
  },
});
