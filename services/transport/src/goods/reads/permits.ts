import { certification } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { Permit } from '../domain/permit';

const { lotStatus } = certification;
const NONE = { heldFor: null, recalledFor: null, claims: [], markets: {} };

/** May a lot travel, and to which markets? Lots by what certification says of them; the last word stands. */
export const permitsProjection = projectionFrom(lotStatus)<Permit>({
  name: 'permits',
  version: 1,
  keys: ({ data }) => [data.lotId],
  project: {
    LotHeld: (document, { data: { lotId, reason } }) => ({
      ...(document ?? NONE),
      lotId,
      heldFor: reason,
      markets: withoutReleases(document?.markets ?? {}),
    }),
    LotReleased: (document, { data: { lotId, market, claims } }) => ({
      ...(document ?? NONE),
      lotId,
      heldFor: null,
      claims: claims.map(({ claim }) => claim),
      markets: { ...document?.markets, [market]: 'released' },
    }),
    LotRejected: (document, { data: { lotId, market } }) => ({
      ...(document ?? NONE),
      lotId,
      markets: { ...document?.markets, [market]: 'rejected' },
    }),
    LotRecalled: (document, { data: { lotId, reason } }) => ({
      ...(document ?? NONE),
      lotId,
      recalledFor: reason,
    }),
    LotClaimsChanged: (document, { data: { lotId, claims } }) => ({
      ...(document ?? NONE),
      lotId,
      claims: claims.map(({ claim }) => claim),
    }),
  },
});

/** A hold ends every release; a rejection stands. */
const withoutReleases = (markets: Permit['markets']): Permit['markets'] =>
  Object.fromEntries(Object.entries(markets).filter(([, word]) => word === 'rejected'));
