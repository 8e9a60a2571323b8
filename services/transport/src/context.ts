import { defineContext } from '@oce/contexts';
import { OCE } from '@oce/contracts';

/** Transport: what left for whom, in whose hands it is, and what arrived of it. */
export const context = defineContext({
  name: 'transport',
  streams: { [OCE]: 'all aggregates' },
  scopes: ['transport:write', 'transport:read'],
  load: async () => {
    const [{ TransportModule }, { ServiceConfig }] = await Promise.all([
      import('./transport.module.js'),
      import('@oce/service-kit'),
    ]);
    return { module: TransportModule, config: ServiceConfig };
  },
});
