import { accounts } from '@oce/contracts';
import { conflict, DomainError, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import type { ConfirmPayout, DeclinePayout, ReservePayout, ReturnPayout } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { isPayable, type AccountState, type Payout } from './account.state';

const OWN_BANK = accounts.bank('main');

/** Where the money of a payout leaves OCE: its bank, or a counter. */
const paidFrom = ({ counter }: Pick<Payout, 'counter'>): string =>
  counter === undefined ? OWN_BANK : accounts.cash(counter.counterId);
/** What an event says of the counter: a transfer's says nothing. */
const at = ({ counter }: Pick<Payout, 'counter'>): Pick<Payout, 'counter'> =>
  counter === undefined ? {} : { counter };

/**
 * Sets lines aside for a transfer, or for cash at a counter. Refuses, in this order: a transfer known with other lines (`transfer_id_reused`) or
 * ended (`transfer_ended`), an EndToEndId seen before (`end_to_end_id_seen`), lines that are not payable
 * (`line_not_payable`), another sum (`amount_differs`), nothing to pay (`nothing_payable`), and an account that has
 * come to owe since (`payable_changed`).
 */
export function reservePayout({ data }: Pick<ReservePayout, 'data'>, state: AccountState): AccountEvent[] {
  const { producerCode, transferId, endToEndId, amountCentimes, lineIds } = data;
  const known = state.payouts.get(transferId);
  if (known) return repeated(known, data);
  if (state.endToEndIds.has(endToEndId))
    throw conflict('end_to_end_id_seen', 'An EndToEndId is never paid twice.', 'endToEndId');
  const lines = [...new Set(lineIds)].flatMap((lineId) => state.lines.get(lineId) ?? []).filter(isPayable);
  if (lines.length !== lineIds.length)
    throw conflict(
      'line_not_payable',
      'A line is disputed, paid or reserved already. Prepare the batch anew.',
    );
  const sumCentimes = sumExactly(lines.map((line) => line.netCentimes));
  if (sumCentimes !== amountCentimes)
    throw invalid('amount_differs', `The lines add up to ${sumCentimes} centimes.`, 'amountCentimes');
  if (amountCentimes <= 0) throw conflict('nothing_payable', 'A transfer pays a positive amount.');
  if (state.payableCentimes < amountCentimes)
    throw conflict('payable_changed', 'The account has come to owe a part of this. Prepare the batch anew.');
  const postings = [
    { account: accounts.member(producerCode), amountCentimes: -amountCentimes },
    { account: accounts.inTransfer, amountCentimes },
  ];
  return [accountEvents.PayoutReserved({ ...data, postings })];
}

/** Whether one of these lines is disputed: nothing that holds it is approved or issued. */
export const isDisputed = ({ lines }: AccountState, lineIds: readonly string[]): boolean =>
  lineIds.some((lineId) => (lines.get(lineId)?.disputeId ?? null) !== null);

/**
 * Why the payout of a transfer is not set aside, as a slug; undefined where it is. Refuses `account_changing` where it
 * could be set aside and is not, because others change the account at the same time.
 */
export function whyNotReserved(state: AccountState, data: ReservePayout['data']): string | undefined {
  try {
    if (reservePayout({ data }, state).length === 0)
      return isDisputed(state, data.lineIds) ? 'line_disputed' : undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.slug;
    throw error;
  }
  throw conflict('account_changing', `Others change the account ${data.producerCode} just now. Try again.`);
}

function repeated(
  known: Payout,
  { amountCentimes, endToEndId, lineIds, counter }: ReservePayout['data'],
): AccountEvent[] {
  if (known.status === 'returned' || known.status === 'declined')
    throw conflict('transfer_ended', `The transfer is ${known.status}; pay by another one.`, 'transferId');
  const isSame = saysTheSame(
    [known.amountCentimes, known.endToEndId, known.lineIds, known.counter ?? null],
    [amountCentimes, endToEndId, lineIds, counter ?? null],
  );
  if (!isSame) throw conflict('transfer_id_reused', 'The transfer is known with other lines.', 'transferId');
  return [];
}

function payoutOf(state: AccountState, transferId: string): Payout {
  const payout = state.payouts.get(transferId);
  if (payout === undefined)
    throw notFound('payout_unknown', 'The account has no such transfer.', 'transferId');
  return payout;
}

/** The bank has paid, or the counter. Refuses `payout_unknown` and, for one that came back, `payout_ended`. */
export function confirmPayout({ data }: ConfirmPayout, state: AccountState): AccountEvent[] {
  const { transferId, producerCode, executedOn } = data;
  const payout = payoutOf(state, transferId);
  const { endToEndId, amountCentimes, status } = payout;
  if (status === 'confirmed') return [];
  if (status !== 'reserved')
    throw conflict('payout_ended', `The transfer is ${status} already. Ask the bank.`);
  const postings = [
    { account: accounts.inTransfer, amountCentimes: -amountCentimes },
    { account: paidFrom(payout), amountCentimes },
  ];
  const paid = { producerCode, transferId, endToEndId, amountCentimes, executedOn, ...at(payout), postings };
  return [accountEvents.PayoutConfirmed(paid)];
}

/** The money did not arrive, or came back: the balance is restored, once. Refuses `payout_unknown`. */
export function returnPayout({ data }: ReturnPayout, state: AccountState): AccountEvent[] {
  const { transferId, producerCode, reasonCode } = data;
  const payout = payoutOf(state, transferId);
  const { endToEndId, amountCentimes, status } = payout;
  if (status === 'returned' || status === 'declined') return [];
  const from = status === 'confirmed' ? paidFrom(payout) : accounts.inTransfer;
  const postings = [
    { account: from, amountCentimes: -amountCentimes },
    { account: accounts.member(producerCode), amountCentimes },
  ];
  const back = { producerCode, transferId, endToEndId, amountCentimes, reasonCode, ...at(payout), postings };
  return [accountEvents.PayoutReturned(back)];
}

/** Leaves a transfer out of its file for good. Refuses `payout_confirmed`. */
export function declinePayout({ data, meta }: DeclinePayout, state: AccountState): AccountEvent[] {
  const { producerCode, transferId, reason } = data;
  const known = state.payouts.get(transferId);
  if (known?.status === 'declined') return [];
  if (known?.status === 'confirmed') throw conflict('payout_confirmed', 'The bank has paid this already.');
  const released: AccountEvent[] =
    known?.status === 'reserved'
      ? returnPayout(
          { type: 'ReturnPayout', data: { producerCode, transferId, reasonCode: reason }, meta },
          state,
        )
      : [];
  return [...released, accountEvents.PayoutDeclined(data)];
}
