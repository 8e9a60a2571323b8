import { conflict, notFound, refuseIf } from '@oce/event-sourcing';
import type { EnrolTerminal, IssuePartnerKey, RevokePartnerKey, RevokeTerminal } from './credential.commands';
import type { CredentialEvent } from './credential.events';
import type { CredentialState } from './credential.state';

/** A terminal gets a secret; enrolled again as it stands it keeps the one it has. */
export function enrolTerminal({ data, sealed }: EnrolTerminal, state: CredentialState): CredentialEvent[] {
  if (state.status === 'active') {
    const isSame = state.terminal?.stationId === data.stationId && state.terminal?.scaleId === data.scaleId;
    const message = `The terminal is enrolled at ${state.terminal?.stationId}. Revoke it there first.`;
    refuseIf(!isSame, conflict('terminal_enrolled_elsewhere', message, 'stationId'));
    return [];
  }
  return [{ type: 'TerminalEnrolled', v: 1, data: { ...data, ...sealed } }];
}

export function revokeTerminal({ data }: RevokeTerminal, state: CredentialState): CredentialEvent[] {
  refuseIf(state.status === 'none', notFound('terminal_unknown', 'No such terminal was enrolled.'));
  return state.status === 'revoked' ? [] : [{ type: 'TerminalRevoked', v: 1, data }];
}

/** A partner has one key at a time: revoke it before another is issued. */
export function issuePartnerKey(
  { data, sealed }: IssuePartnerKey,
  state: CredentialState,
): CredentialEvent[] {
  if (state.status === 'active') return [];
  return [{ type: 'PartnerKeyIssued', v: 1, data: { ...data, ...sealed } }];
}

export function revokePartnerKey({ data }: RevokePartnerKey, state: CredentialState): CredentialEvent[] {
  refuseIf(state.status === 'none', notFound('partner_key_unknown', 'No key was issued to this partner.'));
  return state.status === 'revoked' ? [] : [{ type: 'PartnerKeyRevoked', v: 1, data }];
}
