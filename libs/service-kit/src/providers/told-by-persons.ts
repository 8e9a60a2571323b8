import type { CommitSkipped, Matters } from '@oce/policies';
import { skipId } from '@oce/policies';
import type { MemoryView, Skips } from '@oce/projections';

/** What persons have said of what followers could not do, or are asked about, in memory: it holds whatever is lost beside the log. */
export class ToldByPersons {
  readonly skips: Skips = {
    has: (follower, position) => this.decisions?.get(skipId(follower, position)) !== undefined,
  };
  readonly matters: Matters = { has: (commandId) => this.asked?.get(commandId) !== undefined };
  private decisions: MemoryView<CommitSkipped['data']> | undefined;
  private asked: MemoryView<object> | undefined;

  /** From here on it knows what these views hold: they follow the log as all others, and are asked before these. */
  follow(decisions: MemoryView<CommitSkipped['data']>, asked: MemoryView<object>): void {
    this.decisions = decisions;
    this.asked = asked;
  }

  /** Every decision to pass a commit by. */
  get skipped(): readonly CommitSkipped['data'][] {
    return [...(this.decisions?.values() ?? [])];
  }

  /** Whether all is read that the log holds. */
  async isRead(): Promise<boolean> {
    const read = await Promise.all([this.decisions, this.asked].map((view) => view?.catchUp()));
    return read.every((isCaughtUp) => isCaughtUp === true);
  }
}
