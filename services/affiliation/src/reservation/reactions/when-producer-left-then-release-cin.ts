import { policyOn, sendTo } from '@oce/policies';
import { businessDate } from '@oce/quantities';
import { producerEvents } from '../../producer/domain/producer.events';
import { reservationAggregate } from '../domain/reservation';

/** The reservations on the CIN of those in a batch who leave or are erased, by producer code. */
export type ReservedCins = ReadonlyMap<string, string>;

/**
 * Whoever leaves gives back their CIN, so that they may come again under another code. A departure that is still to come
 * gives back nothing yet: once its day has come, whoever wants the CIN finds its holder gone.
 */
export const whenProducerLeftThenReleaseCin = policyOn(
  producerEvents.ProducerLeft,
  producerEvents.PersonErased,
)<ReservedCins>({
  name: 'release-claim',
  react(event, { ref, at }, reserved) {
    if (event.type === 'ProducerLeft' && event.data.leftOn > businessDate(at)) return [];
    const reservation = reserved.get(ref.id);
    if (reservation === undefined) return [];
    return [sendTo(reservationAggregate, reservation, 'ReleaseClaim', { holder: `producer-${ref.id}` })];
  },
});
