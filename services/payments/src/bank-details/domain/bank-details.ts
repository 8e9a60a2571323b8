import { conflict, defineAggregate, forbidden, notFound, type Command } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';
import { addDays, businessDate } from '@oce/quantities';
import { bankDetailsEvents, type BankDetailsEvent, type BankDetailsProposed } from './bank-details.events';

/** The ciphertext is new at each encryption, so it is a fact beside the command: the hash tells which account it is. */
export type ProposeBankDetails = Command<'ProposeBankDetails', { producerCode: string; ribHash: string }> & {
  readonly facts: { readonly rib: Encrypted };
};
export type ApproveBankDetails = Command<'ApproveBankDetails', { ribHash: string }> & {
  readonly facts: { readonly coolingOffDays: number };
};
export type RefuseBankDetails = Command<'RefuseBankDetails', { ribHash: string; reason: string }>;
export type BankDetailsCommand = ProposeBankDetails | ApproveBankDetails | RefuseBankDetails;

export interface BankDetailsState {
  readonly proposal: BankDetailsProposed['data'] | null;
  readonly approvedHash: string | null;
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
  initial: { proposal: null, approvedHash: null, refused: null },
  decide: {
    ProposeBankDetails: propose,
    ApproveBankDetails: approve,
    RefuseBankDetails: refuse,
  },
  evolve: {
    BankDetailsProposed: (state, { data }) => ({ ...state, proposal: data, refused: null }),
    BankDetailsApproved: (state, { data }) => ({ ...state, proposal: null, approvedHash: data.ribHash }),
    BankDetailsRefused: (state, { data: { ribHash, reason } }) => ({
      ...state,
      proposal: null,
      refused: { ribHash, reason },
    }),
  },
});

/** Refuses `proposal_pending` while another account waits for its second person. */
function propose({ data, facts, meta }: ProposeBankDetails, state: BankDetailsState): BankDetailsEvent[] {
  const { producerCode, ribHash } = data;
  const { proposal, approvedHash } = state;
  if (proposal?.ribHash === ribHash || (proposal === null && approvedHash === ribHash)) return [];
  if (proposal !== null)
    throw conflict(
      'proposal_pending',
      'Another account waits for approval: approve or refuse that one first.',
    );
  const by = { proposedBy: meta.actor, proposedOn: businessDate(meta.now), isChange: approvedHash !== null };
  return [bankDetailsEvents.BankDetailsProposed({ producerCode, rib: facts.rib, ribHash, ...by })];
}

/** Refuses `proposal_unknown`, `second_person_needed` and, for a change, `cooling_off`. */
function approve({ data, facts, meta }: ApproveBankDetails, state: BankDetailsState): BankDetailsEvent[] {
  const { proposal, approvedHash } = state;
  if (approvedHash === data.ribHash) return [];
  if (proposal === null || proposal.ribHash !== data.ribHash)
    throw notFound('proposal_unknown', 'No such account waits for approval.', 'ribHash');
  if (proposal.proposedBy === meta.actor)
    throw forbidden('second_person_needed', 'Whoever proposed an account cannot approve it.');
  const approvedOn = businessDate(meta.now);
  const earliest = addDays(proposal.proposedOn, facts.coolingOffDays);
  if (proposal.isChange && approvedOn < earliest)
    throw conflict('cooling_off', `A change of account can be approved from ${earliest} on.`);
  const { producerCode, ribHash } = proposal;
  const approved = { producerCode, ribHash, replacedHash: approvedHash, approvedBy: meta.actor, approvedOn };
  return [bankDetailsEvents.BankDetailsApproved(approved)];
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
