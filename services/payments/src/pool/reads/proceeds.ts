import { sales, type ContractKind, type ProceedsPart } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { poolEvents } from '../domain/pool.events';

/** Proceeds as sales received them, with the pools that have taken their parts. */
export interface ProceedsDocument {
  readonly proceedsId: string;
  readonly invoiceNumber: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly kind: ContractKind;
  readonly amountCentimes: number;
  readonly valueDate: string;
  readonly parts: readonly ProceedsPart[];
  readonly pooledIn: readonly string[];
}

/** Which proceeds came, and has each part found its pool? */
export const proceedsProjection = projectionFrom(
  sales.invoice.ProceedsReceived,
  poolEvents.ProceedsPooled,
)<ProceedsDocument>({
  name: 'proceeds',
  version: 1,
  keys: (event) => [event.data.proceedsId],
  project(document, event) {
    if (event.type === 'ProceedsPooled') {
      return document && { ...document, pooledIn: [...document.pooledIn, event.data.poolId] };
    }
    const { proceedsId, invoiceNumber, orderId, buyerId, kind, madCentimes, valueDate, parts } = event.data;
    return {
      proceedsId,
      invoiceNumber,
      orderId,
      buyerId,
      kind,
      valueDate,
      parts,
      amountCentimes: madCentimes,
      pooledIn: document?.pooledIn ?? [],
    };
  },
});
