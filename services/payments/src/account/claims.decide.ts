import { accounts } from '@oce/contracts';
import { conflict, invalid, refuseIf } from '@oce/event-sourcing';
import type { GrantInputCredit, DeclarePremium } from './account.commands';
import type { AccountEvent } from './account.events';
import { claimKey, type AccountState } from './account.state';

function requirePositive(amountCentimes: number): void {
  refuseIf(
    !Number.isSafeInteger(amountCentimes) || amountCentimes <= 0,
    invalid('amount_not_positive', 'An amount is a positive whole number of centimes.', 'amountCentimes'),
  );
}

/** Refuses `amount_not_positive`, and another amount under a known id (`credit_differs`). */
export function grantInputCredit({ data }: GrantInputCredit, state: AccountState): AccountEvent[] {
  const { producerCode, creditId, amountCentimes, purpose, grantedOn, supplierId } = data;
  requirePositive(amountCentimes);
  const known = state.claims[claimKey('input_credit', creditId)];
  refuseIf(
    known !== undefined && known.grantedCentimes !== amountCentimes,
    conflict('credit_differs', `Credit ${creditId} is known with another amount.`, 'creditId'),
  );
  if (known) return [];
  const provider = supplierId === undefined ? accounts.costs('inputs') : accounts.supplier(supplierId);
  const postings = [
    { account: accounts.inputCredit(producerCode), amountCentimes: -amountCentimes },
    { account: provider, amountCentimes },
  ];
  const granted = { producerCode, creditId, amountCentimes, purpose, grantedOn, postings };
  return [{ type: 'InputCreditGranted', v: 1, data: granted }];
}

/** Refuses `amount_not_positive`, and another amount under a known id (`premium_differs`). */
export function declarePremium({ data }: DeclarePremium, state: AccountState): AccountEvent[] {
  requirePositive(data.amountCentimes);
  const known = state.claims[claimKey('insurance', data.premiumId)];
  refuseIf(
    known !== undefined && known.grantedCentimes !== data.amountCentimes,
    conflict('premium_differs', `Premium ${data.premiumId} is known with another amount.`, 'premiumId'),
  );
  return known ? [] : [{ type: 'PremiumDeclared', v: 1, data }];
}
