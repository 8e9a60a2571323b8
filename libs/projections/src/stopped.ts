import type { RecordedCommit } from '@oce/event-sourcing';

/** Where somebody who follows the log stands still, and why; nothing behind it is dealt with. */
export interface Stop {
  readonly position: number;
  readonly reason: string;
}

/** A commit that a projection or a policy cannot deal with, however often it tries. */
export class CannotFollow extends Error implements Stop {
  override readonly name = 'CannotFollow';
  readonly position: number;

  constructor(
    readonly commit: RecordedCommit,
    readonly reason: string,
  ) {
    super(`stops at position ${commit.position}: ${reason}`);
    this.position = commit.position;
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
