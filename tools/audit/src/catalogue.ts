import catalogue from './generated/catalogue.json';

/** What an aggregate may have in its log: its stream, the field that repeats its id, and its events with their version. */
export interface AggregateKind {
  readonly stream?: string;
  /** One field for all its events, or a field by the type of the event. */
  readonly id?: string | Readonly<Record<string, string>>;
  readonly events: Readonly<Record<string, number>>;
}

type Aggregates = Readonly<Record<string, AggregateKind>>;
const CONTEXTS: Readonly<Record<string, Aggregates>> = catalogue.contexts;
const EVERY_CONTEXT: Aggregates = catalogue.everyContext;

/** The kind of an aggregate, undefined for one that nobody has. */
export function kindOf(context: string, aggregate: string): AggregateKind | undefined {
  return CONTEXTS[context]?.[aggregate] ?? EVERY_CONTEXT[aggregate];
}

/** Which field of an event's data repeats the aggregate's id, where one does. */
export function idFieldOf(kind: AggregateKind, type: string): string | undefined {
  return typeof kind.id === 'object' ? kind.id[type] : kind.id;
}
