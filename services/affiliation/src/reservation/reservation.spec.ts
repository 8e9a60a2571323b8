import { fold } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import { reservationAggregate, type ReservationEvent, type UniqueKind } from './domain/reservation';

const take = (holder: string, kind: UniqueKind = 'cin') => command('TakeClaim', { kind, holder });
const taken = (holder: string, kind: UniqueKind = 'cin'): ReservationEvent => ({
  type: 'ClaimTaken',
  v: 1,
  data: { kind, holder },
});

describe('the reservation of a value', () => {
  it('is on a stream of this context, taken with its kind and given back without', () => {
    expect(reservationAggregate).toMatchObject({ context: 'affiliation', aggregate: 'claim' });
    given(reservationAggregate, []).when(take('producer-P-1')).then(taken('producer-P-1'));
    given(reservationAggregate, [taken('producer-P-1')])
      .when(command('ReleaseClaim', { holder: 'producer-P-1' }))
      .then({ type: 'ClaimReleased', v: 1, data: { holder: 'producer-P-1' } });
  });

  it.each<[UniqueKind, string, string, string]>([
    ['cin', 'cin_taken', 'cin', 'This CIN is that of holder-1 already.'],
    ['cooperative-ice', 'ice_taken', 'ice', 'This ICE is that of holder-1 already.'],
    ['exporter-ice', 'ice_taken', 'ice', 'This ICE is that of holder-1 already.'],
  ])('is refused to another by the name of the value: %s', (kind, slug, field, message) => {
    const past = [taken('holder-1', kind)];
    given(reservationAggregate, past).when(take('holder-2', kind)).thenRefused(slug);
    expect(() =>
      reservationAggregate.decide(take('holder-2', kind), fold(reservationAggregate, past)),
    ).toThrow(expect.objectContaining({ kind: 'conflict', field, message }));
  });
});
