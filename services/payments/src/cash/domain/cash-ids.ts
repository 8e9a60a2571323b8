import type { CashDispositionPrepared } from '@oce/contracts';
import { createHash } from 'node:crypto';

/** The payout's id on the account. A transfer's begins with its batch's id, which has no `_`: the two never meet. */
export const cashTransferId = (dispositionId: string): string => `${PREFIX}${dispositionId}`;
const PREFIX = 'CASH_';

/** The disposition that a payout is of, where it is one; an id of a disposition stays what it is. */
export const dispositionIdOf = (id: string): string => (id.startsWith(PREFIX) ? id.slice(PREFIX.length) : id);

/** The payout's reference, 28 characters: derived, so that one disposition has one, and never that of a transfer. */
export const cashReferenceOf = (dispositionId: string): string =>
  `CSH-${createHash('sha256').update(cashTransferId(dispositionId)).digest('hex').slice(0, 24).toUpperCase()}`;

type CashPayout = Pick<
  CashDispositionPrepared['data'],
  'dispositionId' | 'transferId' | 'endToEndId' | 'producerCode' | 'amountCentimes' | 'counter'
>;

/** What every event of a disposition says, out of what was prepared. */
export const payoutOfCash = ({
  dispositionId,
  transferId,
  endToEndId,
  producerCode,
  amountCentimes,
  counter,
}: CashPayout): CashPayout => ({
  dispositionId,
  transferId,
  endToEndId,
  producerCode,
  amountCentimes,
  counter,
});
