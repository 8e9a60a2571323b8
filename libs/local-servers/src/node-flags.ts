/** Young generations in MB: what serves much at once needs room for what it drops again, what serves little needs none. */
const NURSERY_MB: Readonly<Record<string, number>> = { collection: 16, payments: 32 };
const SMALL_NURSERY_MB = 4;
/** All services in one process are for small machines: its heap grows by a fifth at a time, for a fifth more of processor. */
const SLOW_GROWTH_PERCENT = 20;

/**
 * Node's flags for a local service process, `office` for all in one; measured with `./oce bench memory close-pool`. In
 * containers the limits of the container rule instead.
 */
export function nodeFlagsOf(service: string): string[] {
  const nursery = `--max-semi-space-size=${NURSERY_MB[service] ?? SMALL_NURSERY_MB}`;
  return service === 'office' ? [nursery, `--heap-growing-percent=${SLOW_GROWTH_PERCENT}`] : [nursery];
}
