import { typesOf, type RecordedCommit } from '@oce/event-sourcing';
import type { FollowedSource } from './projection';

/** Who follows a kind of aggregate, by their places in the list. */
type Followers = readonly number[];

/**
 * Sorts a batch for many who follow the log, by the kind of aggregate: two dozen projections that look at each commit of a
 * million, to find that it does not concern them, take longer than those that it does.
 */
export class Routes {
  private readonly kinds: readonly ReadonlySet<string>[];
  private readonly known = new Map<string, Map<string, Followers>>();

  constructor(sources: readonly Pick<FollowedSource, 'sources'>[]) {
    this.kinds = sources.map(
      (one) => new Set(typesOf(one.sources).map(({ kind }) => keyOf(kind.context, kind.aggregate))),
    );
  }

  /** The commits of the kinds that each of the sources names, in the order of the log; a list each. */
  split(commits: readonly RecordedCommit[]): RecordedCommit[][] {
    const lists = this.kinds.map((): RecordedCommit[] => []);
    for (const commit of commits)
      for (const at of this.followersOf(commit.ref.context, commit.ref.aggregate)) lists[at]?.push(commit);
    return lists;
  }

  private followersOf(context: string, aggregate: string): Followers {
    let aggregates = this.known.get(context);
    if (!aggregates) this.known.set(context, (aggregates = new Map()));
    let followers = aggregates.get(aggregate);
    if (!followers) {
      const kind = keyOf(context, aggregate);
      followers = [...this.kinds.keys()].filter((at) => this.kinds[at]?.has(kind));
      aggregates.set(aggregate, followers);
    }
    return followers;
  }
}

const keyOf = (context: string, aggregate: string): string => `${context}.${aggregate}`;
