import { type CredentialKind } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import type { Role } from '../../roles/roles';
import { credentialEvents } from '../domain/credential.events';

/** A credential as the office sees it: no hash of anything. */
export interface CredentialDocument {
  readonly kind: CredentialKind;
  readonly subject: string;
  readonly status: 'invited' | 'active' | 'revoked';
  readonly roles: readonly Role[];
  readonly stationId: string | null;
  readonly mustChange: boolean;
  readonly failures: number;
  readonly lockedUntil: string | null;
  /** When the present secret was made. */
  readonly since: string;
  readonly reason: string | null;
}

/** Who can sign in, and who is shut out? */
export const credentialsProjection = projectionFrom(credentialEvents)<CredentialDocument>({
  name: 'credentials',
  version: 1,
  indexes: [{ fields: { kind: 1, _id: 1 } }, { fields: { status: 1, _id: 1 } }],
  keys: (_event, envelope) => [envelope.ref.id],
  project(document, event, { at }) {
    const fresh = {
      roles: document?.roles ?? [],
      stationId: null,
      mustChange: false,
      failures: 0,
      lockedUntil: null,
      since: at,
      reason: null,
    };
    switch (event.type) {
      case 'TerminalEnrolled': {
        const { terminalId: subject, stationId } = event.data;
        return { ...fresh, kind: 'terminal', subject, status: 'active', stationId };
      }
      case 'CodeIssued': {
        const { producerCode: subject, reason } = event.data;
        return { ...fresh, kind: 'producer', subject, status: 'active', mustChange: true, reason };
      }
      case 'CodeChanged':
        return { ...fresh, kind: 'producer', subject: event.data.producerCode, status: 'active' };
      case 'StaffInvited': {
        const { staffId: subject, roles, reason } = event.data;
        return { ...fresh, kind: 'staff', subject, status: 'invited', roles, reason };
      }
      case 'StaffActivated':
        return { ...fresh, kind: 'staff', subject: event.data.staffId, status: 'active' };
      case 'PartnerKeyIssued':
        return { ...fresh, kind: 'partner', subject: event.data.partnerId, status: 'active' };
      case 'StaffRoleChanged':
        return document && { ...document, roles: event.data.roles };
      case 'SignInFailed':
        return document && { ...document, failures: event.data.failures };
      case 'CredentialLocked':
        return document && { ...document, failures: 0, lockedUntil: event.data.lockedUntil };
      case 'SignInSucceeded':
        return document && { ...document, failures: 0, lockedUntil: null };
      case 'TerminalRevoked':
      case 'PartnerKeyRevoked':
      case 'CredentialRevoked':
        return document && revoked(document, event.data.reason);
      default:
        return unknownEvent(event);
    }
  },
});

const revoked = (document: CredentialDocument, reason: string): CredentialDocument => ({
  ...document,
  status: 'revoked',
  mustChange: false,
  lockedUntil: null,
  reason,
});
