import { affiliation } from '@oce/contracts';
import { reactionsTo } from '@oce/testing';
import { whenPersonErasedThenRevoke } from './reactions/when-person-erased-then-revoke';

describe('revoke on erasure', () => {
  it('revokes the credential of an erased person', () => {
    const erased = affiliation.producer.PersonErased({
      personId: 'P-1',
      requestedOn: '2027-01-20',
      reason: 'law 09-08',
    });
    expect(reactionsTo(whenPersonErasedThenRevoke, erased)).toEqual([
      {
        aggregate: 'credential',
        id: 'producer-P-1',
        type: 'RevokeCredential',
        data: { kind: 'producer', subject: 'P-1', reason: 'person erased' },
      },
    ]);
  });

  it('leaves a producer who left their account to look at', () => {
    const left = affiliation.producer.ProducerLeft({
      producerCode: 'P-1',
      leftOn: '2027-01-20',
      reason: 'moved',
    });
    expect(reactionsTo(whenPersonErasedThenRevoke, left)).toEqual([]);
  });
});
