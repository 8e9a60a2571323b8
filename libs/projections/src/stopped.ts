import type { RecordedCommit } from '@oce/event-sourcing';

/** Where somebody who follows the log stands still, and why; nothing behind it is dealt with. */
export interface Stop {
  readonly position: number;
  readonly reason: string;
  readonly subject: string;
}

/** A commit that a projection or a policy cannot deal with, however often it tries. */
export class CannotFollow extends Error implements Stop {
  override readonly name = 'CannotFollow';
  readonly position: number;
  readonly subject: string;

  constructor(
    readonly commit: RecordedCommit,
    readonly reason: string,
  ) {
    super(`stops at position ${commit.position}: ${reason}`);
    const { position, ref } = commit;
    this.position = position;
    // As it is: an id of other characters than ours may be what is wrong.
    this.subject = `evt.${ref.context}.${ref.aggregate}.${ref.id}`;
  }

  get stop(): Stop {
    const { position, reason, subject } = this;
    return { position, reason, subject };
  }
}

/** Runs a callback of a listener, whatever becomes of it. What it throws goes to `otherwise`, and no further. */
export function tellSafely(tell: () => void, otherwise: (error: unknown) => void = () => undefined): void {
  try {
    tell();
  } catch (error) {
    try {
      otherwise(error);
    } catch {
      // There is nobody else to tell.
    }
  }
}

/** Which commits an operator has decided to pass by. */
export interface Skips {
  has(follower: string, position: number): boolean;
}
export const NO_SKIPS: Skips = { has: () => false };

/** Runs what is pure on a commit: what it throws it would throw again. @throws CannotFollow */
export function onCommit<T>(commit: RecordedCommit, work: () => T): T {
  if (commit.fault !== undefined) throw new CannotFollow(commit, commit.fault);
  try {
    return work();
  } catch (error) {
    if (error instanceof CannotFollow) throw error;
    throw new CannotFollow(commit, (error as Error).message);
  }
}
