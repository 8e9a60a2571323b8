import type { AggregateRef, Event } from './event';
import { typesOf, type AnyFamily, type EventSource, type EventTypeInfo } from './event-type';

/** An event that cannot be read: why, for whoever must decide what becomes of it. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
}

/**
 * The event types that a process knows: brings what it reads up to the present version. Of its own aggregates it knows
 * all, so that a type it has never heard of is a fault; of others it knows what it listens to, and lets the rest pass.
 */
export class KnownEvents {
  /** By context and aggregate: this is asked for every event that is read. */
  private readonly kinds = new Map<string, Map<string, KnownKind>>();

  /** Types that are listened to. */
  listenTo(...sources: readonly EventSource[]): this {
    for (const type of typesOf(sources)) this.kindOf(type.kind).types.set(type.type, type);
    return this;
  }

  /** All types of an aggregate of one's own. */
  owns(family: AnyFamily): this {
    for (const { kind } of Object.values(family)) this.kindOf(kind).isOwn = true;
    return this.listenTo(family);
  }

  /**
   * The event in its present version.
   *
   * @throws UnreadableEvent for what is no event, an unknown type of an aggregate of one's own, a version nobody knows
   */
  read(read: unknown, { context, aggregate }: AggregateRef): Event {
    const event = shaped(read);
    const kind = this.kinds.get(context)?.get(aggregate);
    const type = kind?.types.get(event.type);
    if (type !== undefined) return event.v === type.v ? event : upcast(event, type);
    if (kind?.isOwn)
      throw new UnreadableEvent(`${context}.${aggregate} has no event ${JSON.stringify(event.type)}`);
    return event;
  }

  private kindOf({ context, aggregate }: Omit<AggregateRef, 'id'>): KnownKind {
    let aggregates = this.kinds.get(context);
    if (!aggregates) this.kinds.set(context, (aggregates = new Map()));
    let kind = aggregates.get(aggregate);
    if (!kind) aggregates.set(aggregate, (kind = { isOwn: false, types: new Map() }));
    return kind;
  }
}

interface KnownKind {
  isOwn: boolean;
  readonly types: Map<string, EventTypeInfo>;
}

function shaped(read: unknown): Event {
  const event = read as Partial<Event> | null | undefined;
  if (typeof event !== 'object' || event === null) throw new UnreadableEvent('an event is not an object');
  const { type, v, data } = event;
  if (typeof type !== 'string' || type === '') throw new UnreadableEvent('an event has no type');
  if (!Number.isInteger(v)) throw new UnreadableEvent(`${type} has no version`);
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new UnreadableEvent(`${type} has no data`);
  return event as Event;
}

/** Step by step; a stored event never changes. */
function upcast(
  { type, v: stored, data: storedData }: Event,
  { v: wanted, upcasters }: EventTypeInfo,
): Event {
  let data = storedData as Readonly<Record<string, unknown>>;
  for (let v = stored; v !== wanted; v++) {
    const step = v < wanted ? upcasters[v] : undefined;
    if (!step)
      throw new UnreadableEvent(`${type} of version ${stored} is unknown: the present one is ${wanted}`);
    data = step(data) as typeof data;
  }
  return { type, v: wanted, data };
}
