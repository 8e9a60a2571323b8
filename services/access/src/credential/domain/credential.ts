import { conflict, defineAggregate, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import type {
  ChangeCode,
  CredentialCommand,
  EnrolTerminal,
  IssueCode,
  IssuePartnerKey,
  RecordFailure,
  RecordSuccess,
  ReissueCode,
  RevokeCredential,
  RevokePartnerKey,
  RevokeTerminal,
} from './credential.commands';
import { credentialEvents, type CredentialEvent } from './credential.events';
import { evolveCredential, isLocked, noCredential, type CredentialState } from './credential.state';
import { activateStaff, changeStaffRole, inviteStaff, reinviteStaff } from './staff';

/** Five wrong codes in a row lock; each further lock-out is longer, the last length stays. */
export const FAILURES_TO_LOCK = 5;
export const LOCK_SECONDS = [60, 5 * 60, 30 * 60, 24 * 60 * 60] as const;

/** Codes end with the person: whoever was erased comes again as another. */
function refuseRevoked({ status }: CredentialState): void {
  const message = 'The codes of this producer were revoked for good. Affiliate them under another code.';
  if (status === 'revoked') throw conflict('credential_revoked', message, 'producerCode');
}

/** What one terminal, producer, member of staff or partner signs in with; its id is `<kind>-<subject>`. */
export const credentialAggregate = defineAggregate<
  CredentialState,
  CredentialCommand,
  typeof credentialEvents
>(credentialEvents, {
  initial: noCredential,

  decide: {
    EnrolTerminal: enrolTerminal,
    RevokeTerminal: revokeTerminal,
    IssueCode: issueCode,
    ReissueCode: reissueCode,
    ChangeCode: changeCode,
    InviteStaff: inviteStaff,
    ReinviteStaff: reinviteStaff,
    ActivateStaff: activateStaff,
    ChangeStaffRole: changeStaffRole,
    IssuePartnerKey: issuePartnerKey,
    RevokePartnerKey: revokePartnerKey,
    RecordFailure: recordFailure,
    RecordSuccess: recordSuccess,
    RevokeCredential: revokeCredential,
  },

  evolve: evolveCredential,
});

/** A terminal gets a secret; enrolled again as it stands it keeps the one it has. */
function enrolTerminal({ data, sealed }: EnrolTerminal, state: CredentialState): CredentialEvent[] {
  if (state.status === 'active') {
    const isSame = saysTheSame(state.terminal, data);
    const { stationId, scaleId } = state.terminal ?? {};
    const message = `The terminal is enrolled at ${stationId}, ${scaleId ?? 'no scale'}. Revoke it there first.`;
    const field = stationId === data.stationId ? 'scaleId' : 'stationId';
    if (!isSame) throw conflict('terminal_enrolled_elsewhere', message, field);
    return [];
  }
  return [credentialEvents.TerminalEnrolled({ ...data, ...sealed })];
}

/** A partner has one key at a time: revoke it before another is issued. */
function issuePartnerKey({ data, sealed }: IssuePartnerKey, state: CredentialState): CredentialEvent[] {
  if (state.status === 'active') return [];
  return [credentialEvents.PartnerKeyIssued({ ...data, ...sealed })];
}

/** A code is of somebody: without an affiliated producer there is no person to seal it for. */
export function refuseUnknownProducer({ isProducerKnown }: IssueCode['facts']): void {
  if (!isProducerKnown)
    throw invalid('producer_unknown', 'No producer is affiliated under this code.', 'producerCode');
}

/** The first code of a producer. */
function issueCode({ data, sealed, facts }: IssueCode, state: CredentialState): CredentialEvent[] {
  if (state.status === 'active') return [];
  refuseRevoked(state);
  refuseUnknownProducer(facts);
  return [credentialEvents.CodeIssued({ ...data, ...sealed, reason: null })];
}

/** Another code in the place of a lost one; the failures of the lost one go with it. */
function reissueCode({ data, sealed }: ReissueCode, state: CredentialState): CredentialEvent[] {
  refuseRevoked(state);
  if (state.status === 'none') throw notFound('code_unknown', 'Issue a first code instead.', 'producerCode');
  return [credentialEvents.CodeIssued({ ...data, ...sealed })];
}

function changeCode({ data, sealed }: ChangeCode, state: CredentialState): CredentialEvent[] {
  if (state.status !== 'active') throw conflict('code_not_in_force', 'No code of this producer is in force.');
  return [credentialEvents.CodeChanged({ ...data, ...sealed })];
}

function revokeTerminal({ data }: RevokeTerminal, state: CredentialState): CredentialEvent[] {
  if (state.status === 'none')
    throw notFound('terminal_unknown', 'No such terminal was enrolled.', 'terminalId');
  return isRevokedFor(data.reason, state) ? [] : [credentialEvents.TerminalRevoked(data)];
}

function revokePartnerKey({ data }: RevokePartnerKey, state: CredentialState): CredentialEvent[] {
  if (state.status === 'none')
    throw notFound('partner_key_unknown', 'No key was issued to this partner.', 'partnerId');
  return isRevokedFor(data.reason, state) ? [] : [credentialEvents.PartnerKeyRevoked(data)];
}

/** Of staff and of erased persons. A producer who is erased may never have had a code; staff were invited. */
function revokeCredential({ data }: RevokeCredential, state: CredentialState): CredentialEvent[] {
  if (state.status === 'none') {
    if (data.kind === 'staff')
      throw notFound('staff_unknown', 'No such member of staff was invited.', 'staffId');
    return [];
  }
  return isRevokedFor(data.reason, state) ? [] : [credentialEvents.CredentialRevoked(data)];
}

/** Whether it is revoked already, for this reason. Revoked for another it stays so: nobody rewrites why. */
function isRevokedFor(reason: string, { status, revokedFor }: CredentialState): boolean {
  if (status !== 'revoked') return false;
  const message = `It was revoked for another reason: ${revokedFor}.`;
  if (revokedFor !== reason) throw conflict('revoked_for_another_reason', message, 'reason');
  return true;
}

/** Counts a wrong code; what is shut already counts nothing, so that an attack does not fill the log. */
function recordFailure({ data, meta }: RecordFailure, state: CredentialState): CredentialEvent[] {
  if (state.status !== 'active' || isLocked(state, meta.now)) return [];
  const failures = state.failures + 1;
  const failed: CredentialEvent = credentialEvents.SignInFailed({ ...data, failures });
  if (failures < FAILURES_TO_LOCK) return [failed];
  const seconds = LOCK_SECONDS[Math.min(state.locks, LOCK_SECONDS.length - 1)] as number;
  const lockedUntil = new Date(Date.parse(meta.now) + seconds * 1000).toISOString();
  return [failed, credentialEvents.CredentialLocked({ ...data, failures, lockedUntil })];
}

/** A right code forgets failures; without any there is nothing to write. */
function recordSuccess({ data }: RecordSuccess, state: CredentialState): CredentialEvent[] {
  if (state.status !== 'active' || (state.failures === 0 && state.locks === 0)) return [];
  return [credentialEvents.SignInSucceeded(data)];
}
