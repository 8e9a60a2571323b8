import { conflict, notFound, refuseIf } from '@oce/event-sourcing';
import type { RevokeCredential, RevokePartnerKey, RevokeTerminal } from './credential.commands';
import { credentialEvents, type CredentialEvent } from './credential.events';
import type { CredentialState } from './credential.state';

export function revokeTerminal({ data }: RevokeTerminal, state: CredentialState): CredentialEvent[] {
  refuseIf(state.status === 'none', notFound('terminal_unknown', 'No such terminal was enrolled.'));
  return isRevokedFor(data.reason, state) ? [] : [credentialEvents.TerminalRevoked(data)];
}

export function revokePartnerKey({ data }: RevokePartnerKey, state: CredentialState): CredentialEvent[] {
  refuseIf(state.status === 'none', notFound('partner_key_unknown', 'No key was issued to this partner.'));
  return isRevokedFor(data.reason, state) ? [] : [credentialEvents.PartnerKeyRevoked(data)];
}

/** Of staff and of erased persons. A producer who is erased may never have had a code; staff were invited. */
export function revokeCredential({ data }: RevokeCredential, state: CredentialState): CredentialEvent[] {
  if (state.status === 'none') {
    refuseIf(data.kind === 'staff', notFound('staff_unknown', 'No such member of staff was invited.'));
    return [];
  }
  return isRevokedFor(data.reason, state) ? [] : [credentialEvents.CredentialRevoked(data)];
}

/** Whether it is revoked already, for this reason. Revoked for another it stays so: nobody rewrites why. */
function isRevokedFor(reason: string, { status, revokedFor }: CredentialState): boolean {
  if (status !== 'revoked') return false;
  const message = `It was revoked for another reason: ${revokedFor}.`;
  refuseIf(revokedFor !== reason, conflict('revoked_for_another_reason', message, 'reason'));
  return true;
}
