import { sales, type TaxedKind } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface SaleContract {
  readonly contractId: string;
  readonly incoterm: string;
  readonly place: string;
  /** Null where an older contract does not say. */
  readonly destination: string | null;
  readonly productKind: TaxedKind;
}

/** Under which terms is it delivered, and for which market? */
export const saleContractsProjection = projectionFrom(sales.contract)<SaleContract>({
  name: 'sale_contracts',
  version: 1,
  keys: ({ data }) => [data.contractId],
  project: {
    SaleContractSigned: (_document, { data }) => ({
      contractId: data.contractId,
      incoterm: data.incoterm,
      place: data.place,
      destination: data.destination,
      productKind: data.productKind,
    }),
  },
});
