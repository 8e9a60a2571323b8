import { readLoggedEvents, type LoggedEvent } from './event-families';

/** What the audit knows of the log, from the root of the checkout; it takes nothing from those whom it audits. */
export const CATALOGUE = 'tools/audit/src/generated/catalogue.json';
export const EVENT_TYPES = 'tools/audit/src/generated/events.ts';

interface Entry {
  readonly stream?: string;
  /** The field that repeats the id: one for all events, or by type. */
  readonly id?: string | Readonly<Record<string, string>>;
  readonly events: Readonly<Record<string, number>>;
}

/** The generated files of the audit, by path. @throws where two events of one aggregate bear the same name */
export function auditFiles(root: string): ReadonlyMap<string, string> {
  const events = readLoggedEvents(root);
  return new Map([
    [CATALOGUE, `${JSON.stringify(catalogueOf(events), null, 2)}\n`],
    [EVENT_TYPES, typesOf(events)],
  ]);
}

function catalogueOf(events: readonly LoggedEvent[]): object {
  const ofEvery = events.filter(({ context }) => context === undefined);
  const contexts = sorted(events.flatMap(({ context }) => context ?? []));
  return {
    everyContext: aggregatesOf(ofEvery),
    contexts: Object.fromEntries(
      contexts.map((name) => [name, aggregatesOf(events.filter(({ context }) => context === name))]),
    ),
  };
}

function aggregatesOf(events: readonly LoggedEvent[]): Record<string, Entry> {
  const names = sorted(events.map(({ aggregate }) => aggregate));
  return Object.fromEntries(
    names.map((name) => [name, entryOf(events.filter(({ aggregate }) => aggregate === name))]),
  );
}

function entryOf(events: readonly LoggedEvent[]): Entry {
  const byType = [...events].sort((one, other) => (one.type < other.type ? -1 : 1));
  const twice = byType.find(({ type }, at) => byType[at + 1]?.type === type);
  if (twice) throw new Error(`${twice.context}.${twice.aggregate} defines ${twice.type} twice`);
  const [first] = byType;
  const isOne = byType.every(({ id }) => id === first?.id);
  const ids = byType.flatMap(({ type, id }) => (id === undefined ? [] : [[type, id] as const]));
  return {
    stream: first?.stream,
    id: isOne ? first?.id : Object.fromEntries(ids),
    events: Object.fromEntries(byType.map(({ type, version }) => [type, version])),
  };
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();

const HEAD = `// Generated from what contexts define, by npm run generate. The audit must not share the code that it checks, so it
// has the shapes of all events in writing, each in its present version.

/** The data of every event type; of one that several contexts have, whatever any of them says. */
export interface EventData {
`;

function typesOf(events: readonly LoggedEvent[]): string {
  const lines = sorted(events.map(({ type }) => type)).map((type) => {
    const shapes = sorted(events.filter((one) => one.type === type).map(({ data }) => data));
    return `  readonly ${type}: ${shapes.join(' | ')};`;
  });
  return `${HEAD}${lines.join('\n')}\n}\n`;
}
