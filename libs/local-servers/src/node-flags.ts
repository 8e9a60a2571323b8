/** What serves little takes little: a small nursery, and a heap that grows by a fifth at a time, for more of processor. */
const SMALL = ['--max-semi-space-size=4', '--heap-growing-percent=20'];

/** The young generation is cleared by the one thread: helpers cost a loaded service a twentieth of its processor time more. */
const ALONE = '--no-parallel-scavenge';

/**
 * Node's flags for a local service process; measured with `./oce bench memory close-pool`. In containers the limits of the
 * container rule instead.
 *
 * @param nurseryMb the young generation of what serves much at once and needs room for what it drops again
 */
export function nodeFlagsOf(nurseryMb?: number): readonly string[] {
  return nurseryMb === undefined ? SMALL : [`--max-semi-space-size=${nurseryMb}`, ALONE];
}
