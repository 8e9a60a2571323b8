import { defineEvents, event, type Commit, type Event, type EventOf } from '@oce/event-sourcing';
import type { EventStore, LogReader, LogSubscription, ReadOptions } from '@oce/event-store';
import type { Db } from 'mongodb';
import { randomUUID } from 'node:crypto';
import type { HostOptions } from '../src/host-options';
import { ProjectionHost } from '../src/projection-host';
import { projectionFrom, type Projection } from '../src/projection';

/** What these specs say: a crate is filled, or emptied for good. */
export const crateEvents = defineEvents(
  { stream: 'LOG', context: 'collection', aggregate: 'crate' },
  { CrateFilled: event<{ crateId: string; grams: number }>(), CrateEmptied: event<{ crateId: string }>() },
);
export type CrateEvent = EventOf<typeof crateEvents>;

export interface Tally {
  readonly grams: number;
  readonly fills: number;
  /** The weights in the order in which they came: shows an event lost, doubled or out of order. */
  readonly history: readonly number[];
}

/** Weights a crate and over all; an emptied crate's document goes. */
export function tallies(version = 1, overrides: Partial<Projection<Tally, CrateEvent>> = {}): Projection {
  return projectionFrom(crateEvents)<Tally>({
    name: 'tallies',
    version,
    indexes: [{ fields: { grams: 1 } }],
    keys: (event) => [event.data.crateId, 'all'],
    project(document, event, _envelope, key) {
      if (event.type === 'CrateEmptied') return key === 'all' ? document : null;
      const { grams } = event.data;
      const { grams: before, fills, history } = document ?? { grams: 0, fills: 0, history: [] };
      return { grams: before + grams * version, fills: fills + 1, history: [...history, grams] };
    },
    ...overrides,
  });
}

export const filled = (crateId: string, grams: number) => crateEvents.CrateFilled({ crateId, grams });
export const emptied = (crateId: string) => crateEvents.CrateEmptied({ crateId });

/** Writes one commit on a crate, or on another aggregate that nobody follows. */
export async function append(
  store: EventStore,
  id: string,
  events: Event[],
  aggregate = 'crate',
): Promise<number> {
  const ref = { context: 'collection', aggregate, id };
  const past = await store.load(ref);
  return store.append(ref, past.at(-1)?.position ?? 0, commitOf(events, past.length + 1));
}

export function commitOf(events: readonly Event[], version = 1): Commit {
  return {
    commitId: randomUUID(),
    commandId: randomUUID(),
    commandHash: 'h',
    actor: 'test',
    at: '2026-10-01T08:00:00.000Z',
    correlationId: 'test',
    version,
    events,
  };
}

/** The documents of a projection's present collection, in the order of keys. */
export async function documents(host: ProjectionHost, name = 'tallies'): Promise<object[]> {
  return host.get(name).collection().find({}).sort({ _id: 1 }).toArray();
}

/** What a fresh fold of the whole log into an empty database comes to. */
export async function freshDocuments(log: LogReader, db: Db, projection: Projection): Promise<object[]> {
  const host = await started({ db, log, projections: [projection] });
  await host.waitFor(projection.name, await log.lastPosition(), 20_000);
  const found = await documents(host, projection.name);
  await host.stop();
  return found;
}

export async function started(options: HostOptions): Promise<ProjectionHost> {
  const host = new ProjectionHost(options);
  await host.start();
  return host;
}

/** A log whose rebuilds wait to be released; `seen` is the position up to which the live reading has been dealt with. */
export function heldRebuilds(log: LogReader): LogReader & { release(): void; seen(): number } {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let seen = 0;
  const read = (options: ReadOptions): LogSubscription => {
    const reading = log.read(options);
    async function* held() {
      if (options.stopWhenCaughtUp) await released;
      for await (const batch of reading) {
        yield batch;
        if (!options.stopWhenCaughtUp) seen = batch.commits.at(-1)?.position ?? seen;
      }
    }
    return { [Symbol.asyncIterator]: held, isCaughtUp: () => reading.isCaughtUp() };
  };
  return { read, lastPosition: () => log.lastPosition(), release, seen: () => seen };
}
