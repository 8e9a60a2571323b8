import type { ContextManifest } from './manifest';

/** A stream of the log and what it keeps. */
export interface StreamOfContexts {
  readonly name: string;
  readonly subjects: readonly string[];
}

/** What every context has beside its own aggregates, on its main stream. */
const OF_EVERY_CONTEXT = ['attention', 'idempotency-key', 'skip'];

/** The streams that contexts write to, with the subjects of each. */
export function streamsOf(contexts: readonly ContextManifest[]): StreamOfContexts[] {
  const subjects = new Map<string, string[]>();
  for (const context of contexts) {
    for (const [at, [stream, aggregates]] of Object.entries(context.streams).entries()) {
      const own = subjects.get(stream) ?? [];
      subjects.set(stream, [...own, ...subjectsOf(context.name, aggregates, at === 0)]);
    }
  }
  return [...subjects].map(([name, all]) => ({ name, subjects: all }));
}

function subjectsOf(
  context: string,
  aggregates: 'all aggregates' | readonly string[],
  isMain: boolean,
): string[] {
  if (aggregates === 'all aggregates') return [`evt.${context}.>`];
  const all = isMain ? [...aggregates, ...OF_EVERY_CONTEXT] : aggregates;
  return all.map((aggregate) => `evt.${context}.${aggregate}.*`);
}

/** The streams that a context reads: those it writes to, and what else it names. */
export const readBy = ({ streams, reads = [] }: ContextManifest): string[] => [
  ...new Set([...Object.keys(streams), ...reads]),
];
