import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import { OCE } from './streams';

/** A dated version of a standard: data that was loaded, never a constant. */
export interface StandardVersion {
  readonly standardId: string;
  readonly version: string;
}

/** How goods are kept apart from others, from the strictest to the last; it only ever goes down. */
export type CustodyModel = 'identity_preserved' | 'segregated' | 'mass_balance';

/** What may be said of goods, by its kind (chain.md 5): of all origins, of shares, of what is the same, of the process. */
export type Claim =
  | {
      readonly kind: 'all';
      readonly claim: string;
      readonly certificateIds: readonly string[];
      /** The first day on which it may be said, where that is still to come. */
      readonly from?: string;
      /** The last day on which it may be said: a certificate ends then. Absent in older logs. */
      readonly until?: string;
      /** Segregated where nothing is said. */
      readonly custody?: CustodyModel;
      /** Funds that the premium of the goods belongs to, by name. */
      readonly premiumFunds?: readonly string[];
    }
  | {
      readonly kind: 'share';
      readonly claim: string;
      /** The largest first; `permille` adds up to 1,000, by largest remainder. Absent in older logs. */
      readonly parts: readonly { readonly of: string; readonly grams: number; readonly permille?: number }[];
    }
  | { readonly kind: 'same'; readonly claim: string; readonly value: string }
  | { readonly kind: 'process'; readonly claim: string; readonly runIds: readonly string[] };

/** What may still be done with goods that a market may not have. */
export type StillAllowed = 'other_market' | 'rework' | 'destruction';

/** Why goods are held: never controlled yet, filled since, a panel that did not confirm, a clerk, a certificate. */
export type HoldCause = 'systematic' | 'changed' | 'counter_assessment' | 'clerk' | 'reported_anew';

/**
 * What certification says to the others. A lot is anything that is sold as one: a raw lot, an output of a run. It is held
 * from its beginning; who sells or loads it asks for a release for its market that no later hold, rejection or recall has
 * ended.
 */
export const certification = {
  lotStatus: defineEvents(
    { stream: OCE, context: 'certification', aggregate: 'lot-status', id: 'lotId' },
    {
      /** Ends every release of the lot. */
      LotHeld: event<{ lotId: string; cause: HoldCause; reason: string; heldAt: string }>(),
      /** It may be sold to this market, in this grade, with these claims: they are those of the whole lot from now on. */
      LotReleased: event<{
        lotId: string;
        /** `MA` or another country or union by its code: `EU`, `US`. */
        market: string;
        standard: StandardVersion;
        grade: string;
        claims: readonly Claim[];
        controlId: string;
        releasedAt: string;
      }>(),
      /** It may not be sold to this market; releases for others stand. */
      LotRejected: event<{
        lotId: string;
        market: string;
        standard: StandardVersion;
        controlId: string;
        reason: string;
        mayStill: readonly StillAllowed[];
        rejectedAt: string;
      }>(),
      /** For good: nothing of it is sold, loaded or billed any more. */
      LotRecalled: event<{ lotId: string; recallId: string; reason: string; recalledAt: string }>(),
      /** Its claims as they are from now on: a certificate was suspended, or stands again. */
      LotClaimsChanged: event<{
        lotId: string;
        claims: readonly Claim[];
        reason: string;
        changedAt: string;
      }>(),
    },
  ),
  certificate: defineEvents(
    { stream: OCE, context: 'certification', aggregate: 'certificate', id: 'certificateId' },
    {
      CertificateGranted: event<{
        certificateId: string;
        /** `organic`, `igp-sefrou`, `fairtrade`: what it lets be said. */
        claim: string;
        standard: StandardVersion;
        body: string;
        number: string;
        /** The cooperative that holds it, or the station whose premises and activities it is for. */
        holder: { readonly kind: 'cooperative' | 'station' | 'exporter'; readonly id: string };
        productIds: readonly string[];
        /** Of premises: what they may do (press, blend, pack); empty where it is of production. */
        activities: readonly string[];
        validFrom: string;
        validTo: string;
        /** How strictly goods under it are kept apart; segregated where nothing is said. */
        custody?: CustodyModel;
        /** The fund that a premium paid for goods under it belongs to. */
        premiumFund?: string;
      }>(),
      CertificateSuspended: event<{ certificateId: string; reason: string; effectiveFrom: string }>(),
      CertificateReinstated: event<{ certificateId: string; reason: string; effectiveFrom: string }>(),
      CertificateWithdrawn: event<{ certificateId: string; reason: string; effectiveFrom: string }>(),
    },
  ),
};

export type LotHeld = EventOf<typeof certification.lotStatus.LotHeld>;
export type LotReleased = EventOf<typeof certification.lotStatus.LotReleased>;
export type LotRejected = EventOf<typeof certification.lotStatus.LotRejected>;
export type LotRecalled = EventOf<typeof certification.lotStatus.LotRecalled>;
export type LotClaimsChanged = EventOf<typeof certification.lotStatus.LotClaimsChanged>;
export type CertificateGranted = EventOf<typeof certification.certificate.CertificateGranted>;

export type CertificationContractEvent = EventOf<(typeof certification)[keyof typeof certification]>;
