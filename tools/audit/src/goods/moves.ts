import type { RecordedCommit } from '@oce/event-sourcing';
import type { Origins } from '@oce/origins';
import type { Check } from '../rule';
import type { DataOf } from '../events';

type Place = DataOf<'LotDrawn'>['into'];

/** Origins as one text, so that two may be compared. */
export const textOf = (origins: Origins): string =>
  origins
    .map(({ lotId, grams }) => `${lotId} ${grams}`)
    .sort()
    .join(', ');

/** The key of goods that are on their way into a place, under the id of their draw. */
const arrivalOf = (into: Place, drawId: string): string => `into ${into.kind} ${into.id} ${drawId}`;
const returnOf = (from: Place, drawId: string): string => `back to ${from.kind} ${from.id} ${drawId}`;

/** Goods that were drawn must arrive, or be turned away. */
export function mustArrive(check: Check, at: RecordedCommit, into: Place, drawId: string): void {
  check.promise(arrivalOf(into, drawId), at, 'arrived', `what ${drawId} drew`, `in ${into.kind} ${into.id}`);
}

/** Goods have arrived; only such as were drawn do. */
export function arrived(check: Check, at: RecordedCommit, into: Place, drawId: string): void {
  if (!check.kept(arrivalOf(into, drawId)))
    check.fail(
      at,
      'arrived',
      `what arrives as ${drawId}`,
      `drawn for ${into.kind} ${into.id} before`,
      drawId,
    );
}

/** Goods that are sent back must be where they were drawn from again. */
export function mustReturn(check: Check, at: RecordedCommit, from: Place, drawId: string): void {
  check.promise(
    returnOf(from, drawId),
    at,
    'returned',
    `what ${drawId} drew`,
    `back in ${from.kind} ${from.id}`,
  );
}

/** Goods are back; only such as were sent back come. */
export function cameBack(check: Check, at: RecordedCommit, from: Place, drawId: string): void {
  if (!check.kept(returnOf(from, drawId)))
    check.fail(at, 'returned', `what comes back as ${drawId}`, 'sent back before', drawId);
}
