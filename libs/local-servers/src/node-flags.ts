/** Young generations in MB of what serves much at once and needs room for what it drops again. */
const NURSERY_MB: Readonly<Record<string, number>> = { collection: 32, payments: 64 };
/** What serves little takes little: a small nursery, and a heap that grows by a fifth at a time, for more of processor. */
const SMALL = ['--max-semi-space-size=4', '--heap-growing-percent=20'];

/**
 * Node's flags for a local service process, `office` for all in one; measured with `./oce bench memory close-pool`. In
 * containers the limits of the container rule instead.
 */
export function nodeFlagsOf(service: string): readonly string[] {
  const nursery = NURSERY_MB[service];
  return nursery === undefined ? SMALL : [`--max-semi-space-size=${nursery}`];
}
