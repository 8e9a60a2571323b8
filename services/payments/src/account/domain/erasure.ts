import type { ErasureHold } from '@oce/contracts';
import { conflict, saysTheSame } from '@oce/event-sourcing';
import { businessDate, sumExactly } from '@oce/quantities';
import type { AccountCommand, SettleErasure } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { evolveAccount } from './account.evolve';
import type { AccountState } from './account.state';

/** What a closed account takes no more; what the bank tells of a transfer is a fact, and taken still. */
const NEW_MONEY: ReadonlySet<AccountEvent['type']> = new Set<AccountEvent['type']>([
  'InputCreditGranted',
  'PremiumDeclared',
  'AdvancePosted',
  'PurchasePosted',
  'FinalSharePosted',
  'SupplementPosted',
  'FinalShareTakenBack',
  'SupplementTakenBack',
  'CorrectionTakenBack',
  'CorrectionPosted',
  'ClaimReversed',
  'DebtsSetOff',
  'LineDisputed',
  'PayoutReserved',
]);

/** A person asks to be forgotten: the account is closed at once where nothing is open, else it says what holds it. */
export function settleErasure(
  { data: { producerCode, awaited }, meta }: SettleErasure,
  state: AccountState,
): AccountEvent[] {
  return state.isClosed ? [] : heldOrClosed(producerCode, awaited, businessDate(meta.now), state);
}

/**
 * What a command leads to on an account whose person asked to be forgotten, or was: as soon as nothing is open the account
 * is closed in the same commit, so that no posting comes between; a closed one refuses new money (`account_closed`).
 */
export function withErasure(
  { data: { producerCode }, meta }: AccountCommand,
  events: readonly AccountEvent[],
  state: AccountState,
): readonly AccountEvent[] {
  if (events.length === 0 || (state.erasure === null && !state.isClosed)) return events;
  if (state.isClosed) {
    if (!events.some(({ type }) => NEW_MONEY.has(type))) return events;
    throw conflict(
      'account_closed',
      'The account was settled and closed, and its person forgotten: it takes no money any more.',
      'producerCode',
    );
  }
  const next = events.reduce(evolveAccount, state);
  if (next.erasure === null) return events;
  const { awaited } = next.erasure;
  return [...events, ...heldOrClosed(producerCode, awaited, businessDate(meta.now), next)];
}

function heldOrClosed(
  producerCode: string,
  known: readonly string[],
  today: string,
  state: AccountState,
): AccountEvent[] {
  const awaited = known.filter((id) => !state.deliveries.has(id) && !state.voided.has(id));
  const holds = holdsOf(state, awaited);
  if (holds.length === 0) return [accountEvents.AccountClosed({ producerCode, closedOn: today })];
  if (state.erasure !== null && saysTheSame(state.erasure, { holds, awaited })) return [];
  return [accountEvents.ErasureHeld({ producerCode, holds, awaited, heldOn: today })];
}

/** What of a person's money is open, each kind once; nothing where they may be forgotten. */
export function holdsOf(state: AccountState, awaited: readonly string[]): ErasureHold[] {
  const owed = [...state.lines.valueSeq()].filter(({ status }) => status === 'payable' || status === 'held');
  const owedCentimes = sumExactly(owed.map((line) => line.netCentimes));
  const reserved = [...state.payouts.valueSeq()].filter(({ status }) => status === 'reserved');
  const shares = [...state.deliveries.valueSeq()].filter(
    (one) => one.settledIn === null && !one.isReversed && !one.isPurchased,
  );
  // Goods counted late whose advances supplements still have to meet.
  const unmet = [...state.pools.valueSeq()].filter(({ unmetCentimes }) => unmetCentimes > 0);
  const claims = [...state.openClaims].flatMap((key) => state.claims.get(key) ?? []);
  const disputes = [...state.disputes.valueSeq()].filter(({ resolved }) => resolved === null);
  const holds: ErasureHold[] = [
    { kind: 'balance', count: owedCentimes === 0 ? 0 : owed.length, amountCentimes: owedCentimes },
    { kind: 'open_share', count: shares.length + unmet.length, amountCentimes: null },
    {
      kind: 'reserved_transfer',
      count: reserved.length,
      amountCentimes: sumExactly(reserved.map((payout) => payout.amountCentimes)),
    },
    {
      kind: 'open_claim',
      count: claims.length,
      amountCentimes: sumExactly(claims.map((claim) => claim.leftCentimes)),
    },
    { kind: 'open_dispute', count: disputes.length, amountCentimes: null },
    { kind: 'delivery_on_its_way', count: awaited.length, amountCentimes: null },
  ];
  const open = holds.filter(({ count }) => count > 0);
  // A closing that is being taken back may leave a balance, or a claim, where all is settled just now.
  const held = [...state.pools.valueSeq()].filter(({ heldBy }) => heldBy !== null).length;
  return open.length === 0 && held > 0 ? [{ kind: 'open_share', count: held, amountCentimes: null }] : open;
}
