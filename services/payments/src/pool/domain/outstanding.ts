import { conflict } from '@oce/event-sourcing';

/** What may be outstanding when a pool is closed or wound up. */
export const OUTSTANDING_KINDS = [
  'open_invoices',
  'unsold_lots',
  'ungraded_deliveries',
  'unlotted_deliveries',
  'open_campaign',
  'no_proceeds',
  'no_points',
  'members_without_convention',
  'late_deliveries',
  'lots_offered_since',
  'arrears',
  'rest_to_share',
] as const;
export type OutstandingKind = (typeof OUTSTANDING_KINDS)[number];

/** One kind of what is outstanding: how much of it, and which. */
export interface Outstanding {
  readonly kind: OutstandingKind;
  readonly count: number;
  readonly ids: readonly string[];
}

const IDS_NAMED = 3;

/** A kind with what it speaks of; nothing where there is none. */
export const outstandingOf = (kind: OutstandingKind, ids: readonly string[]): Outstanding[] =>
  ids.length === 0 ? [] : [{ kind, count: ids.length, ids: [...ids].sort() }];

/**
 * What is outstanding must be known to whoever decides. Refuses `outstanding_not_acknowledged` with the list of what was
 * not named.
 *
 * @returns the kinds that are outstanding and were named
 */
export function requireAcknowledged(
  outstanding: readonly Outstanding[],
  acknowledge: readonly OutstandingKind[],
): OutstandingKind[] {
  const unknown = outstanding.filter(({ kind }) => !acknowledge.includes(kind));
  if (unknown.length === 0) return outstanding.map(({ kind }) => kind);
  const list = unknown.map(({ kind, count, ids }) => {
    const more = count > IDS_NAMED ? ', …' : '';
    return `${kind}: ${count} (${ids.slice(0, IDS_NAMED).join(', ')}${more})`;
  });
  const all = outstanding.map(({ kind }) => `"${kind}"`).join(', ');
  throw conflict(
    'outstanding_not_acknowledged',
    `Outstanding: ${list.join('; ')}. Settle it, or send acknowledge: [${all}] where it is known.`,
    'acknowledge',
  );
}
