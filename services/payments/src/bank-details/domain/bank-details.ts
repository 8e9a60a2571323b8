import type { BankDetailsSuspended } from '@oce/contracts';
import { conflict, defineAggregate, forbidden, invalid, notFound, type Command } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';
import { addDays, businessDate } from '@oce/quantities';
import { bankDetailsEvents, type BankDetailsEvent, type BankDetailsProposed } from './bank-details.events';

/** The ciphertext is new at each encryption, so it is a fact beside the command: the hash tells which account it is. */
export type ProposeBankDetails = Command<
  'ProposeBankDetails',
  { producerCode: string; ribHash: string; isShared?: boolean }
> & {
  readonly facts: { readonly rib: Encrypted };
};
export type ApproveBankDetails = Command<
  'ApproveBankDetails',
  { ribHash: string; /** Why it may be shared. */ shareReason?: string }
> & {
  readonly facts: { readonly coolingOffDays: number };
};
export type RefuseBankDetails = Command<'RefuseBankDetails', { ribHash: string; reason: string }>;
/** The bank's word on a transfer that failed; the hash is null where the file did not keep which account it was. */
export type SuspendBankDetails = Command<
  'SuspendBankDetails',
  Omit<BankDetailsSuspended['data'], 'ribHash'> & { readonly ribHash: string | null }
>;
export type BankDetailsCommand =
  ProposeBankDetails | ApproveBankDetails | RefuseBankDetails | SuspendBankDetails;

export interface BankDetailsState {
  readonly proposal: BankDetailsProposed['data'] | null;
  readonly approvedHash: string | null;
  /** Why the approved account may be shared. */
  readonly shareReason: string | null;
  /** The transfer that failed, while the account that is approved is suspended for it. */
  readonly suspendedFor: string | null;
  /** Whether the member was told of a suspension, and not yet of its end. */
  readonly isAwaited: boolean;
  /** Transfers that failed before: each suspends once. */
  readonly failed: readonly string[];
  /** The account refused last, until it is proposed again. */
  readonly refused: { readonly ribHash: string; readonly reason: string } | null;
}

/** Whether an account waits for its second person or is the one that is paid to. */
export const isInUse = ({ proposal, approvedHash }: BankDetailsState, ribHash: string): boolean =>
  proposal?.ribHash === ribHash || approvedHash === ribHash;

/** Where a member is paid to: proposed by one person, approved by another, a change only after a cooling-off. */
export const bankDetailsAggregate = defineAggregate<
  BankDetailsState,
  BankDetailsCommand,
  typeof bankDetailsEvents
>(bankDetailsEvents, {
  initial: {
    proposal: null,
    approvedHash: null,
    shareReason: null,
    suspendedFor: null,
    isAwaited: false,
    failed: [],
    refused: null,
  },
  decide: {
    ProposeBankDetails: propose,
    ApproveBankDetails: approve,
    RefuseBankDetails: refuse,
    SuspendBankDetails: suspend,
  },
  evolve: {
    BankDetailsProposed: (state, { data }) => ({ ...state, proposal: data, refused: null }),
    BankDetailsApproved: (state, { data }) => ({
      ...state,
      proposal: null,
      approvedHash: data.ribHash,
      shareReason: data.shareReason,
      suspendedFor: null,
    }),
    BankDetailsSuspended: (state, { data: { transferId } }) => ({
      ...state,
      suspendedFor: transferId,
      isAwaited: true,
      failed: [...state.failed, transferId],
    }),
    BankDetailsRestored: (state) => ({ ...state, isAwaited: false }),
    // Refused anew, the account that was suspended is given up: it may be somebody else's.
    BankDetailsRefused: (state, { data: { ribHash, reason } }) => ({
      ...state,
      proposal: null,
      refused: { ribHash, reason },
      ...(state.approvedHash === ribHash ? { approvedHash: null, suspendedFor: null } : {}),
    }),
  },
});

/** Refuses `proposal_pending` while another account waits for its second person. */
function propose({ data, facts, meta }: ProposeBankDetails, state: BankDetailsState): BankDetailsEvent[] {
  const { producerCode, ribHash, isShared = false } = data;
  const { proposal, approvedHash, suspendedFor } = state;
  const isPaidTo = approvedHash === ribHash && suspendedFor === null;
  if (proposal?.ribHash === ribHash && proposal.isShared !== isShared)
    throw conflict(
      'proposal_differs',
      'This account waits already, proposed the other way: approve or refuse that first.',
      'shared',
    );
  if (proposal?.ribHash === ribHash || (proposal === null && isPaidTo)) return [];
  if (proposal !== null)
    throw conflict(
      'proposal_pending',
      'Another account waits for approval: approve or refuse that one first.',
    );
  // The account that was suspended, proposed anew, is no other one: there is nothing to cool off from.
  const isChange = approvedHash !== null && approvedHash !== ribHash;
  const by = { proposedBy: meta.actor, proposedOn: businessDate(meta.now), isChange };
  return [bankDetailsEvents.BankDetailsProposed({ producerCode, rib: facts.rib, ribHash, ...by, isShared })];
}

