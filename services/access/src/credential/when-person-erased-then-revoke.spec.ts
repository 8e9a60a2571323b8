import type { AffiliationContractEvent } from '@oce/contracts';
import type { Envelope } from '@oce/projections';
import { revokeOnErasurePolicy } from './reactions/when-person-erased-then-revoke';

const react = (event: AffiliationContractEvent) =>
  revokeOnErasurePolicy.react(event, {} as Envelope, undefined);

describe('revoke on erasure', () => {
  it('revokes the credential of an erased person', () => {
    const data = { personId: 'P-1', requestedOn: '2027-01-20', reason: 'law 09-08' };
    expect(react({ type: 'PersonErased', v: 1, data })).toEqual([
      {
        aggregate: 'credential',
        id: 'producer-P-1',
        type: 'RevokeCredential',
        data: { kind: 'producer', subject: 'P-1', reason: 'person erased' },
      },
    ]);
  });

  it('leaves a producer who left their account to look at', () => {
    const data = { producerCode: 'P-1', leftOn: '2027-01-20', reason: 'moved' };
    expect(react({ type: 'ProducerLeft', v: 1, data })).toEqual([]);
  });
});
