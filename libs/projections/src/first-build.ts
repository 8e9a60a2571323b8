import { unionOfFilters } from './filters';
import type { HostOptions } from './host-options';
import type { LiveProjection } from './live-projection';
import { isRefusedForItsContent } from './refused-content';
import { Filling, type Rebuilding } from './rebuild';
import { Routes } from './routes';
import { CannotFollow } from './stopped';

/** From so many positions on a log is read as a whole; a shorter one is followed from its beginning as it comes. */
const LONG_LOG = 20_000;
const BATCH = 5_000;
/** Of each projection, where all are built at once: a service has two dozen. */
const MEMORY = { cached: 20_000, gathered: 2_500 };

/** Whether these are the first read models of a long log: a database that is new, or was lost. */
export async function isFirstBuild(
  all: readonly LiveProjection[],
  { log, longLog = LONG_LOG }: Pick<HostOptions, 'log' | 'longLog'>,
): Promise<boolean> {
  if (all.length === 0 || !all.every((live) => live.isBlank)) return false;
  return (await log.lastPosition().catch(() => 0)) >= longLog;
}

/**
 * Builds the first documents of all projections out of one reading of the log, each in a collection that nobody else writes to
 * or reads: no write is guarded, and what changes often is written now and then. Where a commit cannot be folded, or is refused
 * for what it holds, nothing is built: who follows the log commit by commit finds it, and stops there one by one.
 */
export async function firstBuild(all: readonly LiveProjection[], rebuilding: Rebuilding): Promise<void> {
  // Those that an attempt before this one has built are built.
  const blank = all.filter((live) => live.isBlank);
  const fillings = blank.map((live) => new Filling(live, rebuilding, false, MEMORY));
  try {
    // The database has time for them while this thread folds, and would be waited for at the end.
    for (const { live, collection } of fillings) await live.ensureIndexes(collection);
    await fill(fillings, rebuilding);
    // Each waits for the database and the log several times; all are awaited, for what fails is dropped.
    const ended = await Promise.allSettled(fillings.map((filling) => complete(filling)));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  } catch (error) {
    if (rebuilding.signal.aborted) return;
    for (const filling of fillings) if (filling.live.isBlank) await filling.drop();
    if (!(error instanceof CannotFollow) && !isRefusedForItsContent(error)) throw error;
  }
}

async function complete(filling: Filling): Promise<void> {
  await filling.settle();
  await filling.replace();
}

async function fill(fillings: readonly Filling[], { log, signal }: Rebuilding): Promise<void> {
  const subjects = unionOfFilters(fillings.flatMap(({ live }) => live.projection.source.subjects));
  const routes = new Routes(fillings.map(({ live }) => live.projection.source));
  const reading = { subjects, after: 0, maxBatch: BATCH, signal, stopWhenCaughtUp: true };
  for await (const { commits } of log.read(reading)) {
    const position = commits[commits.length - 1]?.position ?? 0;
    const lists = routes.split(commits);
    for (const [at, filling] of fillings.entries()) await filling.take(lists[at] ?? [], position);
  }
}