/**
 * Refuses `proposal_unknown`, `second_person_needed` and, for a change, `cooling_off`; for an account that a family
 * shares, `share_reason_missing`, and a reason where nobody shares it (`share_reason_unneeded`).
 */
function approve({ data, facts, meta }: ApproveBankDetails, state: BankDetailsState): BankDetailsEvent[] {
  const { proposal, approvedHash } = state;
  if (approvedHash === data.ribHash && proposal?.ribHash !== data.ribHash) {
    if (state.shareReason !== (data.shareReason ?? null))
      throw conflict('bank_details_approved_otherwise', 'It was approved for another reason.', 'shareReason');
    if (state.suspendedFor === null) return [];
    throw conflict('account_suspended', 'The bank refuses this account: propose it anew first.', 'ribHash');
  }
  if (proposal === null || proposal.ribHash !== data.ribHash)
    throw notFound('proposal_unknown', 'No such account waits for approval.', 'ribHash');
  if (proposal.proposedBy === meta.actor)
    throw forbidden('second_person_needed', 'Whoever proposed an account cannot approve it.');
  const approvedOn = businessDate(meta.now);
  const earliest = addDays(proposal.proposedOn, facts.coolingOffDays);
  if (proposal.isChange && approvedOn < earliest)
    throw conflict('cooling_off', `A change of account can be approved from ${earliest} on.`);
  const shareReason = shareReasonOf(data, proposal);
  const { producerCode, ribHash } = proposal;
  const approved = { producerCode, ribHash, replacedHash: approvedHash, approvedBy: meta.actor, approvedOn };
  const events = [bankDetailsEvents.BankDetailsApproved({ ...approved, shareReason })];
  if (!state.isAwaited) return events;
  return [...events, bankDetailsEvents.BankDetailsRestored({ producerCode, restoredOn: approvedOn })];
}

function shareReasonOf(
  asked: ApproveBankDetails['data'],
  { isShared }: BankDetailsProposed['data'],
): string | null {
  const { shareReason } = asked;
  if (isShared && shareReason === undefined)
    throw invalid(
      'share_reason_missing',
      'Another member is paid to this account: say why it may be shared.',
      'shareReason',
    );
  if (!isShared && shareReason !== undefined)
    throw invalid('share_reason_unneeded', 'The account was not proposed as a shared one.', 'shareReason');
  return shareReason ?? null;
}

/** Refuses `bank_details_approved`, `bank_details_refused_otherwise` and `proposal_unknown`. */
function refuse({ data, meta }: RefuseBankDetails, state: BankDetailsState): BankDetailsEvent[] {
  const { proposal, approvedHash, refused } = state;
  if (proposal?.ribHash === data.ribHash) {
    const { producerCode, ribHash } = proposal;
    const said = { producerCode, ribHash, refusedBy: meta.actor, reason: data.reason };
    return [bankDetailsEvents.BankDetailsRefused(said)];
  }
  if (approvedHash === data.ribHash)
    throw conflict(
      'bank_details_approved',
      'This account is approved and in use: propose another one.',
      'ribHash',
    );
  if (refused?.ribHash !== data.ribHash)
    throw notFound('proposal_unknown', 'No such account waits for approval.', 'ribHash');
  if (refused.reason !== data.reason)
    throw conflict(
      'bank_details_refused_otherwise',
      `The account was refused for another reason: ${refused.reason}.`,
      'reason',
    );
  return [];
}

/**
 * Suspends the account that is paid to, where it is the one that failed: one that has been replaced since is given up
 * already, and a transfer that fails a second time says nothing new of an account that was proposed anew.
 */
function suspend({ data }: SuspendBankDetails, state: BankDetailsState): BankDetailsEvent[] {
  const { approvedHash, suspendedFor, failed } = state;
  const ribHash = data.ribHash ?? approvedHash;
  if (approvedHash === null || ribHash !== approvedHash || suspendedFor !== null) return [];
  if (failed.includes(data.transferId)) return [];
  return [bankDetailsEvents.BankDetailsSuspended({ ...data, ribHash })];
}
