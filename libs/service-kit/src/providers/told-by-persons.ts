import type { CommitSkipped, Matters } from '@oce/policies';
import { skipId } from '@oce/policies';
import type { MemoryView, Skips } from '@oce/projections';

/** What persons have said of what followers could not do, or are asked about, in memory: it holds whatever is lost beside the log. */
export class ToldByPersons {
  readonly skips: Skips = {
    has: (follower, position) => this.decisions.get(skipId(follower, position)) !== undefined,
  };
  readonly matters: Matters = { has: (commandId) => this.asked.get(commandId) !== undefined };

  constructor(
    private readonly decisions: MemoryView<CommitSkipped['data']>,
    private readonly asked: MemoryView<object>,
  ) {}

  /** Every decision to pass a commit by. */
  get skipped(): readonly CommitSkipped['data'][] {
    return [...this.decisions.values()];
  }

  /** Whether all is read that the log holds. */
  async isRead(): Promise<boolean> {
    const [decisions, asked] = await Promise.all([this.decisions.catchUp(), this.asked.catchUp()]);
    return decisions && asked;
  }
}
