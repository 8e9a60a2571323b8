import { Gauge, Histogram, Registry } from 'prom-client';
import type { ServiceRegistry } from '../providers/registry';

export interface ServiceMetrics {
  readonly registry: Registry;
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
}

/** The service's metrics for Prometheus: requests, lag of projections and policies, memory. */
export function serviceMetrics(service: string, at: ServiceRegistry): ServiceMetrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => readonly (readonly [string, number])[]) =>
    new Gauge({
      name,
      help,
      labelNames: ['name'],
      registers,
      collect() {
        for (const [labelled, value] of read()) this.set({ name: labelled }, value);
      },
    });
  const policies = () => at.policyRunners.map((runner) => runner.status());
  gauge('oce_projection_position', 'Position in the log that a projection holds', () =>
    at.projections.map((one) => [one.name, one.position]),
  );
  gauge('oce_projection_pending', 'Commits that a projection has still to read', () =>
    at.projections.map((one) => [one.name, one.pending]),
  );
  gauge('oce_policy_position', 'Position in the log that a policy has dealt with', () =>
    policies().map((one) => [one.name, one.position]),
  );
  gauge('oce_policy_pending', 'Commits that a policy has still to deal with', () =>
    policies().map((one) => [one.name, one.pending]),
  );
  gauge('oce_stopped_at_position', 'Position at which a projection or policy stands still', () =>
    at.stops.map((one) => [one.follower, one.position]),
  );
  gauge('oce_memory_bytes', 'Memory of the process: resident, and of its heap what is used', () => {
    const { rss, heapUsed } = process.memoryUsage();
    return [
      ['rss', rss],
      ['heap_used', heapUsed],
    ];
  });
  const requestSeconds = new Histogram({
    name: 'oce_request_seconds',
    help: 'Time to answer an HTTP request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  return { registry, requestSeconds };
}
