import type { Event } from '@oce/event-sourcing';

export const CLAIM_KINDS = ['cin', 'cooperative-ice', 'exporter-ice'] as const;
/** What only one may have. */
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** The holder is `producer-<code>`, `cooperative-<id>` or `exporter-<id>`. */
export type ClaimTaken = Event<'ClaimTaken', { kind: ClaimKind; holder: string }, 1>;
export type ClaimReleased = Event<'ClaimReleased', { holder: string }, 1>;

export type ClaimEvent = ClaimTaken | ClaimReleased;
