import fc from 'fast-check';
import { command, given } from '../testing';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  fold,
  proposalsEvolved,
  withSecondPerson,
  type Asked,
  type Command,
  type Confirmed,
  type ConfirmProposal,
  type EventOf,
  type Proposals,
  type Rejected,
  type RejectProposal,
} from './index';

interface Own {
  readonly crateId: string;
}
const crateEvents = defineEvents(
  { stream: 'TEST', context: 'test', aggregate: 'crate', id: 'crateId' },
  {
    CrateFilled: event<Own & { filling: string; grams: number; limit?: number }>(),
    SecondPersonAsked: event<Own & Asked>(),
    ProposalConfirmed: event<Own & Confirmed>(),
    ProposalRejected: event<Own & Rejected>(),
  },
);
type CrateEvent = EventOf<typeof crateEvents>;
type Fill = Command<'FillCrate', Own & { filling: string; grams: number }> & {
  readonly facts?: { readonly room: number };
};
interface State {
  readonly fillings: Readonly<Record<string, number>>;
  readonly proposals: Proposals;
}

const LIMIT = 100;
const crate = defineAggregate<State, Fill | ConfirmProposal<Own> | RejectProposal<Own>, typeof crateEvents>(
  crateEvents,
  {
    initial: { fillings: {}, proposals: {} },
    decide: withSecondPerson<State, Fill, CrateEvent, Own>({
      events: crateEvents,
      limitOf: ({ data: { crateId, filling, grams } }) => ({
        proposalId: `filling-${filling}`,
        kind: 'filling',
        amount: grams,
        limit: LIMIT,
        own: { crateId },
        takesEffect: 'CrateFilled',
      }),
      decide({ data, facts }, { fillings }) {
        if (fillings[data.filling] === data.grams) return [];
        if (data.grams > (facts?.room ?? 1_000)) throw conflict('crate_too_small', 'Take another crate.');
        return [crateEvents.CrateFilled(data)];
      },
    }),
    evolve: {
      CrateFilled: (state, { data: { filling, grams } }) => ({
        ...state,
        fillings: { ...state.fillings, [filling]: grams },
      }),
      ...proposalsEvolved,
    },
  },
);

const fill = (grams: number, actor = 'staff:amal', filling = 'F1'): Fill =>
  command('FillCrate', { crateId: 'C', filling, grams }, { actor });
const confirm = (actor = 'staff:badr', room?: number): ConfirmProposal<Own> => ({
  ...command('ConfirmProposal', { crateId: 'C', proposalId: 'filling-F1' }, { actor }),
  ...(room === undefined ? {} : { facts: { room } }),
});
const reject = (reason = 'too heavy', actor = 'staff:badr'): RejectProposal<Own> =>
  command('RejectProposal', { crateId: 'C', proposalId: 'filling-F1', reason }, { actor });

const filled = crateEvents.CrateFilled({ crateId: 'C', filling: 'F1', grams: 101, limit: LIMIT });
const asked = crateEvents.SecondPersonAsked({
  crateId: 'C',
  proposalId: 'filling-F1',
  kind: 'filling',
  amount: 101,
  limit: LIMIT,
  askedBy: 'staff:amal',
  command: { type: 'FillCrate', data: { crateId: 'C', filling: 'F1', grams: 101 } },
});
const persons = { crateId: 'C', proposalId: 'filling-F1', askedBy: 'staff:amal' };
const confirmed = crateEvents.ProposalConfirmed({ ...persons, confirmedBy: 'staff:badr' });
const rejected = crateEvents.ProposalRejected({ ...persons, reason: 'too heavy', rejectedBy: 'staff:badr' });

