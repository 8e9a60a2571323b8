import { command, given } from '@oce/event-sourcing';
import fc from 'fast-check';
import { cooperativeDecider, lastDayOf, type CooperativeState } from './cooperative.decider';
import type { CooperativeEvent } from './cooperative.events';

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
    given(cooperativeDecider, []).when(affiliate(cooperative)).then(affiliated);
    given(cooperativeDecider, [affiliated]).when(affiliate(cooperative)).thenNothing();
    given(cooperativeDecider, [affiliated])
      .when(affiliate({ ...cooperative, name: 'Another' }))
      .thenRefused('cooperative_id_taken');
  });

  it('signs nothing before it is affiliated', () => {
    given(cooperativeDecider, [])
      .when(command('SignConvention', convention))
      .thenRefused('cooperative_unknown');
    given(cooperativeDecider, []).when(command('EndConvention', ending)).thenRefused('cooperative_unknown');
  });
});

describe('a convention', () => {
  const sign = (change: Partial<typeof convention> = {}) =>
    command('SignConvention', { ...convention, ...change });
  const end = (change: Partial<typeof ending> = {}) => command('EndConvention', { ...ending, ...change });

  it('is signed once; another content under its number is refused', () => {
    given(cooperativeDecider, [affiliated]).when(sign()).then(signed);
    given(cooperativeDecider, [affiliated, signed]).when(sign()).thenNothing();
    given(cooperativeDecider, [affiliated, signed, ended]).when(sign()).thenNothing();
    given(cooperativeDecider, [affiliated, signed])
      .when(sign({ commissionCapPpm: 60_000 }))
      .thenRefused('convention_number_taken');
  });

  it('is the same with its products in another order, and another with others', () => {
    const data = { ...convention, products: ['OLIVE', 'ARGAN'] };
    const past: CooperativeEvent[] = [affiliated, { type: 'ConventionSigned', v: 1, data }];
    given(cooperativeDecider, past)
      .when(sign({ products: ['ARGAN', 'OLIVE'] }))
      .thenNothing();
    given(cooperativeDecider, past)
      .when(sign({ products: ['OLIVE'] }))
      .thenRefused('convention_number_taken');
  });

  it('does not end before it begins', () => {
    given(cooperativeDecider, [affiliated])
      .when(sign({ validTo: '2025-12-31' }))
      .thenRefused('validity_backwards');
  });

  it.each([
    ['2028-12-31', '2030-12-31'],
    ['2027-01-01', '2027-01-01'],
    ['2025-01-01', '2026-01-01'],
  ])('does not share a day with another: %s to %s', (validFrom, validTo) => {
    given(cooperativeDecider, [affiliated, signed])
      .when(sign({ conventionNumber: 'CONV-2', validFrom, validTo }))
      .thenRefused('convention_overlaps');
  });

  it('follows on one that has run out or was ended', () => {
    const next = { conventionNumber: 'CONV-2', validTo: '2031-12-31' };
    for (const [past, validFrom] of [
      [[affiliated, signed], '2029-01-01'],
      [[affiliated, signed, ended], '2027-07-01'],
    ] as const)
      given(cooperativeDecider, past)
        .when(sign({ ...next, validFrom }))
        .then({ type: 'ConventionSigned', v: 1, data: { ...convention, ...next, validFrom } });
  });

  it('is ended once, within its validity', () => {
    given(cooperativeDecider, [affiliated, signed]).when(end()).then(ended);
    given(cooperativeDecider, [affiliated, signed, ended]).when(end()).thenNothing();
    given(cooperativeDecider, [affiliated, signed, ended])
      .when(end({ endedOn: '2027-07-01' }))
      .thenRefused('convention_ended');
    given(cooperativeDecider, [affiliated, signed, ended])
      .when(end({ reason: 'fees not paid' }))
      .thenRefused('convention_ended');
    given(cooperativeDecider, [affiliated, signed])
      .when(end({ endedOn: '2029-01-01' }))
      .thenRefused('end_outside_validity');
    given(cooperativeDecider, [affiliated]).when(end()).thenRefused('convention_unknown');
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
        let state: CooperativeState = cooperativeDecider.evolve(cooperativeDecider.initial, affiliated);
        for (const { number, from, to, ends } of steps) {
          const conventionNumber = `CONV-${number}`;
          const cmd = ends
            ? end({ conventionNumber, endedOn: to })
            : sign({ conventionNumber, validFrom: from, validTo: to });
          try {
            state = cooperativeDecider.decide(cmd, state).reduce(cooperativeDecider.evolve, state);
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
