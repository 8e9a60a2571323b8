import { collection, sales, type ContractKind } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** A lot that a station has closed, with what of it has been invoiced. */
export interface LotToSell {
  readonly lotId: string;
  readonly campaignId: string;
  readonly grade: string;
  readonly netGrams: number;
  /** Null until it is offered. */
  readonly kind: ContractKind | null;
  readonly invoicedGrams: number;
}

/** What of each lot is not sold yet? */
export const lotsToSellProjection = projectionFrom(
  collection.lot.LotClosed,
  sales.lotOffer.LotOffered,
  sales.invoice.InvoiceIssued,
)<LotToSell>({
  name: 'lots_to_sell',
  version: 1,
  indexes: [{ fields: { campaignId: 1, grade: 1 } }],
  keys: (event) =>
    event.type === 'InvoiceIssued'
      ? [...new Set(event.data.lines.map(({ lotId }) => lotId))]
      : [event.data.lotId],
  project: {
    LotClosed: (document, { data: { lotId, campaignId, grade, netGrams } }) => ({
      lotId,
      campaignId,
      grade,
      netGrams,
      kind: document?.kind ?? null,
      invoicedGrams: document?.invoicedGrams ?? 0,
    }),
    LotOffered: (document, { data: { kind } }) => document && { ...document, kind },
    InvoiceIssued(document, { data }, _envelope, key) {
      if (!document) return undefined;
      const grams = data.lines.reduce((sum, line) => sum + (line.lotId === key ? line.grams : 0), 0);
      return { ...document, invoicedGrams: document.invoicedGrams + grams };
    },
  },
});
