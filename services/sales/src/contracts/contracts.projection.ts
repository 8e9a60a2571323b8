import { eventsOf, type SaleContractSigned } from '@oce/contracts';
import { defineProjection } from '@oce/projections';
import type { SaleContract } from '../contract/contract.decider';

/** What was agreed with whom? */
export const contractsProjection = defineProjection<SaleContract, SaleContractSigned>({
  name: 'contracts',
  version: 1,
  subjects: [eventsOf('sales', 'contract')],
  indexes: [{ fields: { buyerId: 1, _id: 1 } }, { fields: { campaignId: 1, _id: 1 } }],
  keys: (event) => [event.data.contractId],
  project: (_document, event) => event.data,
});
