import { evolveBy } from '@oce/event-sourcing';
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
export const evolveCredential = evolveBy<CredentialState, CredentialEvent>({
  TerminalEnrolled: (_state, { data: { secretHash, ...terminal } }) => ({
    ...noCredential,
    status: 'active',
    secretHash,
    terminal,
  }),
  CodeIssued: (_state, { data: { codeHash: sealedHash } }) => ({
    ...noCredential,
    status: 'active',
    sealedHash,
    mustChange: true,
  }),
  CodeChanged: (state, { data }) => ({
    ...state,
    ...innocent,
    sealedHash: data.codeHash,
    mustChange: false,
  }),
  StaffInvited: (_state, { data: { roles, invitationHash, expiresAt } }) => ({
    ...noCredential,
    status: 'invited',
    roles,
    secretHash: invitationHash,
    invitationExpiresAt: expiresAt,
  }),
  StaffActivated: (state, { data }) => ({
    ...noCredential,
    status: 'active',
    roles: state.roles,
    sealedHash: data.passwordHash,
    usedInvitationHash: state.secretHash,
  }),
  StaffRoleChanged: (state, { data }) => ({ ...state, roles: data.roles }),
  PartnerKeyIssued: (_state, { data }) => ({ ...noCredential, status: 'active', secretHash: data.keyHash }),
  SignInFailed: (state, { data }) => ({ ...state, failures: data.failures }),
  CredentialLocked: (state, { data: { lockedUntil } }) => ({
    ...state,
    failures: 0,
    locks: state.locks + 1,
    lockedUntil,
  }),
  SignInSucceeded: (state) => ({ ...state, ...innocent }),
  TerminalRevoked: (state, { data }) => revokedFor(state, data.reason),
  PartnerKeyRevoked: (state, { data }) => revokedFor(state, data.reason),
  CredentialRevoked: (state, { data }) => revokedFor(state, data.reason),
});

const revokedFor = ({ roles }: CredentialState, reason: string): CredentialState => ({
  ...noCredential,
  status: 'revoked',
  roles,
  revokedFor: reason,
});

/** Whether too many failures still keep it shut at this instant (ISO 8601 in UTC). */
export function isLocked(state: CredentialState, now: string): boolean {
  return state.lockedUntil !== undefined && now < state.lockedUntil;
}
