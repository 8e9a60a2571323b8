import { defineContext } from '@oce/contexts';
import { OCE } from '@oce/contracts';

/** Traceability: where goods came from and where they went, who is to be told, and what became of the money. */
export const context = defineContext({
  name: 'traceability',
  streams: { [OCE]: 'all aggregates' },
  scopes: ['traceability:write', 'traceability:read'],
  // GS1 Digital Link: what is printed on a bottle begins with its GTIN.
  publicPaths: { '/01': 'digital-link/01' },
  load: async () => {
    const [{ TraceabilityModule }, { ServiceConfig }] = await Promise.all([
      import('./traceability.module.js'),
      import('@oce/service-kit'),
    ]);
    return { module: TraceabilityModule, config: ServiceConfig };
  },
});
