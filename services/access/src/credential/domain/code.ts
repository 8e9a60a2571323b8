import { conflict, invalid, notFound, refuseIf } from '@oce/event-sourcing';
import type { ChangeCode, IssueCode, ReissueCode } from './credential.commands';
import { credentialEvents, type CredentialEvent } from './credential.events';
import type { CredentialState } from './credential.state';

const revoked = conflict('credential_revoked', 'This credential was revoked for good.');

/** A code is of somebody: without an affiliated producer there is no person to seal it for. */
export function refuseUnknownProducer({ isProducerKnown }: IssueCode['facts']): void {
  refuseIf(
    !isProducerKnown,
    invalid('producer_unknown', 'No producer is affiliated under this code.', 'producerCode'),
  );
}

/** The first code of a producer. */
export function issueCode({ data, sealed, facts }: IssueCode, state: CredentialState): CredentialEvent[] {
  if (state.status === 'active') return [];
  refuseIf(state.status === 'revoked', revoked);
  refuseUnknownProducer(facts);
  return [credentialEvents.CodeIssued({ ...data, ...sealed, reason: null })];
}

/** Another code in the place of a lost one; the failures of the lost one go with it. */
export function reissueCode({ data, sealed }: ReissueCode, state: CredentialState): CredentialEvent[] {
  refuseIf(state.status === 'revoked', revoked);
  refuseIf(state.status === 'none', notFound('code_unknown', 'Issue a first code instead.', 'producerCode'));
  return [credentialEvents.CodeIssued({ ...data, ...sealed })];
}

export function changeCode({ data, sealed }: ChangeCode, state: CredentialState): CredentialEvent[] {
  refuseIf(state.status !== 'active', conflict('code_not_in_force', 'No code of this producer is in force.'));
  return [credentialEvents.CodeChanged({ ...data, ...sealed })];
}
