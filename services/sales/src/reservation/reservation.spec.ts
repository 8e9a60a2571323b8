import { isAggregateId } from '@oce/event-store';
import { command, given } from '@oce/testing';
import {
  reservationAggregate,
  reservationOf,
  type ReservationEvent,
  type ReservedKind,
  type ReservedValue,
} from './domain/reservation';

const value = (holder: string, kind: ReservedKind = 'bank_reference'): ReservedValue => ({
  kind,
  value: 'VIR/18 4',
  holder,
});

describe('a value that is used once only', () => {
  it('is on a stream of this context, taken and given back with all that it says', () => {
    expect(reservationAggregate).toMatchObject({ context: 'sales', aggregate: 'claim' });
    const taken: ReservationEvent = { type: 'ClaimTaken', v: 1, data: value('PRO-1') };
    given(reservationAggregate, [])
      .when(command('TakeClaim', value('PRO-1')))
      .then(taken);
    given(reservationAggregate, [taken])
      .when(command('ReleaseClaim', value('PRO-1')))
      .then({ type: 'ClaimReleased', v: 1, data: value('PRO-1') });
  });

  it.each<ReservedKind>(['ice', 'bank_reference', 'proceeds_id', 'delivery_note_number'])(
    'is refused to another holder by the name of its kind: %s',
    (kind) => {
      const past: ReservationEvent[] = [{ type: 'ClaimTaken', v: 1, data: value('one', kind) }];
      given(reservationAggregate, past)
        .when(command('TakeClaim', value('other', kind)))
        .thenRefused(`${kind}_used`);
    },
  );

  it('has an id fit for a subject, of its own for each kind and value', () => {
    const ids = [value('a'), value('a', 'ice'), { ...value('a'), value: 'VIR/18 5' }].map(
      (one) => reservationOf(one).id,
    );
    expect(ids.every(isAggregateId)).toBe(true);
    expect(new Set(ids).size).toBe(3);
    expect(reservationOf(value('a')).id).toBe(reservationOf(value('b')).id);
  });
});
