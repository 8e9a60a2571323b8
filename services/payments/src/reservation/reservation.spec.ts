import { command, given } from '@oce/testing';
import { reservationAggregate, type ReservationEvent } from './domain/reservation';

const take = (holder: string, purpose: string) => command('TakeClaim', { holder, purpose });
const taken = (holder: string, purpose: string): ReservationEvent => ({
  type: 'ClaimTaken',
  v: 1,
  data: { holder, purpose },
});

describe('a reservation of payments', () => {
  it('is on a stream of this context, taken with its purpose and given back without', () => {
    expect(reservationAggregate).toMatchObject({ context: 'payments', aggregate: 'claim' });
    given(reservationAggregate, []).when(take('P1', 'rib')).then(taken('P1', 'rib'));
    given(reservationAggregate, [taken('P1', 'rib')])
      .when(command('ReleaseClaim', { holder: 'P1' }))
      .then({ type: 'ClaimReleased', v: 1, data: { holder: 'P1' } });
  });

  it.each([
    ['rib', 'rib'],
    ['pool_scope', undefined],
  ])('is refused to another by the name of its purpose, and of its field: %s', (purpose, field) => {
    const other = given(reservationAggregate, [taken('P1', purpose)]).when(take('P2', purpose));
    expect(() => other.events()).toThrow(expect.objectContaining({ slug: `${purpose}_taken`, field }));
  });
});
