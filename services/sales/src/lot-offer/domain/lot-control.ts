import { conflict, type DomainError } from '@oce/event-sourcing';

/** What certification has let a lot be sold as, for one market. */
export interface LotRelease {
  readonly market: string;
  readonly grade: string;
  readonly controlId: string;
}

/** What certification says of a lot now. */
export interface LotControl {
  readonly lotId: string;
  /** One a market; none while it is held. */
  readonly releases: readonly LotRelease[];
  /** Why it is held, or was rejected last; null where neither. */
  readonly heldFor: string | null;
  readonly recalledFor: string | null;
}

/**
 * The release that goods for this destination need; of a contract that names none (older ones, for export), any that is for
 * a market abroad.
 */
export function releaseFor(
  control: LotControl | undefined,
  destination: string | null,
): LotRelease | undefined {
  if (control === undefined || control.recalledFor !== null) return undefined;
  return control.releases.find(({ market }) =>
    destination === null ? market !== HOME : market === destination,
  );
}

const HOME = 'MA';

/** A release of the lot, that of Morocco first. Refuses `lot_not_released` and `lot_recalled` where there is none at all. */
export function releasedAtAll(lotId: string, control: LotControl | undefined): LotRelease {
  const release = releaseFor(control, HOME) ?? releaseFor(control, null);
  if (release === undefined) throw stopOf(lotId, control, 'any market', 'lotId');
  return release;
}

/** Why a lot may not be sold to this destination; undefined where it may. */
export function notReleased(
  lotId: string,
  control: LotControl | undefined,
  destination: string | null,
  field: string,
): DomainError | undefined {
  if (releaseFor(control, destination) !== undefined) return undefined;
  return stopOf(lotId, control, destination ?? 'a market abroad', field);
}

function stopOf(lotId: string, control: LotControl | undefined, to: string, field: string): DomainError {
  const recalledFor = control?.recalledFor ?? null;
  if (recalledFor !== null)
    return conflict('lot_recalled', `The lot ${lotId} was recalled: ${recalledFor}.`, field);
  const why = control?.heldFor ? ` (${control.heldFor})` : '';
  return conflict(
    'lot_not_released',
    `The lot ${lotId} is not released for ${to}${why}: have it controlled first.`,
    field,
  );
}
