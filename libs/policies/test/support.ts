import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  type Command,
  type Commit,
  type EventOf,
} from '@oce/event-sourcing';
import { AggregateHandler, type EventStore } from '@oce/event-store';
import { randomUUID } from 'node:crypto';
import { attentionAggregate } from '../src/attention';
import { policyOn, sendTo } from '../src/policy';
import type { AnyHandler } from '../src/dispatch';

/** What these specs say: a crate that comes in is stacked in the cellar of its kind, as long as that has room. */
export const crateEvents = defineEvents(
  { stream: 'LOG', context: 'collection', aggregate: 'crate' },
  { CrateCame: event<{ crateId: string; cellarId: string; grams: number }>() },
);
export type CrateCame = EventOf<typeof crateEvents>;
const cellarEvents = defineEvents(
  { stream: 'LOG', context: 'collection', aggregate: 'cellar' },
  { CrateStacked: event<{ crateId: string; grams: number }>() },
);
export type StackCrate = Command<'StackCrate', { crateId: string; grams: number }>;

export const ROOM_GRAMS = 1_000;

interface Cellar {
  readonly grams: number;
  readonly crates: readonly string[];
}
const cellarAggregate = defineAggregate<Cellar, StackCrate, typeof cellarEvents>(cellarEvents, {
  initial: { grams: 0, crates: [] },
  decide({ data }, { grams, crates }) {
    if (crates.includes(data.crateId)) return [];
    const left = ROOM_GRAMS - grams;
    if (data.grams > left) throw conflict('cellar_full', `There is room for ${left} g.`, 'grams');
    return [cellarEvents.CrateStacked(data)];
  },
  evolve: ({ grams, crates }, { data }) => ({
    grams: grams + data.grams,
    crates: [...crates, data.crateId],
  }),
});

export const stackCrates = policyOn(crateEvents)({
  name: 'stack-crates',
  react: ({ data: { cellarId, crateId, grams } }) => [
    sendTo(cellarAggregate, cellarId, 'StackCrate', { crateId, grams }),
  ],
});

export function handlersOn(store: EventStore): Map<string, AnyHandler> {
  return new Map<string, AnyHandler>([
    ['cellar', new AggregateHandler(store, cellarAggregate)],
    ['attention', new AggregateHandler(store, attentionAggregate('LOG', 'collection'))],
  ]);
}

/** Crates come in, each a commit of its own. */
export async function crateComes(
  store: EventStore,
  cellarId: string,
  grams: number,
  crateId: string = randomUUID(),
) {
  const came = crateEvents.CrateCame({ crateId, cellarId, grams });
  const commit: Commit = {
    commitId: randomUUID(),
    commandId: randomUUID(),
    commandHash: 'h',
    actor: 'test',
    at: '2026-10-01T08:00:00.000Z',
    correlationId: `cor-${crateId}`,
    version: 1,
    events: [came],
  };
  const position = await store.append({ context: 'collection', aggregate: 'crate', id: crateId }, 0, commit);
  return { crateId, position, commit };
}
