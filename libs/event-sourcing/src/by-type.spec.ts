import { command, given } from '../testing';
import {
  defineAggregate,
  defineEvents,
  event,
  evolveBy,
  type Command,
  type EventOf,
  type Evolver,
} from './index';

const crateEvents = defineEvents(
  { stream: 'TEST', context: 'test', aggregate: 'crate' },
  { CrateOpened: event<{ size: number }>(), CrateFilled: event<{ grams: number }>() },
);
type CrateEvent = EventOf<typeof crateEvents>;
type CrateCommand = Command<'OpenCrate', { size: number }> | Command<'FillCrate', { grams: number }>;
interface Left {
  readonly left: number;
}

const evolve: Evolver<Left, CrateEvent> = {
  CrateOpened: (_state, { data }) => ({ left: data.size }),
  CrateFilled: ({ left }, { data }) => ({ left: left - data.grams }),
};
const crate = defineAggregate<Left, CrateCommand, typeof crateEvents>(crateEvents, {
  initial: { left: 0 },
  decide: {
    OpenCrate: ({ data }) => [crateEvents.CrateOpened(data)],
    FillCrate: ({ data }, { left }) => (data.grams > left ? [] : [crateEvents.CrateFilled(data)]),
  },
  evolve,
});
const opened = crateEvents.CrateOpened({ size: 5 });

describe('a table of one function for each type', () => {
  it('decides each command and folds each event', () => {
    given(crate, [])
      .when(command('OpenCrate', { size: 5 }))
      .then(opened);
    const filled = crateEvents.CrateFilled({ grams: 3 });
    given(crate, [opened])
      .when(command('FillCrate', { grams: 3 }))
      .then(filled);
    given(crate, [opened, filled])
      .when(command('FillCrate', { grams: 3 }))
      .thenNothing();
    const folded = evolveBy<Left, CrateEvent>(evolve);
    expect(folded(folded(crate.initial, opened), filled)).toEqual({ left: 2 });
  });

  it.each(['CrateStolen', 'toString'])('is loud on %s, which it does not have', (type) => {
    expect(() => crate.evolve(crate.initial, { ...opened, type } as never)).toThrow(type);
    const unheard = { ...command('OpenCrate', { size: 5 }), type } as never;
    expect(() => crate.decide(unheard, crate.initial)).toThrow(type);
  });
});
