import type { BuyerAccepted } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { buyerEvents } from '../domain/buyer.events';

export type BuyerDocument = BuyerAccepted['data'] & {
  /** Ordered and not yet paid. */
  readonly usedCentimes: number;
  /** Below zero where the limit was lowered under what is in use. */
  readonly leftCentimes: number;
};

/** Who buys, up to what, and how much of it is in use? */
export const buyersProjection = projectionFrom(buyerEvents)<BuyerDocument>({
  name: 'buyers',
  // 2: the identifiant fiscal, and credit as it was billed.
  version: 2,
  keys: (event) => [event.data.buyerId],
  project: {
    BuyerAccepted: (_document, { data }) => ({ ...data, usedCentimes: 0, leftCentimes: data.limitCentimes }),
    BuyerTaxIdSet: (document, { data }) => document && { ...document, taxId: data.taxId },
    BuyerLimitSet: (document, { data }) =>
      document && withCredit(document, data.limitCentimes, document.usedCentimes),
    BuyerCreditReserved: (document, { data }) =>
      document && withCredit(document, document.limitCentimes, data.usedCentimes),
    BuyerCreditAligned: (document, { data }) =>
      document && withCredit(document, document.limitCentimes, data.usedCentimes),
    BuyerCreditReleased: (document, { data }) =>
      document && withCredit(document, document.limitCentimes, data.usedCentimes),
    BuyerCreditRefused: (document) => document,
  },
});

function withCredit(document: BuyerDocument, limitCentimes: number, usedCentimes: number): BuyerDocument {
  return { ...document, limitCentimes, usedCentimes, leftCentimes: limitCentimes - usedCentimes };
}
