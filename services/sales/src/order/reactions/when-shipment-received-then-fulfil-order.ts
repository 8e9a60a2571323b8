import { transport } from '@oce/contracts';
import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { lotOfferAggregate } from '../../lot-offer/domain/lot-offer';
import { orderAggregate } from '../domain/order';
import type { TakeReceipt } from '../domain/order.commands';

/** By order: what its invoice will say of tax, a lot of it that may not be sold any more, and which lots were ordered. */
export type DeliveriesToBill = ReadonlyMap<
  string,
  Pick<TakeReceipt['data'], 'tax' | 'stopped'> & { readonly lotIds: readonly string[] }
>;

const NOTHING_KNOWN = { tax: null, stopped: null, lotIds: [] };

/**
 * What the buyer has received is billed (chain.md 6), and what was not sent is free again; what came back is not billed, and its
 * order has come to nothing. Where goods
 * were recalled on their way, a clerk hears instead.
 */
export const whenShipmentReceivedThenFulfilOrder = policyOn(
  transport.shipment.ShipmentReceived,
  transport.shipment.ShipmentReturned,
)<DeliveriesToBill>({
  name: 'bill-what-was-received',
  react(event, _occasion, deliveries): Reaction[] {
    const { orderId } = event.data;
    if (event.type === 'ShipmentReturned') {
      const { shipmentId, returnedOn: cancelledOn } = event.data;
      const reason = `the shipment ${shipmentId} was refused and came back`;
      return [sendTo(orderAggregate, orderId, 'CancelOrder', { orderId, reason, cancelledOn })];
    }
    const { deliveryNoteNumber, receivedOn: deliveredOn, lines: received } = event.data;
    const { tax, stopped, lotIds } = deliveries.get(orderId) ?? NOTHING_KNOWN;
    const data = { orderId, deliveryNoteNumber, deliveredOn, received, tax, stopped };
    return [
      sendTo(orderAggregate, orderId, 'TakeReceipt', data),
      ...lotIds.map((lotId) => {
        const keptGrams = received.find((one) => one.lotId === lotId)?.sentGrams ?? 0;
        const reason = 'it was not sent';
        return sendTo(lotOfferAggregate, lotId, 'ReleaseAllocation', { lotId, orderId, reason, keptGrams });
      }),
    ];
  },
});
