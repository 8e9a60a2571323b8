import { sales, type ProceedsReceived } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { poolEvents } from '../domain/pool.events';

/** Proceeds as sales received them, net of VAT, with the pools that have taken their parts. */
export type ProceedsDocument = Pick<
  ProceedsReceived['data'],
  'proceedsId' | 'invoiceNumber' | 'orderId' | 'buyerId' | 'kind' | 'valueDate' | 'parts'
> & { readonly amountCentimes: number; readonly pooledIn: readonly string[] };

/** Which proceeds came, and has each part found its pool? */
export const proceedsProjection = projectionFrom(
  sales.invoice.ProceedsReceived,
  poolEvents.ProceedsPooled,
  poolEvents.ProceedsReserved,
)<ProceedsDocument>({
  name: 'proceeds',
  // 2: net of VAT.
  version: 2,
  keys: (event) => [event.data.proceedsId],
  project(document, event) {
    if (event.type === 'ProceedsPooled' || event.type === 'ProceedsReserved') {
      return document && { ...document, pooledIn: [...document.pooledIn, event.data.poolId] };
    }
    const { proceedsId, invoiceNumber, orderId, buyerId, kind, valueDate } = event.data;
    const parts = event.data.parts.map(
      ({ lotId, campaignId, productId, grade, amountCentimes, vatCentimes }) => ({
        lotId,
        campaignId,
        productId,
        grade,
        amountCentimes,
        vatCentimes,
      }),
    );
    return {
      proceedsId,
      invoiceNumber,
      orderId,
      buyerId,
      kind,
      valueDate,
      parts,
      amountCentimes: event.data.madCentimes - event.data.vatCentimes,
      pooledIn: document?.pooledIn ?? [],
    };
  },
});
