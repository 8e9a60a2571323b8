import { defineContext } from '@oce/contexts';
import { OCE } from '@oce/contracts';

/** Collection: what was weighed in, from whom, at what quality. */
export const context = defineContext({
  name: 'collection',
  streams: { [OCE]: 'all aggregates' },
  scopes: ['collection:weigh', 'collection:write', 'collection:read'],
  // A season's tickets come by the thousand.
  nurseryMb: 32,
  load: async () => {
    const [{ CollectionModule }, { ServiceConfig }] = await Promise.all([
      import('./collection.module.js'),
      import('@oce/service-kit'),
    ]);
    return { module: CollectionModule, config: ServiceConfig };
  },
});
