import { accounts, type Posting } from '@oce/contracts';
import { conflict, notFound } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import type { ReverseClaim } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { claimKey, freeLineId, type AccountState, type Claim } from './account.state';
import { summed } from './settle';

const FIELD = { input_credit: 'creditId', insurance: 'premiumId' } as const;

/**
 * Takes a credit or premium back whole, once, by a line that cites it: what is left of it is asked no more, and what lines
 * have recovered goes back to the member, whatever else he owes, for it was his. Where a line that had recovered it is
 * undone later, what that gives back a second time is asked again under the same id. A premium's period is free again.
 * Refuses `claim_unknown`, also for what a line left as a claim, which a correction of that line undoes, and
 * `claim_reversed_otherwise`.
 */
export function reverseClaim({ data, meta }: ReverseClaim, state: AccountState): AccountEvent[] {
  const { producerCode, kind, reference, reason } = data;
  const claim = state.claims.get(claimKey(kind, reference));
  if (!claim?.told)
    throw notFound('claim_unknown', 'Nothing of this id was booked on the account.', FIELD[kind]);
  if (claim.reversedFor === reason) return [];
  if (claim.reversedFor !== null)
    throw conflict('claim_reversed_otherwise', `It was taken back: ${claim.reversedFor}.`, 'reason');
  const { grantedCentimes: amountCentimes, leftCentimes } = claim;
  const recoveredCentimes = amountCentimes - leftCentimes;
  const lineId = freeLineId(state, `REV-${reference}`);
  const reversed = accountEvents.ClaimReversed({
    lineId,
    producerCode,
    kind,
    reference,
    amountCentimes,
    recoveredCentimes,
    reason,
    postedOn: businessDate(meta.now),
    postings: postingsOf(producerCode, claim, recoveredCentimes),
  });
  if (kind === 'input_credit' || recoveredCentimes === 0) return [reversed];
  const premium = { producerCode, premiumId: reference, lineId };
  return [
    reversed,
    accountEvents.PremiumWithheld({ ...premium, takenCentimes: -recoveredCentimes, leftCentimes: 0 }),
  ];
}

/** A credit goes back to whom the goods came from, a premium from the policy as far as it was withheld. */
function postingsOf(
  producerCode: string,
  { told, grantedCentimes, leftCentimes }: Claim,
  recoveredCentimes: number,
): Posting[] {
  const member = { account: accounts.member(producerCode), amountCentimes: recoveredCentimes };
  if (!told || !('postings' in told))
    return summed([{ account: accounts.insurance, amountCentimes: -recoveredCentimes }, member]);
  const owed = accounts.inputCredit(producerCode);
  const providers = told.postings.filter(({ account }) => account !== owed);
  return summed([
    ...providers.map(({ account }) => ({ account, amountCentimes: -grantedCentimes })),
    { account: owed, amountCentimes: leftCentimes },
    member,
  ]);
}
