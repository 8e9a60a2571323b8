import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { buyerEvents } from '../domain/buyer.events';

export interface BuyerDocument {
  readonly buyerId: string;
  readonly name: string;
  readonly ice: string;
  readonly city: string;
  readonly limitCentimes: number;
  /** Ordered and not yet paid. */
  readonly usedCentimes: number;
  /** Below zero where the limit was lowered under what is in use. */
  readonly leftCentimes: number;
}

/** Who buys, up to what, and how much of it is in use? */
export const buyersProjection = projectionFrom(buyerEvents)<BuyerDocument>({
  name: 'buyers',
  version: 1,
  keys: (event) => [event.data.buyerId],
  project(document, event) {
    if (event.type === 'BuyerAccepted') {
      const { buyerId, name, ice, city, limitCentimes } = event.data;
      return { buyerId, name, ice, city, limitCentimes, usedCentimes: 0, leftCentimes: limitCentimes };
    }
    if (!document) return undefined;
    switch (event.type) {
      case 'BuyerLimitSet':
        return withCredit(document, event.data.limitCentimes, document.usedCentimes);
      case 'BuyerCreditReserved':
      case 'BuyerCreditReleased':
        return withCredit(document, document.limitCentimes, event.data.usedCentimes);
      case 'BuyerCreditRefused':
        return document;
      default:
        return unknownEvent(event);
    }
  },
});

function withCredit(document: BuyerDocument, limitCentimes: number, usedCentimes: number): BuyerDocument {
  return { ...document, limitCentimes, usedCentimes, leftCentimes: limitCentimes - usedCentimes };
}
