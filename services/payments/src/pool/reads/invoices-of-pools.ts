import { sales, type ContractKind } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** An invoice with what its lines are for. */
export interface InvoiceOfPools {
  readonly invoiceNumber: string;
  readonly kind: ContractKind;
  readonly isOpen: boolean;
  readonly lines: readonly {
    readonly lotId: string;
    readonly campaignId: string | null;
    readonly grade: string;
  }[];
}

/** Which invoices are not paid yet? */
export const invoicesOfPoolsProjection = projectionFrom(
  sales.invoice.InvoiceIssued,
  sales.invoice.InvoiceSettled,
)<InvoiceOfPools>({
  name: 'invoices_of_pools',
  version: 1,
  indexes: [{ fields: { isOpen: 1, kind: 1 } }],
  keys: (event) => [event.data.invoiceNumber],
  project: {
    InvoiceIssued: (_document, { data: { invoiceNumber, kind, lines } }) => ({
      invoiceNumber,
      kind,
      isOpen: true,
      lines: lines.map(({ lotId, campaignId, grade }) => ({ lotId, campaignId, grade })),
    }),
    InvoiceSettled: (document) => document && { ...document, isOpen: false },
  },
});
