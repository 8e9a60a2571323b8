import { command, given } from '@oce/testing';
import fc from 'fast-check';
import {
  cooperativeAggregate,
  lastDayOf,
  type CooperativeEvent,
  type CooperativeState,
} from './domain/cooperative';

const cooperative = {
  cooperativeId: 'COOP-OUEZ',
  name: 'Coopérative Ouazzane',
  region: 'Ouazzane',
  ice: '998827893000109',
  affiliatedOn: '2026-01-01',
};
const affiliated: CooperativeEvent = { type: 'CooperativeAffiliated', v: 1, data: cooperative };
const convention = {
  cooperativeId: 'COOP-OUEZ',
  conventionNumber: 'CONV-1',
  validFrom: '2026-01-01',
  validTo: '2028-12-31',
  products: ['OLIVE'],
  commissionCapPpm: 50_000,
};
const signed: CooperativeEvent = { type: 'ConventionSigned', v: 1, data: convention };
const ending = {
  cooperativeId: 'COOP-OUEZ',
  conventionNumber: 'CONV-1',
  endedOn: '2027-06-30',
  reason: 'by common consent',
};
const ended: CooperativeEvent = { type: 'ConventionEnded', v: 1, data: ending };

describe('a cooperative', () => {
  it('is affiliated once; another content under its id is refused', () => {
    const affiliate = (data: typeof cooperative) => command('AffiliateCooperative', data);
    given(cooperativeAggregate, []).when(affiliate(cooperative)).then(affiliated);
    given(cooperativeAggregate, [affiliated]).when(affiliate(cooperative)).thenNothing();
    given(cooperativeAggregate, [affiliated])
      .when(affiliate({ ...cooperative, name: 'Another' }))
      .thenRefused('cooperative_id_taken');
  });

  it('signs nothing before it is affiliated', () => {
    given(cooperativeAggregate, [])
      .when(command('SignConvention', convention))
      .thenRefused('cooperative_unknown');
    given(cooperativeAggregate, []).when(command('EndConvention', ending)).thenRefused('cooperative_unknown');
  });
});

describe('a convention', () => {
  const sign = (change: Partial<typeof convention> = {}) =>
    command('SignConvention', { ...convention, ...change });
  const end = (change: Partial<typeof ending> = {}) => command('EndConvention', { ...ending, ...change });

  it('is signed once; another content under its number is refused', () => {
    given(cooperativeAggregate, [affiliated]).when(sign()).then(signed);
    given(cooperativeAggregate, [affiliated, signed]).when(sign()).thenNothing();
    given(cooperativeAggregate, [affiliated, signed, ended]).when(sign()).thenNothing();
    given(cooperativeAggregate, [affiliated, signed])
      .when(sign({ commissionCapPpm: 60_000 }))
      .thenRefused('convention_number_taken');
  });

  it('is the same with its products in another order, and another with others', () => {
    const data = { ...convention, products: ['OLIVE', 'ARGAN'] };
    const past: CooperativeEvent[] = [affiliated, { type: 'ConventionSigned', v: 1, data }];
    given(cooperativeAggregate, past)
      .when(sign({ products: ['ARGAN', 'OLIVE'] }))
      .thenNothing();
    given(cooperativeAggregate, past)
      .when(sign({ products: ['OLIVE'] }))
      .thenRefused('convention_number_taken');
  });

  it('does not end before it begins', () => {
    given(cooperativeAggregate, [affiliated])
      .when(sign({ validTo: '2025-12-31' }))
      .thenRefused('validity_backwards');
  });

  it.each([
    ['2028-12-31', '2030-12-31'],
    ['2027-01-01', '2027-01-01'],
    ['2025-01-01', '2026-01-01'],
  ])('does not share a day with another: %s to %s', (validFrom, validTo) => {
    given(cooperativeAggregate, [affiliated, signed])
      .when(sign({ conventionNumber: 'CONV-2', validFrom, validTo }))
      .thenRefused('convention_overlaps');
  });

  it('follows on one that has run out or was ended', () => {
    const next = { conventionNumber: 'CONV-2', validTo: '2031-12-31' };
    for (const [past, validFrom] of [
      [[affiliated, signed], '2029-01-01'],
      [[affiliated, signed, ended], '2027-07-01'],
    ] as const)
      given(cooperativeAggregate, past)
        .when(sign({ ...next, validFrom }))
        .then({ type: 'ConventionSigned', v: 1, data: { ...convention, ...next, validFrom } });
  });

  it('is ended once, within its validity', () => {
    given(cooperativeAggregate, [affiliated, signed]).when(end()).then(ended);
    given(cooperativeAggregate, [affiliated, signed, ended]).when(end()).thenNothing();
    given(cooperativeAggregate, [affiliated, signed, ended])
      .when(end({ endedOn: '2027-07-01' }))
      .thenRefused('convention_ended');
    given(cooperativeAggregate, [affiliated, signed, ended])
      .when(end({ reason: 'fees not paid' }))
      .thenRefused('convention_ended');
    given(cooperativeAggregate, [affiliated, signed])
      .when(end({ endedOn: '2029-01-01' }))
      .thenRefused('end_outside_validity');
    given(cooperativeAggregate, [affiliated]).when(end()).thenRefused('convention_unknown');
  });

  it('is never one of two in force on the same day, whatever is signed and ended', () => {
    const day = fc.integer({ min: 0, max: 27 }).map((n) => `2026-02-${String(n + 1).padStart(2, '0')}`);
    const step = fc.record({
      number: fc.integer({ min: 1, max: 4 }),
      from: day,
      to: day,
      ends: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let state: CooperativeState = cooperativeAggregate.evolve(cooperativeAggregate.initial, affiliated);
        for (const { number, from, to, ends } of steps) {
          const conventionNumber = `CONV-${number}`;
          const cmd = ends
            ? end({ conventionNumber, endedOn: to })
            : sign({ conventionNumber, validFrom: from, validTo: to });
          try {
            state = cooperativeAggregate.decide(cmd, state).reduce(cooperativeAggregate.evolve, state);
          } catch {
            continue;
          }
        }
        for (let n = 1; n <= 28; n++) {
          const today = `2026-02-${String(n).padStart(2, '0')}`;
          const inForce = state.conventions.filter(
            (one) => one.validFrom <= today && today <= lastDayOf(one),
          );
          expect(inForce.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
