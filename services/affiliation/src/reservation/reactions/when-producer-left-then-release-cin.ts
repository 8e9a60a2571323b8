import { policyOn, sendTo } from '@oce/policies';
import { claimAggregate } from '../domain/reservation';
import { producerEvents } from '../../producer/domain/producer.events';
import type { ProducerState } from '../../producer/domain/producer.state';

/** The producers of a batch who leave or are erased, as they stand, by code. */
export type LeavingProducers = ReadonlyMap<string, ProducerState>;

/** Whoever leaves gives back the claim on their CIN, so that they may come again under another code. */
export const releaseClaimPolicy = policyOn(producerEvents)<LeavingProducers>({
  name: 'release-claim',
  react(event, { ref }, leaving) {
    if (event.type !== 'ProducerLeft' && event.type !== 'PersonErased') return [];
    const cinClaim = leaving.get(ref.id)?.affiliated?.cinClaim;
    if (cinClaim === undefined) return [];
    const holder = `producer-${ref.id}`;
    return [sendTo(claimAggregate, cinClaim, 'ReleaseClaim', { holder })];
  },
});
