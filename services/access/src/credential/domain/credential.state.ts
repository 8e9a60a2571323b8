import { unknownEvent } from '@oce/event-sourcing';
import type { Role } from '../../roles/roles';
import type { CredentialEvent, SealedHash, SecretHash } from './credential.events';

export interface CredentialState {
  /** `none` before the first event; `revoked` when nobody may sign in any more. */
  readonly status: 'none' | 'invited' | 'active' | 'revoked';
  /** Of a terminal, a partner or an invitation. */
  readonly secretHash?: SecretHash;
  readonly invitationExpiresAt?: string;
  /** The invitation that turned into the present password. */
  readonly usedInvitationHash?: SecretHash;
  /** Of a code or a password. */
  readonly sealedHash?: SealedHash;
  readonly mustChange: boolean;
  readonly terminal?: { readonly terminalId: string; readonly stationId: string; readonly scaleId?: string };
  readonly roles: readonly Role[];
  /** Since the last success or lock-out. */
  readonly failures: number;
  /** Lock-outs since the last success. */
  readonly locks: number;
  readonly lockedUntil?: string;
  readonly revokedFor?: string;
}

export const noCredential: CredentialState = {
  status: 'none',
  mustChange: false,
  roles: [],
  failures: 0,
  locks: 0,
};

const innocent = { failures: 0, locks: 0, lockedUntil: undefined };

/** What an event makes of a credential. */
export function evolveCredential(state: CredentialState, event: CredentialEvent): CredentialState {
  switch (event.type) {
    case 'TerminalEnrolled': {
      const { secretHash, ...terminal } = event.data;
      return { ...noCredential, status: 'active', secretHash, terminal };
    }
    case 'CodeIssued':
      return { ...noCredential, status: 'active', sealedHash: event.data.codeHash, mustChange: true };
    case 'CodeChanged':
      return { ...state, ...innocent, sealedHash: event.data.codeHash, mustChange: false };
    case 'StaffInvited': {
      const { roles, invitationHash, expiresAt } = event.data;
      return {
        ...noCredential,
        status: 'invited',
        roles,
        secretHash: invitationHash,
        invitationExpiresAt: expiresAt,
      };
    }
    case 'StaffActivated':
      return {
        ...noCredential,
        status: 'active',
        roles: state.roles,
        sealedHash: event.data.passwordHash,
        usedInvitationHash: state.secretHash,
      };
    case 'StaffRoleChanged':
      return { ...state, roles: event.data.roles };
    case 'PartnerKeyIssued':
      return { ...noCredential, status: 'active', secretHash: event.data.keyHash };
    case 'SignInFailed':
      return { ...state, failures: event.data.failures };
    case 'CredentialLocked':
      return { ...state, failures: 0, locks: state.locks + 1, lockedUntil: event.data.lockedUntil };
    case 'SignInSucceeded':
      return { ...state, ...innocent };
    case 'TerminalRevoked':
    case 'PartnerKeyRevoked':
    case 'CredentialRevoked':
      return { ...noCredential, status: 'revoked', roles: state.roles, revokedFor: event.data.reason };
    default:
      return unknownEvent(event);
  }
}

/** Whether too many failures still keep it shut at this instant (ISO 8601 in UTC). */
export function isLocked(state: CredentialState, now: string): boolean {
  return state.lockedUntil !== undefined && now < state.lockedUntil;
}
