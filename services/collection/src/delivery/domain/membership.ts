import { conflict, invalid } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';

/** From when to when a producer belongs, in business dates. */
export interface Membership {
  readonly affiliatedOn: string;
  /** The first day on which they belong no more; null where no departure is known. */
  readonly leftOn: string | null;
}

/** Whether a producer belonged on the day of a moment: a departure counts from its day, whenever it became known. */
export function isMemberAt({ affiliatedOn, leftOn }: Membership, instant: string): boolean {
  const day = businessDate(instant);
  return affiliatedOn <= day && (leftOn === null || day < leftOn);
}

/**
 * Who delivers must belong on the day of the weighing, on paper or offline as well, whatever has changed since.
 * Refuses `producer_unknown`, `producer_not_affiliated_yet` and `producer_left`.
 */
export function requireMember(membership: Membership | undefined, weighedAt: string): void {
  if (membership === undefined)
    throw invalid(
      'producer_unknown',
      'No producer is affiliated under this code: check it, or affiliate the producer first.',
      'producerCode',
    );
  if (isMemberAt(membership, weighedAt)) return;
  const { affiliatedOn, leftOn } = membership;
  const day = businessDate(weighedAt);
  if (day < affiliatedOn)
    throw conflict(
      'producer_not_affiliated_yet',
      `The producer belongs from ${affiliatedOn} on, and this was weighed on ${day}: check the code and the day.`,
      'producerCode',
    );
  throw conflict(
    'producer_left',
    `The producer left on ${leftOn}, and this was weighed on ${day}: check the code and the day.`,
    'producerCode',
  );
}
