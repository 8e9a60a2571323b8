import { accounts } from '@oce/contracts';
import { conflict, invalid, saysTheSame } from '@oce/event-sourcing';
import type { DeclarePremium, GrantInputCredit, NoteDeparture } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { claimKey, type AccountState, type Claim } from './account.state';

function requirePositive(amountCentimes: number): void {
  if (!Number.isSafeInteger(amountCentimes) || amountCentimes <= 0)
    throw invalid(
      'amount_not_positive',
      'An amount is a positive whole number of centimes.',
      'amountCentimes',
    );
}

/** Refuses `amount_not_positive`, another credit under a known id (`credit_differs`), and one taken back (`claim_reversed`). */
export function grantInputCredit({ data }: GrantInputCredit, state: AccountState): AccountEvent[] {
  const { producerCode, creditId, amountCentimes, purpose, grantedOn, supplierId } = data;
  requirePositive(amountCentimes);
  const provider = supplierId === undefined ? accounts.costs('inputs') : accounts.supplier(supplierId);
  const postings = [
    { account: accounts.inputCredit(producerCode), amountCentimes: -amountCentimes },
    { account: provider, amountCentimes },
  ];
  const granted = { producerCode, creditId, amountCentimes, purpose, grantedOn, postings };
  const known = state.claims.get(claimKey('input_credit', creditId));
  if (isToldAgain(known, granted, 'creditId')) return [];
  if (known)
    throw conflict('credit_differs', `Credit ${creditId} is known with other particulars.`, 'creditId');
  return [accountEvents.InputCreditGranted(granted)];
}

/**
 * Refuses `amount_not_positive`, another premium under a known id (`premium_differs`), one taken back (`claim_reversed`), and a
 * second one for a period (`premium_period_taken`).
 */
export function declarePremium({ data }: DeclarePremium, state: AccountState): AccountEvent[] {
  requirePositive(data.amountCentimes);
  const known = state.claims.get(claimKey('insurance', data.premiumId));
  if (isToldAgain(known, data, 'premiumId')) return [];
  if (known)
    throw conflict(
      'premium_differs',
      `Premium ${data.premiumId} is known with other particulars.`,
      'premiumId',
    );
  const other = state.premiums.get(data.period);
  if (other !== undefined)
    throw conflict(
      'premium_period_taken',
      `The premium of ${data.period} is ${other}: a family has one a period.`,
      'period',
    );
  return [accountEvents.PremiumDeclared(data)];
}

/** What affiliation says last of a departure holds. */
export function noteDeparture({ data }: NoteDeparture, { departedOn }: AccountState): AccountEvent[] {
  return departedOn === data.leftOn ? [] : [accountEvents.MemberDeparted(data)];
}

/** Refuses to take for a repeat what was taken back since (`claim_reversed`). */
function isToldAgain(known: Claim | undefined, told: Claim['told'], field: string): boolean {
  if (known === undefined || !saysTheSame(known.told, told)) return false;
  if (known.reversedFor !== null)
    throw conflict(
      'claim_reversed',
      `${known.reference} was taken back: ${known.reversedFor}. Book the right one under an id of its own.`,
      field,
    );
  return true;
}
