import { conflict, refuseIf, saysTheSame } from '@oce/event-sourcing';
import type { EnrolTerminal, IssuePartnerKey } from './credential.commands';
import { credentialEvents, type CredentialEvent } from './credential.events';
import type { CredentialState } from './credential.state';

/** A terminal gets a secret; enrolled again as it stands it keeps the one it has. */
export function enrolTerminal({ data, sealed }: EnrolTerminal, state: CredentialState): CredentialEvent[] {
  if (state.status === 'active') {
    const isSame = saysTheSame(state.terminal, data);
    const message = `The terminal is enrolled at ${state.terminal?.stationId}. Revoke it there first.`;
    refuseIf(!isSame, conflict('terminal_enrolled_elsewhere', message, 'stationId'));
    return [];
  }
  return [credentialEvents.TerminalEnrolled({ ...data, ...sealed })];
}

/** A partner has one key at a time: revoke it before another is issued. */
export function issuePartnerKey(
  { data, sealed }: IssuePartnerKey,
  state: CredentialState,
): CredentialEvent[] {
  if (state.status === 'active') return [];
  return [credentialEvents.PartnerKeyIssued({ ...data, ...sealed })];
}
