import fc from 'fast-check';
import { command, given } from '../testing';
import {
  canonicalJson,
  commandHash,
  derivedId,
  conflict,
  saysTheSame,
  unknownEvent,
  defineAggregate,
  defineEvents,
  event,
  kindOf,
  KnownEvents,
  UnreadableEvent,
  type Command,
  type EventOf,
} from './index';

const kind = { stream: 'TEST', context: 'test', aggregate: 'crate' };
const crateEvents = defineEvents(kind, {
  CrateOpened: event<{ size: number }>(),
  CrateFilled: event<{ grams: number }>(),
});
type Opened = EventOf<typeof crateEvents.CrateOpened>;
type Filled = EventOf<typeof crateEvents.CrateFilled>;
type Fill = Command<'FillCrate', { grams: number }>;

const crate = defineAggregate<{ left: number }, Fill, typeof crateEvents>(crateEvents, {
  initial: { left: 0 },
  decide(cmd, state) {
    if (cmd.data.grams > state.left) throw conflict('crate_too_small', 'Take another crate.', 'grams');
    return cmd.data.grams === 0 ? [] : [crateEvents.CrateFilled({ grams: cmd.data.grams })];
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
});
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

describe('event types as values', () => {
  it('make events of the version that is written now', () => {
    expect(crateEvents.CrateFilled({ grams: 3 })).toEqual({ type: 'CrateFilled', v: 1, data: { grams: 3 } });
    const changed = defineEvents(kind, { CrateOpened: event<{ size: number }>().version(2, {}) });
    expect(changed.CrateOpened({ size: 1 }).v).toBe(2);
  });

  it('know where they live, and lend it to their aggregate', () => {
    expect(crateEvents.CrateOpened.kind).toEqual(kind);
    expect(crate).toMatchObject(kind);
    expect(() => kindOf({})).toThrow('at least one event');
  });

  it('are taken over from the contracts as they are, and from no other kind of aggregate', () => {
    const { CrateOpened } = crateEvents;
    const more = defineEvents(kind, { CrateLost: event<{ by: string }>(), CrateOpened });
    expect(more.CrateOpened).toBe(CrateOpened);
    expect(() => defineEvents({ ...kind, aggregate: 'box' }, { CrateOpened })).toThrow(
      'CrateOpened is of evt.test.crate.*, not of evt.test.box.*',
    );
    expect(() =>
      kindOf({ CrateOpened, ...defineEvents({ ...kind, aggregate: 'box' }, { Shut: event() }) }),
    ).toThrow('Shut is not of evt.test.crate.*');
  });
});

describe('known events', () => {
  const versions = defineEvents(kind, {
    CrateOpened: event<{ size: number; colour: string | null }>().version(3, {
      1: ({ litres }) => ({ size: litres }),
      2: (data) => ({ ...data, colour: null }),
    }),
  });
  const known = new KnownEvents().owns(versions);
  const ref = { context: 'test', aggregate: 'crate', id: '1' };

  it('are brought up to the present version step by step', () => {
    const present = { type: 'CrateOpened', v: 3, data: { size: 5, colour: null } };
    expect(known.read({ type: 'CrateOpened', v: 1, data: { litres: 5 } }, ref)).toEqual(present);
    expect(known.read({ type: 'CrateOpened', v: 2, data: { size: 5 } }, ref)).toEqual(present);
    expect(known.read(present, ref)).toBe(present);
  });

  it.each([
    [null, 'not an object'],
    ['text', 'not an object'],
    [{ v: 1, data: {} }, 'no type'],
    [{ type: 'CrateOpened', data: {} }, 'no version'],
    [{ type: 'CrateOpened', v: 1.5, data: {} }, 'no version'],
    [{ type: 'CrateOpened', v: 3, data: null }, 'no data'],
    [{ type: 'CrateOpened', v: 3, data: [] }, 'no data'],
    [{ type: 'CrateOpened', v: 4, data: {} }, 'CrateOpened of version 4 is unknown'],
    [{ type: 'CrateOpened', v: 0, data: {} }, 'CrateOpened of version 0 is unknown'],
    [{ type: 'CrateStolen', v: 1, data: {} }, 'test.crate has no event "CrateStolen"'],
  ])('refuse %j and say why', (read, reason) => {
    expect(() => known.read(read, ref)).toThrow(UnreadableEvent);
    expect(() => known.read(read, ref)).toThrow(reason);
  });

  it('of others pass where nobody listens to them', () => {
    const alien = { type: 'CrateStolen', v: 7, data: {} };
    expect(known.read(alien, { ...ref, aggregate: 'box' })).toBe(alien);
    expect(new KnownEvents().listenTo(versions.CrateOpened).read(alien, ref)).toBe(alien);
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