describe('a command with a limit', () => {
  it('is done at once up to the limit, and its event says the limit', () => {
    given(crate, [])
      .when(fill(LIMIT))
      .then(crateEvents.CrateFilled({ crateId: 'C', filling: 'F1', grams: LIMIT, limit: LIMIT }));
  });

  it('above it waits for a second person, whoever sends it again', () => {
    given(crate, []).when(fill(101)).then(asked);
    given(crate, [asked]).when(fill(101)).thenNothing();
    given(crate, [asked]).when(fill(101, 'staff:badr')).thenNothing();
  });

  it('waits as it is: another content under its id is refused, small or large', () => {
    given(crate, [asked]).when(fill(102)).thenRefused('proposal_differs');
    given(crate, [asked]).when(fill(1)).thenRefused('proposal_differs');
  });

  it('is refused at once for what it would be refused for', () => {
    given(crate, []).when(fill(1_001)).thenRefused('crate_too_small');
  });

  it('is done by whoever confirms it, once, with both persons in the commit', () => {
    given(crate, [asked]).when(confirm()).then(confirmed, filled);
    const past = [asked, confirmed, filled];
    for (const actor of ['staff:amal', 'staff:badr', 'staff:other'])
      given(crate, past).when(confirm(actor)).thenNothing();
    given(crate, past).when(fill(101)).thenNothing();
    given(crate, past).when(reject()).thenRefused('proposal_confirmed');
  });

  it('is confirmed as things stand then', () => {
    given(crate, [asked]).when(confirm('staff:badr', 100)).thenRefused('crate_too_small');
  });

  it.each(['staff:amal', 'policy:fill', 'service:test'])(
    'is neither confirmed nor rejected by %s',
    (actor) => {
      given(crate, [asked]).when(confirm(actor)).thenRefused('second_person_needed');
      given(crate, [asked]).when(reject('no', actor)).thenRefused('second_person_needed');
    },
  );

  it('that was rejected is done neither again nor confirmed, and something else may be asked for', () => {
    given(crate, [asked]).when(reject()).then(rejected);
    const past = [asked, rejected];
    given(crate, past).when(reject()).thenNothing();
    given(crate, past).when(reject('otherwise')).thenRefused('proposal_rejected_otherwise');
    given(crate, past).when(confirm()).thenRefused('proposal_rejected');
    given(crate, past).when(fill(101)).thenRefused('proposal_rejected');
    expect(given(crate, past).when(fill(99)).events()).toMatchObject([{ type: 'CrateFilled' }]);
    expect(given(crate, past).when(fill(150)).events()).toMatchObject([{ type: 'SecondPersonAsked' }]);
  });

  it('is unknown to those who confirm what nobody asked for', () => {
    given(crate, []).when(confirm()).thenRefused('proposal_unknown');
    given(crate, []).when(reject()).thenRefused('proposal_unknown');
    const alien = { ...confirm(), data: { crateId: 'C', proposalId: 'constructor' } };
    given(crate, []).when(alien).thenRefused('proposal_unknown');
  });

  it('never takes effect above its limit by one person, in whatever order persons act', () => {
    const actor = fc.constantFrom('staff:a', 'staff:b', 'staff:c', 'policy:p');
    const filling = fc.constantFrom('F1', 'F2');
    const deed = fc.oneof(
      fc
        .record({ actor, filling, grams: fc.integer({ min: 1, max: 200 }) })
        .map((one) => fill(one.grams, one.actor, one.filling)),
      fc
        .record({ actor, filling })
        .map((one) =>
          command(
            'ConfirmProposal',
            { crateId: 'C', proposalId: `filling-${one.filling}` },
            { actor: one.actor },
          ),
        ),
      fc.record({ actor, filling }).map((one) => {
        const data = { crateId: 'C', proposalId: `filling-${one.filling}`, reason: 'no' };
        return command('RejectProposal', data, { actor: one.actor });
      }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
        const past: CrateEvent[] = [];
        const askers = new Map<string, string>();
        for (const one of deeds) {
          let events: readonly CrateEvent[] = [];
          try {
            events = crate.decide(one, fold(crate, past));
          } catch {
            continue;
          }
          for (const { type, data } of events)
            if (type === 'SecondPersonAsked') askers.set(data.proposalId, data.askedBy);
          const above = events.find(({ type, data }) => type === 'CrateFilled' && data.grams > LIMIT);
          const by = events.find(({ type }) => type === 'ProposalConfirmed');
          if (above?.type === 'CrateFilled') {
            expect(by).toMatchObject({ data: { confirmedBy: one.meta.actor } });
            expect(askers.get(`filling-${above.data.filling}`)).not.toBe(one.meta.actor);
          }
          past.push(...events);
        }
      }),
    );
  });
});
