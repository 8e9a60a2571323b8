import type { BuyerEvent } from '../../buyer/domain/buyer.events';
import type { InvoiceEvent } from '../../invoice/domain/invoice.events';
import type { OrderEvent } from '../../order/domain/order.events';
import type { Claim } from './claim.events';

/** A company is one buyer. */
export const claimsOfBuyer = (buyer: { buyerId: string; ice: string }): Claim[] => [
  { kind: 'ice', value: buyer.ice, holder: buyer.buyerId },
];

/** A delivery note is of one order. */
export const claimsOfDelivery = (delivery: { orderId: string; deliveryNoteNumber: string }): Claim[] => [
  { kind: 'delivery_note_number', value: delivery.deliveryNoteNumber, holder: delivery.orderId },
];

/** A line of the bank's statement pays once, and proceeds are of one invoice. */
export function claimsOfProceeds(proceeds: {
  proceedsId: string;
  invoiceNumber: string;
  bankReference: string;
}): Claim[] {
  const { proceedsId, invoiceNumber, bankReference } = proceeds;
  const holder = `${proceedsId} on ${invoiceNumber}`;
  return [
    { kind: 'proceeds_id', value: proceedsId, holder },
    { kind: 'bank_reference', value: bankReference, holder },
  ];
}

/** The claims that stand behind an event. */
export function claimsOf(event: BuyerEvent | OrderEvent | InvoiceEvent): Claim[] {
  switch (event.type) {
    case 'BuyerAccepted':
      return claimsOfBuyer(event.data);
    case 'OrderFulfilled':
      return claimsOfDelivery(event.data);
    case 'ProceedsReceived':
      return claimsOfProceeds(event.data);
    default:
      return [];
  }
}
