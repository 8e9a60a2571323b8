import { affiliation } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { credentialAggregate } from '../domain/credential';
import { credentialIdOf, type RevokeCredential } from '../domain/credential.commands';

/** A person who is erased signs in no more. */
export const whenPersonErasedThenRevoke = policyOn(affiliation.producer.PersonErased)({
  name: 'revoke-on-erasure',
  react(event) {
    const subject = event.data.personId;
    const data: RevokeCredential['data'] = { kind: 'producer', subject, reason: 'person erased' };
    return [sendTo(credentialAggregate, credentialIdOf('producer', subject), 'RevokeCredential', data)];
  },
});
