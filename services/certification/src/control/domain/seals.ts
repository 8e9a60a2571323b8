import { defineClaims, type Reserved } from '@oce/claims';
import { OCE } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { createHash } from 'node:crypto';
import type { ControlState, TakeSample } from './control';

/** A seal, with the control whose sample it closes. */
export interface Seal {
  readonly sealNumber: string;
  readonly holder: string;
}

/** Seals are used once: refused to the second by `seal_used`. */
export const sealAggregate = defineClaims<Seal, Seal>(OCE, 'certification', ({ sealNumber }, holder) =>
  conflict(
    'seal_used',
    `The seal ${sealNumber} closes a sample of ${holder}: no seal is used twice.`,
    'sealNumber',
  ),
);

/** Both seals of a sample. */
export const sealsOf = (
  controlId: string,
  { sealNumber, counterSealNumber }: Pick<TakeSample['data'], 'sealNumber' | 'counterSealNumber'>,
): Reserved<ControlState, Seal> => ({
  values: [sealNumber, counterSealNumber].map((number) => ({
    id: createHash('sha256').update(number).digest('base64url'),
    claim: { sealNumber: number, holder: controlId },
  })),
  stands: ({ sample }, { claim }) =>
    sample?.sealNumber === claim.sealNumber || sample?.counterSealNumber === claim.sealNumber,
});
