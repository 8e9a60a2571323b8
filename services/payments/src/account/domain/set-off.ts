import { accounts } from '@oce/contracts';
import { businessDate, sumExactly } from '@oce/quantities';
import type { AccountCommand, SetOffDebts } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { evolveAccount } from './account.evolve';
import { freeLineId, type AccountState } from './account.state';
import { deductionPostings, settleDeparted, statements, summed } from './settle';

/** Whoever prepares a payout has what is payable to a member who has left set off first; nothing where nothing is due. */
export function setOffDebts({ data, meta }: SetOffDebts, state: AccountState): AccountEvent[] {
  return setOff(data.producerCode, businessDate(meta.now), state);
}

/**
 * Of a member who has left, what is payable already meets all that is due, down to zero, by a line of its own: as soon as the
 * departure is known on its day, and whenever something becomes payable or due later. What is disputed, held or on its way to
 * the bank is met once it is payable again.
 */
export function withDebtsSetOff(
  { data: { producerCode }, meta }: AccountCommand,
  events: readonly AccountEvent[],
  state: AccountState,
): readonly AccountEvent[] {
  // Most accounts are those of members: what their commands come to is not folded twice.
  const isDeparture = events.some((event) => event.type === 'MemberDeparted');
  if (events.length === 0 || (state.departedOn === null && !isDeparture)) return events;
  const next = events.reduce(evolveAccount, state);
  return [...events, ...setOff(producerCode, businessDate(meta.now), next)];
}

function setOff(producerCode: string, postedOn: string, state: AccountState): AccountEvent[] {
  const { departedOn, payableCentimes, openClaims, isClosed } = state;
  const hasLeft = departedOn !== null && departedOn <= postedOn;
  if (!hasLeft || isClosed || payableCentimes <= 0 || openClaims.size === 0) return [];
  const settlement = settleDeparted(payableCentimes, state, departedOn, postedOn);
  const takenCentimes = sumExactly(settlement.deductions.map((one) => one.takenCentimes));
  if (takenCentimes === 0) return [];
  const lineId = freeLineId(state, `SET-${postedOn}`);
  const postings = summed([
    { account: accounts.member(producerCode), amountCentimes: -takenCentimes },
    ...deductionPostings(producerCode, settlement.deductions),
  ]);
  const line = { lineId, producerCode, settlement, netCentimes: -takenCentimes, postedOn, postings };
  return [accountEvents.DebtsSetOff(line), ...statements(producerCode, lineId, settlement)];
}
