import type { Claim, StillAllowed } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { lotStatusEvents } from '../domain/lot-status';

/** A market that a lot may go to, or may not. */
export interface MarketStatus {
  readonly market: string;
  readonly grade: string | null;
  readonly controlId: string;
  readonly standard: { readonly standardId: string; readonly version: string };
  /** Why it may not; null where it may. */
  readonly rejectedFor: string | null;
  readonly mayStill: readonly StillAllowed[];
}

export interface LotStatusDocument {
  readonly lotId: string;
  readonly productId: string;
  readonly status: 'held' | 'released' | 'recalled' | 'destroyed';
  readonly markets: readonly MarketStatus[];
  readonly claims: readonly Claim[];
  /** Certificates that its claims were ever by: who is told where one is withdrawn. */
  readonly claimedBy: readonly string[];
  readonly heldFor: string | null;
  readonly heldAt: string | null;
  readonly recallId: string | null;
}

const withMarket = (document: LotStatusDocument, market: MarketStatus) => [
  ...document.markets.filter((one) => one.market !== market.market),
  market,
];

const heldOf = (lotId: string, productId: string): LotStatusDocument => ({
  lotId,
  productId,
  status: 'held',
  markets: [],
  claims: [],
  claimedBy: [],
  heldFor: null,
  heldAt: null,
  recallId: null,
});

function withClaims(document: LotStatusDocument, claims: readonly Claim[]): LotStatusDocument {
  const by = claims.flatMap((claim) => (claim.kind === 'all' ? claim.certificateIds : []));
  return { ...document, claims: [...claims], claimedBy: [...new Set([...document.claimedBy, ...by])].sort() };
}

/** May a lot be sold, where, in which grade, with which claims? */
export const lotStatusesProjection = projectionFrom(lotStatusEvents)<LotStatusDocument>({
  name: 'lot_statuses',
  version: 2,
  indexes: [
    { fields: { claimedBy: 1 } },
    { fields: { status: 1, _id: 1 } },
    { fields: { productId: 1, _id: 1 } },
  ],
  keys: (event) => [event.data.lotId],
  project: {
    // A recall may have come before it.
    LotTakenUp: (document, { data: { lotId, productId } }) =>
      document ? { ...document, productId } : heldOf(lotId, productId),
    LotHeld: (document, { data: { reason, heldAt } }) =>
      document && {
        ...document,
        status: 'held',
        // What a market refused it for still stands.
        markets: document.markets.filter(({ rejectedFor }) => rejectedFor !== null),
        heldFor: reason,
        heldAt,
      },
    LotReleased(document, { data: { market, grade, controlId, standard, claims } }) {
      if (!document) return undefined;
      const { standardId, version } = standard;
      const of = { standardId, version };
      const released = { market, grade, controlId, standard: of, rejectedFor: null, mayStill: [] };
      const markets = withMarket(document, released);
      const said = withClaims(document, claims);
      return { ...said, status: 'released', markets, heldFor: null, heldAt: null };
    },
    LotRejected(document, { data: { market, controlId, standard, reason, mayStill } }) {
      if (!document) return undefined;
      const { standardId, version } = standard;
      const of = { standardId, version };
      const rejected = {
        market,
        grade: null,
        controlId,
        standard: of,
        rejectedFor: reason,
        mayStill: [...mayStill],
      };
      const markets = withMarket(document, rejected);
      const status = markets.some((one) => one.rejectedFor === null) ? 'released' : 'held';
      return { ...document, status: document.status === 'recalled' ? 'recalled' : status, markets };
    },
    HoldLifted: (document) => document,
    LotRecalled(document, { data: { lotId, recallId, reason } }) {
      const known = document ?? heldOf(lotId, '');
      return { ...known, status: 'recalled', markets: [], heldFor: reason, recallId };
    },
    LotDestroyed: (document) => document && { ...document, status: 'destroyed' },
    LotClaimsChanged: (document, { data: { claims } }) => document && withClaims(document, claims),
  },
});
