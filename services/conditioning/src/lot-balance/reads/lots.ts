import type { LotMadeAvailable } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { lotBalanceEvents } from '../domain/lot-balance.events';

export type LotBalanceDocument = Pick<
  LotMadeAvailable['data'],
  'lotId' | 'runId' | 'productId' | 'netGrams' | 'pieces' | 'origins'
> & {
  readonly leftGrams: number;
  readonly isForSale: boolean;
  readonly isWithdrawn: boolean;
};

/** Which lots are at the stations, and how much of each is left? */
export const lotBalancesProjection = projectionFrom(lotBalanceEvents)<LotBalanceDocument>({
  name: 'lot_balances',
  version: 2,
  indexes: [{ fields: { productId: 1, _id: 1 } }],
  keys: (event) => [event.data.lotId],
  project: {
    LotMadeAvailable: (_document, { data: { lotId, runId, productId, netGrams, pieces, origins } }) => ({
      lotId,
      runId,
      productId,
      netGrams,
      pieces,
      origins,
      leftGrams: netGrams,
      isForSale: false,
      isWithdrawn: false,
    }),
    LotDrawn: (document, { data: { leftGrams } }) => document && { ...document, leftGrams },
    LotDrawReturned: (document, { data: { grams } }) =>
      document && { ...document, leftGrams: document.leftGrams + grams },
    LotMarkedForSale: (document) => document && { ...document, isForSale: true },
    LotShippedForOrder: (document) => document,
    LotHeldForReversal: (document) => document,
    LotReversalRefused: (document) => document,
    LotSetFree: (document) => document,
    LotWithdrawn: (document) => document && { ...document, leftGrams: 0, isWithdrawn: true },
  },
});
