import type { AggregateRef, Event, RecordedCommit } from '@oce/event-sourcing';
import type { LogReader } from './log-reader';

/** Below so many, loads are quick enough. */
const FROM = 500;
/** Reading so many commits in a row costs what one load among many does. */
const COMMITS_A_LOAD = 100;

/** Hands out the wanted commits by one reading of their kind where that is cheaper than a load of each; else none. */
export async function readTogether<E extends Event>(
  log: LogReader,
  { context, aggregate }: Omit<AggregateRef, 'id'>,
  wanted: ReadonlySet<string>,
  take: (commit: RecordedCommit<E>) => void,
): Promise<void> {
  if (wanted.size < FROM) return;
  const reading = { subjects: [`evt.${context}.${aggregate}.*`], after: 0, maxBatch: 5_000 };
  for await (const { commits, pending } of log.read({ ...reading, stopWhenCaughtUp: true })) {
    if (pending > wanted.size * COMMITS_A_LOAD) return;
    for (const commit of commits) if (wanted.has(commit.ref.id)) take(commit as RecordedCommit<E>);
  }
}
