import { matchesSubject } from '@oce/event-store';
import { skipId } from '@oce/policies';
import type { RecordedCommit } from '@oce/event-sourcing';
import { CannotFollow, onCommit, type Projection, type Stored } from '@oce/projections';
import type { DeclaredContext } from './declared';

export type Doc = Stored<object>;

/** Operators' decisions to pass commits by, of one context. */
export class Decisions {
  private readonly made = new Set<string>();

  constructor(private readonly skips: Projection) {}

  get stream(): string {
    return this.skips.source.stream;
  }

  get subjects(): readonly string[] {
    return this.skips.source.subjects;
  }

  learn(commit: RecordedCommit): void {
    for (const event of commit.events) {
      if (!this.skips.source.takes(event, commit.ref)) continue;
      for (const key of this.skips.keys(event, commit)) this.made.add(key);
    }
  }

  has(follower: string, position: number): boolean {
    return this.made.has(skipId(follower, position));
  }
}

/** A projection folded again in memory, from the beginning of the log, stopping where its service must stop. */
export class Shadow {
  readonly documents = new Map<string, Doc>();
  /** The last commit that concerns the projection, of those before which it does not stand still. */
  lastPosition = 0;
  /** Commits from the one on at which it stands still. */
  private waiting: RecordedCommit[] = [];

  constructor(
    readonly context: string,
    readonly projection: Projection,
    private readonly decisions: Decisions,
  ) {}

  concerns(stream: string, subject: string): boolean {
    const { source } = this.projection;
    return source.stream === stream && source.subjects.some((filter) => matchesSubject(filter, subject));
  }

  /** As the services fold: each document has the position of the last commit that touched it. */
  fold(commit: RecordedCommit): void {
    if (this.waiting.length === 0 && this.passes(commit)) this.lastPosition = commit.position;
    else this.waiting.push(commit);
  }

  /** Folds what waits, up to a commit that cannot be folded and that nobody has decided to pass by. */
  goOn(): void {
    let folded = 0;
    for (const commit of this.waiting) {
      if (!this.passes(commit)) break;
      this.lastPosition = commit.position;
      folded++;
    }
    this.waiting = this.waiting.slice(folded);
  }

  private passes(commit: RecordedCommit): boolean {
    return this.decisions.has(this.projection.name, commit.position) || this.take(commit);
  }

  /** Answers whether a commit could be folded; of one that cannot nothing is kept, as the service keeps nothing. */
  private take(commit: RecordedCommit): boolean {
    const { projection } = this;
    const { position } = commit;
    const changed = new Map<string, Doc | null>();
    try {
      onCommit(commit, () => {
        for (const event of commit.events) {
          if (!projection.source.takes(event, commit.ref)) continue;
          for (const key of projection.keys(event, commit)) {
            const before = changed.has(key) ? changed.get(key) : this.documents.get(key);
            const next = projection.project(before ?? undefined, event, commit, key);
            changed.set(key, next ? { ...next, _id: key, position } : null);
          }
        }
      });
    } catch (error) {
      if (error instanceof CannotFollow) return false;
      throw error;
    }
    for (const [key, doc] of changed) {
      if (doc) this.documents.set(key, doc);
      else this.documents.delete(key);
    }
    return true;
  }
}

/** All projections of an office, folded together as the log is read once. */
export class Shadows {
  readonly all: readonly Shadow[];
  readonly decisions: readonly Decisions[];
  private readonly positions = new Map<string, number>();
  private readonly byAggregate = new Map<string, readonly Shadow[]>();

  constructor(declared: readonly DeclaredContext[]) {
    const contexts = declared.map((one) => ({ ...one, decisions: new Decisions(one.skips) }));
    this.decisions = contexts.map(({ decisions }) => decisions);
    this.all = contexts.flatMap(({ context, projections, decisions }) =>
      projections.map((projection) => new Shadow(context, projection, decisions)),
    );
  }

  /** An operator's decision, known before what it is about is folded. */
  learn(commit: RecordedCommit): void {
    for (const decisions of this.decisions) decisions.learn(commit);
  }

  observe(stream: string, commit: RecordedCommit): void {
    if (commit.position <= (this.positions.get(stream) ?? 0)) return;
    this.positions.set(stream, commit.position);
    if (commit.ref.aggregate === 'skip') {
      this.learn(commit);
      for (const shadow of this.all) shadow.goOn();
    }
    for (const shadow of this.of(stream, commit.ref)) shadow.fold(commit);
  }

  /** Projections listen to kinds of aggregates, never to single ones, so who listens is found once a kind. */
  private of(stream: string, { context, aggregate, id }: RecordedCommit['ref']): readonly Shadow[] {
    const kind = `${stream} ${context}.${aggregate}`;
    let concerned = this.byAggregate.get(kind);
    if (concerned === undefined) {
      concerned = this.all.filter((shadow) => shadow.concerns(stream, `evt.${context}.${aggregate}.${id}`));
      this.byAggregate.set(kind, concerned);
    }
    return concerned;
  }
}
