import { matchesSubject } from '@oce/event-store';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { Stored } from '@oce/projections';
import type { Declared } from './declared';

export type Doc = Stored<object>;

/** A projection folded again in memory, from the beginning of the log. */
export class Shadow {
  readonly documents = new Map<string, Doc>();
  /** The last commit that concerns the projection. */
  lastPosition = 0;

  constructor(readonly declared: Declared) {}

  concerns(subject: string): boolean {
    return this.declared.projection.subjects.some((filter) => matchesSubject(filter, subject));
  }

  /** As the services fold: each document has the position of the last commit that touched it. */
  fold(commit: RecordedCommit): void {
    const { projection } = this.declared;
    const { position } = commit;
    this.lastPosition = position;
    for (const event of commit.events) {
      for (const key of projection.keys(event, commit)) {
        const next = projection.project(this.documents.get(key), event, commit, key);
        if (next) this.documents.set(key, { ...next, _id: key, position });
        else this.documents.delete(key);
      }
    }
  }
}

/** All projections of an office, folded together as the log is read once. */
export class Shadows {
  readonly all: readonly Shadow[];
  position = 0;
  private readonly byAggregate = new Map<string, readonly Shadow[]>();

  constructor(declared: readonly Declared[]) {
    this.all = declared.map((one) => new Shadow(one));
  }

  observe(commit: RecordedCommit): void {
    if (commit.position <= this.position) return;
    this.position = commit.position;
    for (const shadow of this.of(commit.ref)) shadow.fold(commit);
  }

  /** Projections listen to kinds of aggregates, never to single ones, so who listens is found once a kind. */
  private of({ context, aggregate, id }: RecordedCommit['ref']): readonly Shadow[] {
    const kind = `${context}.${aggregate}`;
    let concerned = this.byAggregate.get(kind);
    if (concerned === undefined) {
      concerned = this.all.filter((shadow) => shadow.concerns(`evt.${kind}.${id}`));
      this.byAggregate.set(kind, concerned);
    }
    return concerned;
  }
}
