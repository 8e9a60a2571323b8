import { certification, type Claim } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** A claim with what it says: the certificates that it stands on, the shares of a blend, what is the same everywhere. */
export interface StatedClaim {
  readonly claim: string;
  readonly certificateIds: readonly string[];
  readonly parts: readonly { readonly of: string; readonly grams: number }[];
  readonly value: string | null;
}

/** What certification says of a lot; its last word stands. */
export interface LotStatusDocument {
  readonly lotId: string;
  readonly recall: { readonly recallId: string; readonly reason: string; readonly recalledAt: string } | null;
  readonly isHeld: boolean;
  /** Where it may be sold, and since when. */
  readonly releases: readonly {
    readonly market: string;
    readonly grade: string;
    readonly releasedAt: string;
  }[];
  readonly claims: readonly StatedClaim[];
}

const none = (lotId: string): LotStatusDocument => ({
  lotId,
  recall: null,
  isHeld: false,
  releases: [],
  claims: [],
});

/** Is a lot released or recalled, and what may be said of it? */
export const lotStatusesProjection = projectionFrom(certification.lotStatus)<LotStatusDocument>({
  name: 'lot_statuses',
  version: 1,
  indexes: [{ fields: { 'recall.recallId': 1 } }],
  keys: ({ data }) => [data.lotId],
  project: {
    LotHeld: (document, { data: { lotId } }) => ({
      ...(document ?? none(lotId)),
      isHeld: true,
      releases: [],
    }),
    LotReleased(document, { data: { lotId, market, grade, claims, releasedAt } }) {
      const known = document ?? none(lotId);
      const releases = [
        ...known.releases.filter((one) => one.market !== market),
        { market, grade, releasedAt },
      ];
      return { ...known, isHeld: false, releases, claims: claims.map(shownClaim) };
    },
    LotRejected: (document, { data: { lotId, market } }) => {
      const known = document ?? none(lotId);
      return { ...known, releases: known.releases.filter((one) => one.market !== market) };
    },
    LotRecalled: (document, { data: { lotId, recallId, reason, recalledAt } }) => ({
      ...(document ?? none(lotId)),
      releases: [],
      recall: { recallId, reason, recalledAt },
    }),
    LotClaimsChanged: (document, { data: { lotId, claims } }) => ({
      ...(document ?? none(lotId)),
      claims: claims.map(shownClaim),
    }),
  },
});

const shownClaim = (one: Claim): StatedClaim => ({
  claim: one.claim,
  certificateIds: one.kind === 'all' ? [...one.certificateIds] : [],
  parts: one.kind === 'share' ? one.parts.map(({ of, grams }) => ({ of, grams })) : [],
  value: one.kind === 'same' ? one.value : null,
});
