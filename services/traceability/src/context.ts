import { defineContext } from '@oce/contexts';
import { OCE } from '@oce/contracts';

/** Traceability: where goods came from and where they went, over every context. It moves nothing: it listens. */
export const context = defineContext({
  name: 'traceability',
  streams: { [OCE]: 'all aggregates' },
  scopes: ['traceability:write', 'traceability:read'],
  load: async () => {
    const [{ TraceabilityModule }, { ServiceConfig }] = await Promise.all([
      import('./traceability.module.js'),
      import('@oce/service-kit'),
    ]);
    return { module: TraceabilityModule, config: ServiceConfig };
  },
});
