import { access, OCE, type CredentialKind, type Encrypted } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Role } from '../../roles/roles';

/** SHA-256 as base64url of a secret of 256 random bits: nothing slower is needed for what nobody can guess. */
export type SecretHash = string;
/** The argon2id hash of a code or a password, encrypted with the person's own key. */
export type SealedHash = Encrypted;

export const credentialEvents = defineEvents(
  { stream: OCE, context: 'access', aggregate: 'credential' },
  {
    ...access.credential,
    TerminalEnrolled: event<{
      terminalId: string;
      stationId: string;
      scaleId?: string;
      secretHash: SecretHash;
    }>(),
    /** A personal code that must be changed at first use: `issued` is the first, later ones replace a lost one. */
    CodeIssued: event<{ producerCode: string; codeHash: SealedHash; reason: string | null }>(),
    /** The producer has chosen a code of their own. */
    CodeChanged: event<{ producerCode: string; codeHash: SealedHash }>(),
    /** An invitation ends any password that stood before. */
    StaffInvited: event<{
      staffId: string;
      roles: readonly Role[];
      invitationHash: SecretHash;
      expiresAt: string;
      reason: string | null;
    }>(),
    StaffActivated: event<{ staffId: string; passwordHash: SealedHash }>(),
    StaffRoleChanged: event<{ staffId: string; roles: readonly Role[]; before: readonly Role[] }>(),
    PartnerKeyIssued: event<{ partnerId: string; keyHash: SecretHash }>(),
    PartnerKeyRevoked: event<{ partnerId: string; reason: string }>(),
    /** A wrong code or password; an event, so that a restart does not forget it. */
    SignInFailed: event<{ kind: CredentialKind; subject: string; failures: number }>(),
    /** Written only where there were failures to forget. */
    SignInSucceeded: event<{ kind: CredentialKind; subject: string }>(),
  },
);

export type CredentialEvent = EventOf<typeof credentialEvents>;
