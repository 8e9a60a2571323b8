import { defineContext } from '@oce/contexts';
import { STREAM } from './stream';

/** What this context is for, in one sentence. */
export const context = defineContext({
  name: '__context__',
  streams: { [STREAM]: 'all aggregates' },
  personKeys: { bucket: 'PERSON_KEYS', may: 'write' },
  scopes: ['__context__:write', '__context__:read'],
  personalFields: { ItemOpened: ['contact'] },
  load: async () => {
    const [{ __Context__Module }, { PersonalDataConfig }] = await Promise.all([
      import('./__context__.module.js'),
      import('@oce/service-kit'),
    ]);
    return { module: __Context__Module, config: PersonalDataConfig };
  },
});
