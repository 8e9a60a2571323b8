import { certification } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { LotControl } from '../domain/lot-control';

/** What may be sold, to which market, in which grade? */
export const lotControlsProjection = projectionFrom(certification.lotStatus)<LotControl>({
  name: 'lot_controls',
  version: 1,
  keys: (event) => [event.data.lotId],
  project: {
    LotHeld: (document, { data: { lotId, reason } }) => ({
      lotId,
      releases: [],
      heldFor: reason,
      recalledFor: document?.recalledFor ?? null,
    }),
    LotReleased: (document, { data: { lotId, market, grade, controlId } }) => ({
      lotId,
      releases: [...otherMarkets(document, market), { market, grade, controlId }],
      heldFor: null,
      recalledFor: document?.recalledFor ?? null,
    }),
    LotRejected: (document, { data: { lotId, market, reason } }) => ({
      lotId,
      releases: otherMarkets(document, market),
      heldFor: reason,
      recalledFor: document?.recalledFor ?? null,
    }),
    LotRecalled: (_document, { data: { lotId, reason } }) => ({
      lotId,
      releases: [],
      heldFor: null,
      recalledFor: reason,
    }),
    LotClaimsChanged: (document) => document,
  },
});

const otherMarkets = (document: LotControl | undefined, market: string) =>
  (document?.releases ?? []).filter((one) => one.market !== market);
