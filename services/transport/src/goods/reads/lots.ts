import { conditioning, type LotMadeAvailable } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export type KnownLot = Pick<
  LotMadeAvailable['data'],
  'lotId' | 'productId' | 'netGrams' | 'pieces' | 'origins'
>;
const { LotMadeAvailable: made, LotWithdrawn: withdrawn } = conditioning.lotBalance;

/** Of which raw lots is a lot, so that goods in bulk keep their origins? */
export const lotsProjection = projectionFrom(
  made,
  withdrawn,
)<KnownLot>({
  name: 'lots',
  version: 1,
  keys: ({ data }) => [data.lotId],
  project: {
    LotMadeAvailable: (_document, { data: { lotId, productId, netGrams, pieces, origins } }) => ({
      lotId,
      productId,
      netGrams,
      pieces,
      origins,
    }),
    LotWithdrawn: () => null,
  },
});
