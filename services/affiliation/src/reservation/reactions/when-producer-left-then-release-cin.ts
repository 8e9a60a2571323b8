import { policyOn, sendTo } from '@oce/policies';
import { producerEvents } from '../../producer/domain/producer.events';
import { reservationAggregate } from '../domain/reservation';

/** The reservations on the CIN of those in a batch who leave or are erased, by producer code. */
export type ReservedCins = ReadonlyMap<string, string>;

/** Whoever leaves gives back their CIN, so that they may come again under another code. */
export const whenProducerLeftThenReleaseCin = policyOn(
  producerEvents.ProducerLeft,
  producerEvents.PersonErased,
)<ReservedCins>({
  name: 'release-claim',
  react(_event, { ref }, reserved) {
    const reservation = reserved.get(ref.id);
    if (reservation === undefined) return [];
    return [sendTo(reservationAggregate, reservation, 'ReleaseClaim', { holder: `producer-${ref.id}` })];
  },
});
