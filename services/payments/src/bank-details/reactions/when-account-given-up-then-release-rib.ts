import { policyOn } from '@oce/policies';
import { ribClaimId } from '../../reservation/domain/reservation';
import { bankDetailsEvents, type BankDetailsEvent } from '../domain/bank-details.events';

/** An account that was refused, or replaced by another, may be somebody else's. */
export const releaseRibClaimsPolicy = policyOn(bankDetailsEvents)({
  name: 'release-rib-claims',
  react(event) {
    return releasesAfter(event).map((release) => ({ aggregate: 'claim', ...release }));
  },
});

/** The claims that are given back after an event, each with the command that does it. */
export function releasesAfter(event: BankDetailsEvent) {
  switch (event.type) {
    case 'BankDetailsRefused':
      return [release(event.data.ribHash, event.data.producerCode)];
    case 'BankDetailsApproved': {
      const { replacedHash, ribHash, producerCode } = event.data;
      return replacedHash === null || replacedHash === ribHash ? [] : [release(replacedHash, producerCode)];
    }
    default:
      return [];
  }
}

const release = (ribHash: string, holder: string) => ({
  id: ribClaimId(ribHash),
  type: 'ReleaseClaim' as const,
  data: { holder },
});
