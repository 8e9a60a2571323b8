import type { Event, RecordedCommit } from '@oce/event-sourcing';
import { NumberColumn } from '../columns';
import { Rule, type AuditRule, type Handlers } from '../rule';
import { TextTable } from '../text-table';
import catalogue from '../generated/catalogue.json';

/** What an aggregate may have in its log: its stream, the field that repeats its id, and its events with their version. */
interface AggregateKind {
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
function idFieldOf(kind: AggregateKind, type: string): string | undefined {
  return typeof kind.id === 'object' ? kind.id[type] : kind.id;
}

/** A kind of aggregate as it was met in the log. */
interface Known {
  readonly context: string;
  readonly aggregate: string;
  readonly kind: AggregateKind | undefined;
  readonly number: number;
}

/** The form of the log itself. */
export class CommitsRule extends Rule implements AuditRule {
  readonly proves =
    'no commit is missing, repeated, out of order or unreadable, every event is known, a key is used once';
  /** The position of the last commit, by stream. */
  private readonly last = new Map<string, number>();
  private readonly known: Known[] = [];
  private current: Known | undefined;
  /** Aggregates by kind and id, and commands by aggregate and id. */
  private readonly aggregates = new TextTable();
  private readonly commands = new TextTable();
  private readonly versions = new NumberColumn();

  readonly on: Handlers = {
    IdempotencyKeyUsed: (_data, at) =>
      this.check.same(at, 'key', 'requests that this Idempotency-Key names', 1, at.version),
  };

  before(commit: RecordedCommit, stream: string): void {
    const { version, commandId, ref, events, fault } = commit;
    this.placed(commit, stream);
    const known = this.kindOf(ref);
    this.current = known;
    if (known.kind === undefined)
      this.check.fail(commit, 'aggregate', 'the aggregate', 'one of the catalogue', ref.aggregate);
    else if (known.kind.stream !== undefined)
      this.check.same(commit, 'stream', `stream of ${ref.aggregate}`, known.kind.stream, stream);
    if (fault !== undefined) {
      // Nothing of it can be relied upon, and nothing can follow on its aggregate.
      this.check.fail(commit, 'unreadable', 'the commit', 'one that can be read', fault);
      return;
    }
    if (events.length === 0) this.check.fail(commit, 'empty', 'events of the commit', 'at least 1', 0);
    const aggregate = this.aggregates.of(known.number, ref.id);
    const before = this.versions.at(aggregate);
    this.check.same(commit, 'version', 'version of the aggregate', before + 1, version);
    this.versions.set(aggregate, version);
    const { size } = this.commands;
    if (this.commands.of(aggregate, commandId) !== size)
      this.check.fail(commit, 'command', 'commits of one command', 1, `${commandId} again`);
  }

  /** Positions of a stream ascend, one by one. */
  private placed(commit: RecordedCommit, stream: string): void {
    const last = this.last.get(stream) ?? 0;
    const { position } = commit;
    if (position <= last) this.check.fail(commit, 'order', 'the position', `> ${last}`, position);
    else if (position !== last + 1)
      this.check.fail(commit, 'gap', 'the position before this', position - 1, last);
    this.last.set(stream, position);
  }

  each({ type, v, data }: Event, at: RecordedCommit): void {
    const kind = this.current?.kind;
    if (kind === undefined) return;
    const version = kind.events[type];
    if (version === undefined) {
      const known = Object.keys(kind.events).join(', ');
      this.check.fail(at, 'event', 'the event', known, type);
      return;
    }
    if (version !== v) this.check.fail(at, 'event-version', `version of ${type}`, version, v);
    const field = idFieldOf(kind, type);
    if (field === undefined) return;
    const id = (data as Record<string, unknown>)[field];
    if (id !== at.ref.id) this.check.fail(at, 'aggregate-id', `${field} of ${type}`, at.ref.id, id);
  }

  /** Kinds are few, and the last one is mostly the next one too. */
  private kindOf({ context, aggregate }: RecordedCommit['ref']): Known {
    const isIt = (one: Known) => one.aggregate === aggregate && one.context === context;
    if (this.current && isIt(this.current)) return this.current;
    let known = this.known.find(isIt);
    if (known === undefined) {
      known = { context, aggregate, kind: kindOf(context, aggregate), number: this.known.length };
      this.known.push(known);
    }
    return known;
  }
}
