import { defineContext } from '@oce/contexts';
import { OCE } from '@oce/contracts';

/** Sales: to whom, at what price, from which lots, and what came of it. */
export const context = defineContext({
  name: 'sales',
  streams: { [OCE]: 'all aggregates' },
  scopes: ['sales:write', 'sales:read'],
  load: async () => {
    const [{ SalesModule }, { ServiceConfig }] = await Promise.all([
      import('./sales.module.js'),
      import('@oce/service-kit'),
    ]);
    return { module: SalesModule, config: ServiceConfig };
  },
});
