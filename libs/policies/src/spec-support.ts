import { conflict, refuseIf, type Command, type Commit, type Decider, type Event } from '@oce/event-sourcing';
import { AggregateHandler, type EventStore } from '@oce/event-store';
import { randomUUID } from 'node:crypto';
import { attentionDecider } from './attention';
import { definePolicy, type Policy } from './policy';
import type { AnyHandler } from './dispatch';

/** What these specs say: a crate that comes in is stacked in the cellar of its kind, as long as that has room. */
export type CrateCame = Event<'CrateCame', { crateId: string; cellarId: string; grams: number }, 1>;
export type CrateStacked = Event<'CrateStacked', { crateId: string; grams: number }, 1>;
export type StackCrate = Command<'StackCrate', { crateId: string; grams: number }>;

export const ROOM_GRAMS = 1_000;

interface Cellar {
  readonly grams: number;
  readonly crates: readonly string[];
}
export const cellarDecider: Decider<Cellar, StackCrate, CrateStacked> = {
  context: 'collection',
  aggregate: 'cellar',
  initial: { grams: 0, crates: [] },
  decide({ data }, { grams, crates }) {
    if (crates.includes(data.crateId)) return [];
    const left = ROOM_GRAMS - grams;
    refuseIf(data.grams > left, conflict('cellar_full', `There is room for ${left} g.`, 'grams'));
    return [{ type: 'CrateStacked', v: 1, data }];
  },
  evolve: ({ grams, crates }, { data }) => ({
    grams: grams + data.grams,
    crates: [...crates, data.crateId],
  }),
};

export const stackCrates: Policy<CrateCame> = definePolicy<CrateCame>({
  name: 'stack-crates',
  subjects: ['evt.collection.crate.*'],
  react: ({ data: { cellarId, ...crate } }) => [
    { aggregate: 'cellar', id: cellarId, type: 'StackCrate', data: crate },
  ],
});

export function handlersOn(store: EventStore): Map<string, AnyHandler> {
  return new Map<string, AnyHandler>([
    ['cellar', new AggregateHandler(store, cellarDecider)],
    ['attention', new AggregateHandler(store, attentionDecider('collection'))],
  ]);
}

/** Crates come in, each a commit of its own. */
export async function crateComes(
  store: EventStore,
  cellarId: string,
  grams: number,
  crateId: string = randomUUID(),
) {
  const event: CrateCame = { type: 'CrateCame', v: 1, data: { crateId, cellarId, grams } };
  const commit: Commit = {
    commitId: randomUUID(),
    commandId: randomUUID(),
    commandHash: 'h',
    actor: 'test',
    at: '2026-10-01T08:00:00.000Z',
    correlationId: `cor-${crateId}`,
    version: 1,
    events: [event],
  };
  const position = await store.append({ context: 'collection', aggregate: 'crate', id: crateId }, 0, commit);
  return { crateId, position, commit };
}
