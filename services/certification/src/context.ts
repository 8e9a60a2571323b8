import { defineContext } from '@oce/contexts';
import { OCE } from '@oce/contracts';

/** Certification: what may be sold, where, in which grade, and what may be said of it. */
export const context = defineContext({
  name: 'certification',
  streams: { [OCE]: 'all aggregates' },
  scopes: ['certification:write', 'certification:read'],
  load: async () => {
    const [{ CertificationModule }, { ServiceConfig }] = await Promise.all([
      import('./certification.module.js'),
      import('@oce/service-kit'),
    ]);
    return { module: CertificationModule, config: ServiceConfig };
  },
});
