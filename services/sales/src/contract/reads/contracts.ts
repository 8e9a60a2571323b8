import type { ContractKind } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { contractEvents } from '../domain/contract.events';

export interface ContractDocument {
  readonly contractId: string;
  readonly buyerId: string;
  readonly kind: ContractKind;
  readonly campaignId: string;
  readonly productId: string;
  readonly currency: string;
  readonly incoterm: string;
  readonly place: string;
  readonly signedOn: string;
  readonly paymentDays: number;
  readonly prices: readonly { readonly grade: string; readonly pricePerKgCentimes: number }[];
}

/** What was agreed with whom? */
export const contractsProjection = projectionFrom(contractEvents)<ContractDocument>({
  name: 'contracts',
  version: 1,
  indexes: [{ fields: { buyerId: 1, _id: 1 } }, { fields: { campaignId: 1, _id: 1 } }],
  keys: (event) => [event.data.contractId],
  project: (_document, { data }) => ({
    contractId: data.contractId,
    buyerId: data.buyerId,
    kind: data.kind,
    campaignId: data.campaignId,
    productId: data.productId,
    currency: data.currency,
    incoterm: data.incoterm,
    place: data.place,
    signedOn: data.signedOn,
    paymentDays: data.paymentDays,
    prices: data.prices.map(({ grade, pricePerKgCentimes }) => ({ grade, pricePerKgCentimes })),
  }),
});
