import { conflict, fold } from '@oce/event-sourcing';
import { command, given } from '@oce/event-sourcing/testing';
import fc from 'fast-check';
import { defineClaims, type ClaimEvent, type Held } from './claim.decider';

interface Plate extends Held {
  readonly plate: string;
}
const decider = defineClaims<Plate>('LOG', 'yard', ({ plate }, holder) =>
  conflict('plate_taken', `${plate} is on the lorry of ${holder}.`, 'plate'),
);
const take = (holder: string) => command('TakeClaim', { plate: '1-A-1', holder });
const release = (holder: string) => command('ReleaseClaim', { holder });
const taken = (holder: string): ClaimEvent<Plate> => ({
  type: 'ClaimTaken',
  v: 1,
  data: { plate: '1-A-1', holder },
});
const released = (holder: string): ClaimEvent<Plate> => ({ type: 'ClaimReleased', v: 1, data: { holder } });

describe('a claim', () => {
  it('is an aggregate of its context', () => {
    expect(decider).toMatchObject({ context: 'yard', aggregate: 'claim' });
  });

  it('is taken by the first, with all that the context says of it', () => {
    given(decider, []).when(take('one')).then(taken('one'));
  });

  it('is met again by its holder', () => {
    given(decider, [taken('one')])
      .when(take('one'))
      .thenNothing();
  });

  it('is refused to another in the words of the context', () => {
    given(decider, [taken('one')])
      .when(take('other'))
      .thenRefused('plate_taken');
    const state = fold(decider, [taken('one')]);
    const refused = { field: 'plate', message: '1-A-1 is on the lorry of one.' };
    expect(() => decider.decide(take('other'), state)).toThrow(expect.objectContaining(refused));
  });

  it('is given back by its holder and nobody else', () => {
    given(decider, [taken('one')])
      .when(release('other'))
      .thenNothing();
    given(decider, [taken('one')])
      .when(release('one'))
      .then(released('one'));
  });

  it('is not given back twice, nor where nobody took it', () => {
    given(decider, []).when(release('one')).thenNothing();
    given(decider, [taken('one'), released('one')])
      .when(release('one'))
      .thenNothing();
  });

  it('is free for anybody once it was given back', () => {
    given(decider, [taken('one'), released('one')])
      .when(take('other'))
      .then(taken('other'));
    given(decider, [taken('one'), released('one')])
      .when(take('one'))
      .then(taken('one'));
  });

  it('is shared where its context says so, and free once the last has given it back', () => {
    const share = (holder: string) => command('TakeClaim', { plate: '1-A-1', holder, shared: true });
    const shared: ClaimEvent<Plate> = {
      type: 'ClaimTaken',
      v: 1,
      data: { plate: '1-A-1', holder: 'other', shared: true },
    };
    given(decider, [taken('one')])
      .when(share('other'))
      .then(shared);
    const both = [taken('one'), shared];
    given(decider, both).when(share('other')).thenNothing();
    given(decider, both).when(take('third')).thenRefused('plate_taken');
    given(decider, both).when(release('one')).then(released('one'));
    given(decider, [...both, released('one')])
      .when(take('third'))
      .thenRefused('plate_taken');
    given(decider, [...both, released('one'), released('other')])
      .when(take('third'))
      .then(taken('third'));
  });

  it('gives back with what the context says of it', () => {
    const whole = defineClaims<Plate, Plate>('LOG', 'yard', () => conflict('plate_taken', 'Taken.'));
    const data = { plate: '1-A-1', holder: 'one' };
    given(whole, [{ type: 'ClaimTaken', v: 1, data }])
      .when(command('ReleaseClaim', data))
      .then({ type: 'ClaimReleased', v: 1, data });
  });

  it('is loud about what it does not know', () => {
    expect(() => decider.decide(command('LendClaim', { holder: 'one' }) as never, {})).toThrow('LendClaim');
    expect(() => decider.evolve({}, { type: 'ClaimLent' } as never)).toThrow('ClaimLent');
  });

  it('has one holder at a time, who took it while it was free, whatever is asked in whatever order', () => {
    const wish = fc.tuple(fc.constantFrom(take, release), fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 30 }), (wishes) => {
        let state = decider.initial;
        let holder: string | undefined;
        for (const [ask, who] of wishes) {
          const wanted = ask(who);
          const isFree = holder === undefined;
          if (wanted.type === 'TakeClaim' && !isFree && holder !== who) {
            const before = state;
            expect(() => decider.decide(wanted, before)).toThrow('is on the lorry of');
            continue;
          }
          if (wanted.type === 'TakeClaim') holder = who;
          else if (holder === who) holder = undefined;
          const events = decider.decide(wanted, state);
          expect(events.length).toBeLessThanOrEqual(1);
          state = fold(decider, events, state);
          expect(state.holder).toBe(holder);
          // The same again writes nothing.
          expect(decider.decide(wanted, state)).toEqual([]);
        }
      }),
    );
  });
});
