import { eventsOf } from '@oce/contracts';
import { definePolicy } from '@oce/policies';
import type { BankDetailsEvent } from '../bank-details/bank-details.events';
import { ribClaimId } from '../claim/claim.decider';

/** An account that was refused, or replaced by another, may be somebody else's. */
export const releaseRibClaimsPolicy = definePolicy<BankDetailsEvent>({
  name: 'release-rib-claims',
  subjects: [eventsOf('payments', 'bank-details')],
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
