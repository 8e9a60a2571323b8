import fc from 'fast-check';
import {
  canonicalJson,
  command,
  commandHash,
  derivedId,
  conflict,
  given,
  refuseIf,
  saysTheSame,
  unknownEvent,
  type Command,
  type Decider,
  type Event,
} from './index';

type Opened = Event<'CrateOpened', { size: number }, 1>;
type Filled = Event<'CrateFilled', { grams: number }, 1>;
type Fill = Command<'FillCrate', { grams: number }>;

const crate: Decider<{ left: number }, Fill, Opened | Filled> = {
  context: 'test',
  aggregate: 'crate',
  initial: { left: 0 },
  decide(cmd, state) {
    refuseIf(cmd.data.grams > state.left, conflict('crate_too_small', 'Take another crate.', 'grams'));
    return cmd.data.grams === 0 ? [] : [{ type: 'CrateFilled', v: 1, data: { grams: cmd.data.grams } }];
  },
  evolve(state, event) {
    switch (event.type) {
      case 'CrateOpened':
        return { left: event.data.size };
      case 'CrateFilled':
        return { left: state.left - event.data.grams };
      default:
        return unknownEvent(event);
    }
  },
};
const opened: Opened = { type: 'CrateOpened', v: 1, data: { size: 5 } };

describe('given/when/then', () => {
  it('accepts the events that were decided', () => {
    given(crate, [opened])
      .when(command('FillCrate', { grams: 3 }))
      .then({ type: 'CrateFilled', v: 1, data: { grams: 3 } });
  });

  it('tells when the events differ', () => {
    const when = given(crate, [opened]).when(command('FillCrate', { grams: 3 }));
    expect(() => when.then({ type: 'CrateFilled', v: 1, data: { grams: 4 } })).toThrow();
    expect(() => when.thenNothing()).toThrow();
    expect(() => when.thenRefused('crate_too_small')).toThrow('expected the refusal');
  });

  it('names the refusal, folded over the whole past', () => {
    const filled: Filled = { type: 'CrateFilled', v: 1, data: { grams: 4 } };
    given(crate, [opened, filled])
      .when(command('FillCrate', { grams: 2 }))
      .thenRefused('crate_too_small');
  });

  it('writes nothing where there is nothing to do', () => {
    given(crate, [opened])
      .when(command('FillCrate', { grams: 0 }))
      .thenNothing();
  });

  it('finds a decision that changes its state', () => {
    const impure: typeof crate = {
      ...crate,
      decide: (_cmd, state) => {
        state.left = 0;
        return [];
      },
    };
    expect(() =>
      given(impure, [opened])
        .when(command('FillCrate', { grams: 1 }))
        .thenNothing(),
    ).toThrow('must not change');
  });

  it('is loud on an event that evolve does not know', () => {
    const alien = { type: 'CrateStolen', v: 1, data: {} } as unknown as Opened;
    expect(() => given(crate, [alien]).when(command('FillCrate', { grams: 0 }))).toThrow('CrateStolen');
  });
});

describe('a rung of a ladder', () => {
  it('throws where its condition holds, and makes a refusal given as a function only then', () => {
    const make = jest.fn(() => conflict('crate_too_small', 'Take another crate.'));
    refuseIf(false, make);
    expect(make).not.toHaveBeenCalled();
    expect(() => refuseIf(true, make)).toThrow('Take another crate.');
    expect(() => refuseIf(true, conflict('crate_gone', 'It is gone.'))).toThrow('It is gone.');
  });
});

describe('command hash', () => {
  it('does not depend on the order of members nor on the meta', () => {
    const a = command('X', { a: 1, b: { c: [1, 2], d: undefined } }, { commandId: '1' });
    const b = command('X', { b: { c: [1, 2] }, a: 1 }, { commandId: '2', now: '2027-01-01T00:00:00.000Z' });
    expect(commandHash(a)).toBe(commandHash(b));
  });

  it('differs for another type or other data', () => {
    const hash = commandHash(command('X', { a: 1 }));
    expect(commandHash(command('Y', { a: 1 }))).not.toBe(hash);
    expect(commandHash(command('X', { a: '1' }))).not.toBe(hash);
  });

  it('writes canonical JSON that JSON.parse reads back', () => {
    const value = { z: null, a: ['é', { y: true, x: 1.5 }] };
    expect(canonicalJson(value)).toBe('{"a":["é",{"x":1.5,"y":true}],"z":null}');
    expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });

  it('tells the same said again, in whatever order and with nothing said of a member, from another thing', () => {
    expect(saysTheSame({ a: 1, b: [{ c: 'x', d: null }] }, { b: [{ d: null, c: 'x' }], a: 1 })).toBe(true);
    expect(saysTheSame({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    for (const other of [{ a: 2 }, { a: '1' }, { a: 1, b: null }, [1], null, undefined])
      expect(saysTheSame({ a: 1 }, other)).toBe(false);
    expect(saysTheSame([1, 2], [2, 1])).toBe(false);
  });

  it('writes the same text as JSON.stringify, but for the order of members, whatever the value', () => {
    /** The members in order; their names get a letter in front, for names like 1 stand first in any object. */
    const named = (value: unknown, inOrder: boolean): unknown => {
      if (value === null || typeof value !== 'object') return value;
      if (Array.isArray(value)) return value.map((item) => named(item, inOrder));
      const members = Object.entries(value).map(
        ([key, member]) => [`k${key}`, named(member, inOrder)] as const,
      );
      return Object.fromEntries(inOrder ? members.sort(([a], [b]) => (a < b ? -1 : 1)) : members);
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(named(value, false))).toBe(JSON.stringify(named(value, true)));
      }),
    );
  });
});

describe('a derived id', () => {
  it('is the same for the same parts, another for others, and fit for an aggregate', () => {
    expect(derivedId('fill-lot', 'c1', 0)).toBe(derivedId('fill-lot', 'c1', 0));
    expect(derivedId('fill-lot', 'c1', 0)).not.toBe(derivedId('fill-lot', 'c1', 1));
    expect(derivedId('fill-lot', 'c1', 0)).not.toBe(derivedId('fill', 'lotc1', 0));
    expect(derivedId('fill-lot', 'c1', 0)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});
