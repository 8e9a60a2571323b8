import { sales, type ProceedsPart, type ProceedsReceived } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { takenBack, takenBackId } from '../domain/pool-scope';
import { poolEvents } from '../domain/pool.events';

/**
 * Proceeds as sales received them, net of VAT, with the pools that have taken their parts. What is taken back of a receipt is
 * a document of its own, negative.
 */
export type ProceedsDocument = Pick<
  ProceedsReceived['data'],
  'proceedsId' | 'invoiceNumber' | 'orderId' | 'buyerId' | 'kind' | 'valueDate' | 'parts'
> & { readonly amountCentimes: number; readonly pooledIn: readonly string[] };

/** Which proceeds came, and has each part found its pool? */
export const proceedsProjection = projectionFrom(
  sales.invoice.ProceedsReceived,
  sales.invoice.ProceedsReversed,
  poolEvents.ProceedsPooled,
  poolEvents.ProceedsReserved,
)<ProceedsDocument>({
  name: 'proceeds',
  // 2: net of VAT. 3: what is taken back.
  version: 3,
  keys: (event) => [event.type === 'ProceedsReversed' ? takenBackId(event.data) : event.data.proceedsId],
  project(document, event) {
    if (event.type === 'ProceedsPooled' || event.type === 'ProceedsReserved') {
      return document && { ...document, pooledIn: [...document.pooledIn, event.data.poolId] };
    }
    const { data } = event;
    const { invoiceNumber, orderId, buyerId, kind } = data;
    const about = { invoiceNumber, orderId, buyerId, kind, pooledIn: document?.pooledIn ?? [] };
    const netCentimes = data.madCentimes - data.vatCentimes;
    if (event.type === 'ProceedsReceived') {
      const { proceedsId, valueDate } = event.data;
      return {
        ...about,
        proceedsId,
        valueDate,
        parts: data.parts.map(shownPart),
        amountCentimes: netCentimes,
      };
    }
    return {
      ...about,
      proceedsId: takenBackId(event.data),
      valueDate: event.data.reversedOn,
      parts: takenBack(data.parts).map(shownPart),
      amountCentimes: -netCentimes,
    };
  },
});

const shownPart = (part: ProceedsPart): ProceedsPart => ({
  lotId: part.lotId,
  campaignId: part.campaignId,
  productId: part.productId,
  grade: part.grade,
  amountCentimes: part.amountCentimes,
  vatCentimes: part.vatCentimes,
});
