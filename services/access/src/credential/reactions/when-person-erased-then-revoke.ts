import { affiliation } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { credentialIdOf, type RevokeCredential } from '../domain/credential.commands';
import { credentialAggregate } from '../domain/credential';

/** A person who is erased signs in no more. */
export const revokeOnErasurePolicy = policyOn(affiliation.producer)({
  name: 'revoke-on-erasure',
  react(event) {
    if (event.type !== 'PersonErased') return [];
    const subject = event.data.personId;
    const data: RevokeCredential['data'] = { kind: 'producer', subject, reason: 'person erased' };
    return [sendTo(credentialAggregate, credentialIdOf('producer', subject), 'RevokeCredential', data)];
  },
});
