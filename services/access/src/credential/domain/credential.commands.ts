import type { CredentialKind } from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';
import type { Role } from '../../roles/roles';
import type { SealedHash, SecretHash } from './credential.events';

/**
 * Hashes of secrets travel as `sealed`, outside `data`: a secret is made anew at each try, and so would make every repeat
 * of a command another command.
 */
type Sealed<Type extends string, Data extends object, Hashes extends object> = Command<Type, Data> & {
  readonly sealed: Hashes;
};

export type EnrolTerminal = Sealed<
  'EnrolTerminal',
  { terminalId: string; stationId: string; scaleId?: string },
  { secretHash: SecretHash }
>;
export type RevokeTerminal = Command<'RevokeTerminal', { terminalId: string; reason: string }>;

/** The first code of a producer; where one stands nothing is written. */
export type IssueCode = Sealed<'IssueCode', { producerCode: string }, { codeHash: SealedHash }> & {
  readonly facts: { readonly isProducerKnown: boolean };
};
/** Another code for one that was lost; ends a lock-out. */
export type ReissueCode = Sealed<
  'ReissueCode',
  { producerCode: string; reason: string },
  { codeHash: SealedHash }
>;
/** The edge has seen the old code. */
export type ChangeCode = Sealed<'ChangeCode', { producerCode: string }, { codeHash: SealedHash }>;

export type InviteStaff = Sealed<
  'InviteStaff',
  { staffId: string; roles: readonly Role[] },
  { invitationHash: SecretHash; expiresAt: string }
>;
/** For a forgotten password or a lapsed invitation. */
export type ReinviteStaff = Sealed<
  'ReinviteStaff',
  { staffId: string; reason: string },
  { invitationHash: SecretHash; expiresAt: string }
>;
export type ActivateStaff = Sealed<
  'ActivateStaff',
  { staffId: string },
  { invitationHash: SecretHash; passwordHash: SealedHash }
>;
export type ChangeStaffRole = Command<'ChangeStaffRole', { staffId: string; roles: readonly Role[] }>;

export type IssuePartnerKey = Sealed<'IssuePartnerKey', { partnerId: string }, { keyHash: SecretHash }>;
export type RevokePartnerKey = Command<'RevokePartnerKey', { partnerId: string; reason: string }>;

export type RecordFailure = Command<'RecordFailure', { kind: CredentialKind; subject: string }>;
export type RecordSuccess = Command<'RecordSuccess', { kind: CredentialKind; subject: string }>;

/** For staff who leave and for persons who are erased; a credential that never was stays away. */
export type RevokeCredential = Command<
  'RevokeCredential',
  { kind: CredentialKind; subject: string; reason: string }
>;

export type CredentialCommand =
  | EnrolTerminal
  | RevokeTerminal
  | IssueCode
  | ReissueCode
  | ChangeCode
  | InviteStaff
  | ReinviteStaff
  | ActivateStaff
  | ChangeStaffRole
  | IssuePartnerKey
  | RevokePartnerKey
  | RecordFailure
  | RecordSuccess
  | RevokeCredential;

/** A credential's id: `producer-P-OUEZ-0001`, `terminal-TM-OUEZ-01`. */
export function credentialIdOf(kind: CredentialKind, subject: string): string {
  return `${kind}-${subject}`;
}
