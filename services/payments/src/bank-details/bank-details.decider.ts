import {
  conflict,
  forbidden,
  notFound,
  refuseIf,
  unknownCommand,
  unknownEvent,
  type Command,
  type Decider,
} from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';
import { addDays, businessDate } from '@oce/quantities';
import type { BankDetailsEvent, BankDetailsProposed } from './bank-details.events';

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
}

/** Where a member is paid to: proposed by one person, approved by another, a change only after a cooling-off. */
export const bankDetailsDecider: Decider<BankDetailsState, BankDetailsCommand, BankDetailsEvent> = {
  context: 'payments',
  aggregate: 'bank-details',
  initial: { proposal: null, approvedHash: null },
  decide(command, state) {
    switch (command.type) {
      case 'ProposeBankDetails':
        return propose(command, state);
      case 'ApproveBankDetails':
        return approve(command, state);
      case 'RefuseBankDetails': {
        if (state.proposal?.ribHash !== command.data.ribHash) return [];
        const { producerCode, ribHash } = state.proposal;
        const refused = { producerCode, ribHash, refusedBy: command.meta.actor, reason: command.data.reason };
        return [{ type: 'BankDetailsRefused', v: 1, data: refused }];
      }
      default:
        return unknownCommand(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'BankDetailsProposed':
        return { ...state, proposal: event.data };
      case 'BankDetailsApproved':
        return { proposal: null, approvedHash: event.data.ribHash };
      case 'BankDetailsRefused':
        return { ...state, proposal: null };
      default:
        return unknownEvent(event);
    }
  },
};

/** Refuses `proposal_pending` while another account waits for its second person. */
function propose({ data, facts, meta }: ProposeBankDetails, state: BankDetailsState): BankDetailsEvent[] {
  const { producerCode, ribHash } = data;
  const { proposal, approvedHash } = state;
  if (proposal?.ribHash === ribHash || (proposal === null && approvedHash === ribHash)) return [];
  refuseIf(
    proposal !== null,
    conflict('proposal_pending', 'Another account waits for approval: approve or refuse that one first.'),
  );
  const by = { proposedBy: meta.actor, proposedOn: businessDate(meta.now), isChange: approvedHash !== null };
  return [{ type: 'BankDetailsProposed', v: 1, data: { producerCode, rib: facts.rib, ribHash, ...by } }];
}

/** Refuses `proposal_unknown`, `second_person_needed` and, for a change, `cooling_off`. */
function approve({ data, facts, meta }: ApproveBankDetails, state: BankDetailsState): BankDetailsEvent[] {
  const { proposal, approvedHash } = state;
  if (proposal === null && approvedHash === data.ribHash) return [];
  if (proposal === null || proposal.ribHash !== data.ribHash)
    throw notFound('proposal_unknown', 'No such account waits for approval.');
  refuseIf(
    proposal.proposedBy === meta.actor,
    forbidden('second_person_needed', 'Whoever proposed an account cannot approve it.'),
  );
  const approvedOn = businessDate(meta.now);
  const earliest = addDays(proposal.proposedOn, facts.coolingOffDays);
  refuseIf(
    proposal.isChange && approvedOn < earliest,
    conflict('cooling_off', `A change of account can be approved from ${earliest} on.`),
  );
  const { producerCode, ribHash } = proposal;
  const approved = { producerCode, ribHash, replacedHash: approvedHash, approvedBy: meta.actor, approvedOn };
  return [{ type: 'BankDetailsApproved', v: 1, data: approved }];
}
