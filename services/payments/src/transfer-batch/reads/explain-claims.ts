import type { ClaimReversed, DebtsSetOff } from '@oce/contracts';
import { sumExactly } from '@oce/quantities';
import type { AccountEvent } from '../../account/domain/account.events';
import { deducted } from './explain-steps';
import { sum, type Step } from './explain-tree';

type Reversed = ClaimReversed['data'];

/**
 * A credit or premium taken back: what is given back is what lines had taken of it until then.
 *
 * @param posted all events of the account
 */
export function claimReversedStep(data: Reversed, posted: readonly AccountEvent[]): Step {
  const { lineId, kind, reference, amountCentimes, recoveredCentimes, reason } = data;
  const at = posted.findIndex((event) => event.type === 'ClaimReversed' && event.data.lineId === lineId);
  const taken = posted.slice(0, at).map((event) => takenOf(event, data));
  return {
    kind: 'claim_reversed',
    id: lineId,
    facts: { kind, reference, amountCentimes, reason },
    sums: [sum('recovered by the lines before', recoveredCentimes, sumExactly(taken))],
  };
}

/** Debts of a member who has left: what was payable then, each debt that it met, and what the line takes off. */
export function setOffStep({ lineId, settlement, netCentimes }: DebtsSetOff['data']): Step {
  const { grossCentimes: payableCentimes, deductions, departedOn } = settlement;
  const taken = sumExactly(deductions.map((one) => one.takenCentimes));
  return {
    kind: 'set_off',
    id: lineId,
    facts: { departedOn, payableCentimes, deductions },
    sums: [...deducted(settlement), sum('the debts that are met', netCentimes, -taken)],
  };
}

interface Moving {
  readonly settlement?: { readonly deductions: readonly Taken[] } | null;
  readonly reopened?: readonly (Claimed & { readonly amountCentimes: number })[];
}
type Claimed = { readonly kind: string; readonly reference: string };
type Taken = Claimed & { readonly takenCentimes: number };

/** What an event took of the claim; negative where it gave back. */
function takenOf({ data }: AccountEvent, { kind, reference }: Reversed): number {
  const { settlement, reopened = [] } = data as Moving;
  const isIt = (one: Claimed) => one.kind === kind && one.reference === reference;
  return sumExactly([
    ...(settlement?.deductions ?? []).filter(isIt).map((one) => one.takenCentimes),
    ...reopened.filter(isIt).map((one) => -one.amountCentimes),
  ]);
}
