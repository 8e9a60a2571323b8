import { defineAggregate, unknownCommand } from '@oce/event-sourcing';
import { recordFailure, recordSuccess } from './attempts';
import { changeCode, issueCode, reissueCode } from './code';
import type { CredentialCommand } from './credential.commands';
import { credentialEvents } from './credential.events';
import { evolveCredential, noCredential, type CredentialState } from './credential.state';
import { enrolTerminal, issuePartnerKey } from './machine';
import { revokeCredential, revokePartnerKey, revokeTerminal } from './revoke';
import { activateStaff, changeStaffRole, inviteStaff, reinviteStaff } from './staff';

/** What one terminal, producer, member of staff or partner signs in with; its id is `<kind>-<subject>`. */
export const credentialAggregate = defineAggregate<
  CredentialState,
  CredentialCommand,
  typeof credentialEvents
>(credentialEvents, {
  initial: noCredential,

  decide(command, state) {
    switch (command.type) {
      case 'EnrolTerminal':
        return enrolTerminal(command, state);
      case 'RevokeTerminal':
        return revokeTerminal(command, state);
      case 'IssueCode':
        return issueCode(command, state);
      case 'ReissueCode':
        return reissueCode(command, state);
      case 'ChangeCode':
        return changeCode(command, state);
      case 'InviteStaff':
        return inviteStaff(command, state);
      case 'ReinviteStaff':
        return reinviteStaff(command, state);
      case 'ActivateStaff':
        return activateStaff(command, state);
      case 'ChangeStaffRole':
        return changeStaffRole(command, state);
      case 'IssuePartnerKey':
        return issuePartnerKey(command, state);
      case 'RevokePartnerKey':
        return revokePartnerKey(command, state);
      case 'RecordFailure':
        return recordFailure(command, state);
      case 'RecordSuccess':
        return recordSuccess(command, state);
      case 'RevokeCredential':
        return revokeCredential(command, state);
      default:
        return unknownCommand(command);
    }
  },

  evolve: evolveCredential,
});
