import type { Event, RecordedCommit } from '@oce/event-sourcing';
import { idFieldOf, kindOf, type AggregateKind } from '../catalogue';
import type { Check } from '../check';
import type { AuditRule } from '../rule';

interface Seen {
  version: number;
  /** Ids of the aggregate's commands: one, a list while it is short, which most stay, or a set. */
  commands: string | readonly string[] | Set<string>;
}

const LONGEST_LIST = 16;

interface Known {
  readonly kind: AggregateKind | undefined;
  readonly byId: Map<string, Seen>;
}

/** The form of the log itself. */
export class CommitsRule implements AuditRule {
  readonly proves = 'no commit is missing, repeated or out of order, and every event is known';
  private last = 0;
  private readonly contexts = new Map<string, Map<string, Known>>();
  private current: Known | undefined;

  constructor(readonly check: Check) {}

  before(commit: RecordedCommit): void {
    const { position, version, commandId, ref, events } = commit;
    if (position <= this.last) this.check.fail(commit, 'order', 'the position', `> ${this.last}`, position);
    else if (position !== this.last + 1)
      this.check.fail(commit, 'gap', 'the position before this', position - 1, this.last);
    this.last = position;
    const known = this.aggregatesOf(ref.context, ref.aggregate);
    this.current = known;
    if (known.kind === undefined)
      this.check.fail(commit, 'aggregate', 'the aggregate', 'one of the catalogue', ref.aggregate);
    if (events.length === 0) this.check.fail(commit, 'empty', 'events of the commit', 'at least 1', 0);
    const seen = known.byId.get(ref.id);
    this.check.same(commit, 'version', 'version of the aggregate', (seen?.version ?? 0) + 1, version);
    if (seen === undefined) {
      known.byId.set(ref.id, { version, commands: commandId });
      return;
    }
    seen.version = version;
    if (!remember(seen, commandId))
      this.check.fail(commit, 'command', 'commits of one command', 1, `${commandId} again`);
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

  private aggregatesOf(context: string, aggregate: string): Known {
    let aggregates = this.contexts.get(context);
    if (aggregates === undefined) this.contexts.set(context, (aggregates = new Map<string, Known>()));
    let known = aggregates.get(aggregate);
    if (known === undefined) {
      known = { kind: kindOf(context, aggregate), byId: new Map() };
      aggregates.set(aggregate, known);
    }
    return known;
  }
}

/** Whether the command is new to the aggregate. */
function remember(seen: Seen, commandId: string): boolean {
  const { commands } = seen;
  if (commands instanceof Set) {
    const before = commands.size;
    return commands.add(commandId).size > before;
  }
  if (typeof commands === 'string') {
    if (commands === commandId) return false;
    seen.commands = [commands, commandId];
    return true;
  }
  if (commands.includes(commandId)) return false;
  // Not pushed: a list that grows takes room for sixteen more.
  const more = [...commands, commandId];
  seen.commands = more.length > LONGEST_LIST ? new Set(more) : more;
  return true;
}
