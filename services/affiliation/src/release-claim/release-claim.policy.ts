import { eventsOf } from '@oce/contracts';
import { definePolicy } from '@oce/policies';
import type { ProducerEvent } from '../producer/producer.events';
import type { ProducerState } from '../producer/producer.state';

/** The producers of a batch who leave or are erased, as they stand, by code. */
export type LeavingProducers = ReadonlyMap<string, ProducerState>;

/** Whoever leaves gives back the claim on their CIN, so that they may come again under another code. */
export const releaseClaimPolicy = definePolicy<ProducerEvent, LeavingProducers>({
  name: 'release-claim',
  subjects: [eventsOf('affiliation', 'producer')],
  react(event, { ref }, leaving) {
    if (event.type !== 'ProducerLeft' && event.type !== 'PersonErased') return [];
    const cinClaim = leaving.get(ref.id)?.affiliated?.cinClaim;
    if (cinClaim === undefined) return [];
    const holder = `producer-${ref.id}`;
    return [{ aggregate: 'claim', id: cinClaim, type: 'ReleaseClaim', data: { holder } }];
  },
});
