import type { AggregateRef, Event } from './event';

/** Where a kind of aggregate lives: its stream, and `evt.<context>.<aggregate>.<id>` for each of them. */
export interface AggregateKind extends Omit<AggregateRef, 'id'> {
  readonly stream: string;
  /** The field of its events' data that repeats the aggregate's id, where one does. */
  readonly id?: string;
}

/** Makes the data of one version into that of the next. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => object;
/** From each older version to the next, by the version that it takes. */
export type Upcasters = Readonly<Record<number, Upcaster>>;

/** What is said of an event type where it is defined: its data as a type, its version, how older ones become it. */
export interface EventShape<Data extends object = object, V extends number = number> {
  readonly v: V;
  readonly upcasters: Upcasters;
  /** Carries the type of the data and is never there. */
  readonly data?: Data;
}

/** An event of version 1; `event<Data>().version(2, { 1: (data) => … })` once its shape has changed. */
export function event<Data extends object>(): EventShape<Data, 1> & {
  version<V extends number>(v: V, upcasters: Upcasters): EventShape<Data, V>;
} {
  return { v: 1, upcasters: {}, version: (v, upcasters) => ({ v, upcasters }) };
}

/** What is known of an event type whatever its data. */
export interface EventTypeInfo {
  readonly type: string;
  readonly v: number;
  readonly upcasters: Upcasters;
  readonly kind: AggregateKind;
}

/** An event type as a value: called with data it makes an event of the version that is written now. */
export interface EventType<
  Type extends string = string,
  Data extends object = object,
  V extends number = number,
> extends EventTypeInfo {
  (data: Data): Event<Type, Data, V>;
  readonly type: Type;
  readonly v: V;
}

type Shapes = Readonly<Record<string, EventShape | EventTypeInfo>>;
/** The event types of one kind of aggregate, by name. */
export type EventFamily<S extends Shapes = Shapes> = {
  readonly [Name in keyof S & string]: S[Name] extends EventTypeInfo
    ? S[Name]
    : S[Name] extends EventShape<infer Data, infer V>
      ? EventType<Name, Data, V>
      : never;
};
export type AnyFamily = Readonly<Record<string, EventTypeInfo>>;

/** What may be read: one event type, or a whole family. */
export type EventSource = EventTypeInfo | AnyFamily;

type Made<T> = T extends (...data: never[]) => infer E ? Extract<E, Event> : never;
/** The events that a source stands for: `EventOf<typeof lotEvents>`, `EventOf<typeof lotEvents.LotClosed>`. */
export type EventOf<S> = S extends EventTypeInfo ? Made<S> : { [Name in keyof S]: Made<S[Name]> }[keyof S];

/**
 * The event types of one kind of aggregate. What others may hear stands in the contracts and is taken over:
 * `defineEvents(kind, { LotOpened: event<…>(), ...collection.lot })`.
 *
 * @throws where a type that is taken over is of another kind
 */
export function defineEvents<const S extends Shapes>(kind: AggregateKind, shapes: S): EventFamily<S> {
  const types = Object.entries(shapes).map(([type, shape]) => {
    if (!isEventType(shape)) return [type, eventType(type, shape, kind)] as const;
    if (subjectFilter(shape.kind) !== subjectFilter(kind))
      throw new Error(`${type} is of ${subjectFilter(shape.kind)}, not of ${subjectFilter(kind)}`);
    return [type, shape] as const;
  });
  return Object.fromEntries(types) as EventFamily<S>;
}

function eventType(type: string, { v, upcasters }: EventShape, kind: AggregateKind): EventTypeInfo {
  const make = (data: object): Event => ({ type, v, data });
  return Object.assign(make, { type, v, upcasters, kind });
}

const isEventType = (one: EventSource | EventShape): one is EventTypeInfo => typeof one === 'function';

/** The event types that sources stand for, each once. */
export function typesOf(sources: readonly EventSource[]): EventTypeInfo[] {
  const all = sources.flatMap((source) => (isEventType(source) ? [source] : Object.values(source)));
  return [...new Set(all)];
}

/**
 * The kind of aggregate of a family.
 *
 * @throws for a family without events, or of several kinds
 */
export function kindOf(family: AnyFamily): AggregateKind {
  const [first, ...others] = Object.values(family);
  if (!first) throw new Error('a family has at least one event');
  const stranger = others.find((one) => subjectFilter(one.kind) !== subjectFilter(first.kind));
  if (stranger) throw new Error(`${stranger.type} is not of ${subjectFilter(first.kind)}`);
  return first.kind;
}

/** The filter for all aggregates of a kind: `evt.collection.lot.*`. */
export const subjectFilter = ({ context, aggregate }: Omit<AggregateRef, 'id'>): string =>
  `evt.${context}.${aggregate}.*`;
