import { defineContext } from '@oce/contexts';
import { OCE } from '@oce/contracts';

/** Conditioning: what became of what was weighed in, to the gram. */
export const context = defineContext({
  name: 'conditioning',
  streams: { [OCE]: 'all aggregates' },
  scopes: ['conditioning:write', 'conditioning:read'],
  load: async () => {
    const [{ ConditioningModule }, { ConditioningConfig }] = await Promise.all([
      import('./conditioning.module.js'),
      import('./conditioning.config.js'),
    ]);
    return { module: ConditioningModule, config: ConditioningConfig };
  },
});
