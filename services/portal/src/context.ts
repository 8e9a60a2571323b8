import { defineContext } from '@oce/contexts';
import { OCE } from '@oce/contracts';

/** Portal: what a producer may see of their own, live. It has no aggregates: it listens. */
export const context = defineContext({
  name: 'portal',
  streams: { [OCE]: [] },
  personKeys: { bucket: 'PERSON_KEYS', may: 'read' },
  selfScopes: ['portal:self', 'portal:change-code'],
  load: async () => {
    const [{ PortalModule }, { PersonalDataConfig }] = await Promise.all([
      import('./portal.module.js'),
      import('@oce/service-kit'),
    ]);
    return { module: PortalModule, config: PersonalDataConfig };
  },
});
