import { type CredentialKind } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { credentialEvents, type CredentialEvent } from '../domain/credential.events';
import type { Role } from '../../roles/roles';

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
    const made = fresh(event, at);
    if (made)
      return document ? { ...made, roles: made.roles.length > 0 ? made.roles : document.roles } : made;
    return document && changed(document, event);
  },
});

/** The document of a new secret; undefined for an event that makes none. */
function fresh(event: CredentialEvent, since: string): CredentialDocument | undefined {
  const blank = {
    roles: [],
    stationId: null,
    mustChange: false,
    failures: 0,
    lockedUntil: null,
    reason: null,
  };
  switch (event.type) {
    case 'TerminalEnrolled': {
      const { terminalId: subject, stationId } = event.data;
      return { ...blank, kind: 'terminal', subject, status: 'active', stationId, since };
    }
    case 'CodeIssued': {
      const { producerCode: subject, reason } = event.data;
      return { ...blank, kind: 'producer', subject, status: 'active', mustChange: true, reason, since };
    }
    case 'CodeChanged':
      return { ...blank, kind: 'producer', subject: event.data.producerCode, status: 'active', since };
    case 'StaffInvited': {
      const { staffId: subject, roles, reason } = event.data;
      return { ...blank, kind: 'staff', subject, status: 'invited', roles, reason, since };
    }
    case 'StaffActivated':
      return { ...blank, kind: 'staff', subject: event.data.staffId, status: 'active', since };
    case 'PartnerKeyIssued':
      return { ...blank, kind: 'partner', subject: event.data.partnerId, status: 'active', since };
    default:
      return undefined;
  }
}

type Change = Exclude<
  CredentialEvent,
  {
    type:
      | 'TerminalEnrolled'
      | 'CodeIssued'
      | 'CodeChanged'
      | 'StaffInvited'
      | 'StaffActivated'
      | 'PartnerKeyIssued';
  }
>;

function changed(document: CredentialDocument, event: CredentialEvent): CredentialDocument {
  const change = event as Change;
  switch (change.type) {
    case 'StaffRoleChanged':
      return { ...document, roles: change.data.roles };
    case 'SignInFailed':
      return { ...document, failures: change.data.failures };
    case 'CredentialLocked':
      return { ...document, failures: 0, lockedUntil: change.data.lockedUntil };
    case 'SignInSucceeded':
      return { ...document, failures: 0, lockedUntil: null };
    case 'TerminalRevoked':
    case 'PartnerKeyRevoked':
    case 'CredentialRevoked':
      return {
        ...document,
        status: 'revoked',
        mustChange: false,
        lockedUntil: null,
        reason: change.data.reason,
      };
    default:
      return unknownEvent(change);
  }
}
