import type {
  CredentialKind,
  CredentialLocked,
  CredentialRevoked,
  Encrypted,
  TerminalRevoked,
} from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import type { Role } from '../roles/roles';

/** SHA-256 as base64url of a secret of 256 random bits: nothing slower is needed for what nobody can guess. */
export type SecretHash = string;
/** The argon2id hash of a code or a password, encrypted with the person's own key. */
export type SealedHash = Encrypted;

export type TerminalEnrolled = Event<
  'TerminalEnrolled',
  { terminalId: string; stationId: string; scaleId?: string; secretHash: SecretHash },
  1
>;
/** A personal code that must be changed at first use: `issued` is the first, later ones replace a lost one. */
export type CodeIssued = Event<
  'CodeIssued',
  { producerCode: string; codeHash: SealedHash; reason: string | null },
  1
>;
/** The producer has chosen a code of their own. */
export type CodeChanged = Event<'CodeChanged', { producerCode: string; codeHash: SealedHash }, 1>;

/** An invitation ends any password that stood before. */
export type StaffInvited = Event<
  'StaffInvited',
  {
    staffId: string;
    roles: readonly Role[];
    invitationHash: SecretHash;
    expiresAt: string;
    reason: string | null;
  },
  1
>;
export type StaffActivated = Event<'StaffActivated', { staffId: string; passwordHash: SealedHash }, 1>;
export type StaffRoleChanged = Event<
  'StaffRoleChanged',
  { staffId: string; roles: readonly Role[]; before: readonly Role[] },
  1
>;
export type PartnerKeyIssued = Event<'PartnerKeyIssued', { partnerId: string; keyHash: SecretHash }, 1>;
export type PartnerKeyRevoked = Event<'PartnerKeyRevoked', { partnerId: string; reason: string }, 1>;

/** A wrong code or password; an event, so that a restart does not forget it. */
export type SignInFailed = Event<
  'SignInFailed',
  { kind: CredentialKind; subject: string; failures: number },
  1
>;
/** Written only where there were failures to forget. */
export type SignInSucceeded = Event<'SignInSucceeded', { kind: CredentialKind; subject: string }, 1>;

export type CredentialEvent =
  | TerminalEnrolled
  | TerminalRevoked
  | CodeIssued
  | CodeChanged
  | StaffInvited
  | StaffActivated
  | StaffRoleChanged
  | PartnerKeyIssued
  | PartnerKeyRevoked
  | SignInFailed
  | SignInSucceeded
  | CredentialLocked
  | CredentialRevoked;
