import { eventsOf, type AffiliationContractEvent } from '@oce/contracts';
import { definePolicy } from '@oce/policies';
import { credentialIdOf, type RevokeCredential } from '../credential/credential.commands';

/** A person who is erased signs in no more. */
export const revokeOnErasurePolicy = definePolicy<AffiliationContractEvent>({
  name: 'revoke-on-erasure',
  subjects: [eventsOf('affiliation', 'producer')],
  react(event) {
    if (event.type !== 'PersonErased') return [];
    const subject = event.data.personId;
    const data: RevokeCredential['data'] = { kind: 'producer', subject, reason: 'person erased' };
    return [
      { aggregate: 'credential', id: credentialIdOf('producer', subject), type: 'RevokeCredential', data },
    ];
  },
});
