import { projectionFrom } from '@oce/projections';
import { contractEvents, type SaleContract } from '../domain/contract';

/** What was agreed with whom? */
export const contractsProjection = projectionFrom(contractEvents.SaleContractSigned)<SaleContract>({
  name: 'contracts',
  // 2: the market and the kind of goods. 3: units, destinations.
  version: 3,
  indexes: [{ fields: { buyerId: 1, _id: 1 } }, { fields: { campaignId: 1, _id: 1 } }],
  keys: (event) => [event.data.contractId],
  project: (_document, { data: { limit: _limit, ...data } }) => ({
    ...data,
    prices: data.prices.map(({ grade, unitPriceMinor }) => ({ grade, unitPriceMinor })),
  }),
});
