import { conflict, invalid, notFound } from '@oce/event-sourcing';
import type { ActivateStaff, ChangeStaffRole, InviteStaff, ReinviteStaff } from './credential.commands';
import { credentialEvents, type CredentialEvent, type SecretHash } from './credential.events';
import type { CredentialState } from './credential.state';

/** The actor of the bootstrap secret; another person under its name would sign with its hand. */
const RESERVED = 'admin';

/**
 * A new member of staff, or one who comes back after leaving. Whoever is known with these roles needs no second
 * invitation; with others it is another wish, and is not told that it has come true.
 */
export function inviteStaff({ data, sealed }: InviteStaff, state: CredentialState): CredentialEvent[] {
  if (data.staffId === RESERVED)
    throw invalid('staff_id_reserved', 'This id is that of the first administrator.', 'staffId');
  if (state.status === 'invited' || state.status === 'active') {
    const message = 'This member of staff is known with other roles. Change the roles instead.';
    if (!isSameSet(state.roles, data.roles)) throw conflict('staff_known', message, 'staffId');
    return [];
  }
  return [credentialEvents.StaffInvited({ ...data, ...sealed, reason: null })];
}

/** Another invitation with the roles that stand; a password that was chosen ends with it. */
export function reinviteStaff({ data, sealed }: ReinviteStaff, state: CredentialState): CredentialEvent[] {
  known(state);
  return [credentialEvents.StaffInvited({ ...data, ...sealed, roles: state.roles })];
}

/** The same words for whoever was never invited, comes too late or holds another invitation. */
export function refuseUnlessInvited(state: CredentialState, invitationHash: SecretHash, now: string): void {
  const isOpen =
    state.status === 'invited' &&
    state.secretHash === invitationHash &&
    now < (state.invitationExpiresAt ?? '');
  if (!isOpen) throw conflict('invitation_not_open', 'This invitation is not open. Ask for another.');
}

/** As `refuseUnlessInvited`, but for the invitation that the present password came from: its holder may ask again. */
export function refuseUnlessHolder(state: CredentialState, invitationHash: SecretHash, now: string): void {
  const hasUsedIt = state.status === 'active' && state.usedInvitationHash === invitationHash;
  if (!hasUsedIt) refuseUnlessInvited(state, invitationHash, now);
}

/** The invitation turns into a password, once and in time. */
export function activateStaff(
  { data, sealed, meta }: ActivateStaff,
  state: CredentialState,
): CredentialEvent[] {
  refuseUnlessInvited(state, sealed.invitationHash, meta.now);
  return [credentialEvents.StaffActivated({ staffId: data.staffId, passwordHash: sealed.passwordHash })];
}

/** The roles that count from now on, all of them; tokens already given end within their short life. */
export function changeStaffRole({ data }: ChangeStaffRole, state: CredentialState): CredentialEvent[] {
  known(state);
  if (isSameSet(state.roles, data.roles)) return [];
  return [credentialEvents.StaffRoleChanged({ ...data, before: state.roles })];
}

function known(state: CredentialState): void {
  const isKnown = state.status === 'invited' || state.status === 'active';
  if (!isKnown) throw notFound('staff_unknown', 'No such member of staff. Send an invitation.', 'staffId');
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((role) => other.includes(role));
}
