import {
  functionFor,
  subjectFilter,
  typesOf,
  type Event,
  type EventOf,
  type EventSource,
  type OfType,
  type RecordedCommit,
} from '@oce/event-sourcing';

/** The part of a commit that projections and policies may look at beside an event: who, when and where. */
export type Envelope = Omit<RecordedCommit, 'events'>;

/** A document as it is stored: its key, and the position of the last commit folded into it, which guards every write. */
export type Stored<Doc> = Doc & { readonly _id: string; readonly position: number };

export interface ProjectionIndex {
  /** Fields in order; 1 ascending, -1 descending. Never unique: uniqueness is a rule of aggregates. */
  readonly fields: Readonly<Record<string, 1 | -1>>;
}

/** A question answered ahead of time, purely: which documents an event touches, and what becomes of each. */
export interface Projection<Doc extends object = object, E extends Event = Event> {
  /** The question's name in snake case: `open_orders`. The collection is `open_orders_v1`. */
  readonly name: string;
  /** The version of the documents' shape; raising it makes the next start rebuild. */
  readonly version: number;
  readonly source: FollowedSource;
  readonly indexes?: readonly ProjectionIndex[];
  /** Keys of the documents that the event touches; `[]` for an event that does not matter. */
  keys(event: E, envelope: Envelope): readonly string[];
  /**
   * What becomes of one document, undefined where there is none yet; null deletes it. Never changes its input; what it makes
   * anew gets its key and position where it is. A deletion leaves no mark: of two processes the slower one makes the document
   * again until it comes to its deletion too.
   */
  project(doc: Doc | undefined, event: E, envelope: Envelope, key: string): Doc | null | undefined;
}

/** What a projection or a policy follows: events of one stream. */
export interface FollowedSource {
  readonly stream: string;
  /** NATS filters of what is read; none overlaps another. */
  readonly subjects: readonly string[];
  readonly sources: readonly EventSource[];
  /** Whether an event is among those that are named; what else its subject brings passes by. */
  takes(event: Event, ref: Omit<RecordedCommit['ref'], 'id'>): boolean;
}

/** The source out of event types and families. @throws where there are none, or of streams that cannot be compared */
export function followedSource(sources: readonly EventSource[]): FollowedSource {
  const types = typesOf(sources);
  const streams = [...new Set(types.map(({ kind }) => kind.stream))];
  const [stream] = streams;
  if (stream === undefined) throw new Error('name at least one event type to follow');
  if (streams.length > 1) throw new Error(`follow one stream, not ${streams.join(' and ')}`);
  const byContext = new Map<string, Map<string, Set<string>>>();
  for (const { type, kind } of types) {
    const aggregates = byContext.get(kind.context) ?? new Map<string, Set<string>>();
    byContext.set(kind.context, aggregates);
    aggregates.set(kind.aggregate, (aggregates.get(kind.aggregate) ?? new Set()).add(type));
  }
  return {
    stream,
    sources,
    subjects: [...new Set(types.map(({ kind }) => subjectFilter(kind)))],
    takes: ({ type }, { context, aggregate }) => byContext.get(context)?.get(aggregate)?.has(type) ?? false,
  };
}

type Project<Doc extends object, E extends Event> = Projection<Doc, E>['project'];
type ProjectionParts<Doc extends object, E extends Event> = Omit<Projection<Doc, E>, 'source' | 'project'> & {
  readonly project: Project<Doc, E> | { readonly [Type in E['type']]: Project<Doc, OfType<E, Type>> };
};

/** A projection: `projectionFrom(lotEvents)<Doc>({ … })`. `project` is one function, or one for each type of event. */
export function projectionFrom<S extends readonly EventSource[]>(...sources: S) {
  const source = followedSource(sources);
  return <Doc extends object>(
    parts: ProjectionParts<Doc, EventOf<S[number]>>,
  ): Projection<Doc, EventOf<S[number]>> => ({
    ...parts,
    source,
    project: (document, event, envelope, key) =>
      functionFor<Project<Doc, EventOf<S[number]>>>(parts.project, event)(document, event, envelope, key),
  });
}

/** `open_orders_v1`, or `open_orders_v1_r3_a1b2c3` after the third rebuild. */
export function collectionName(
  projection: Pick<Projection, 'name' | 'version'>,
  rebuild = 0,
  attempt = '',
): string {
  const base = `${projection.name}_v${projection.version}`;
  return rebuild === 0 ? base : `${base}_r${rebuild}_${attempt}`;
}

/** The number of the rebuild that filled a collection, 0 for the first; undefined for another projection's. */
export function rebuildOf(name: string, collection: string): number | undefined {
  if (!collection.startsWith(`${name}_v`)) return undefined;
  const found = /^\d+(?:_r(\d+)_[0-9a-f]+)?$/.exec(collection.slice(`${name}_v`.length));
  return found ? Number(found[1] ?? 0) : undefined;
}
