import { defineContext } from '@oce/contexts';
import { OCE } from '@oce/contracts';

/** Affiliation: who belongs, under which convention. */
export const context = defineContext({
  name: 'affiliation',
  streams: { [OCE]: 'all aggregates' },
  scopes: ['affiliation:write', 'affiliation:read', 'affiliation:erase'],
  personKeys: { bucket: 'PERSON_KEYS', may: 'erase' },
  personalFields: {
    ProducerAffiliated: ['name', 'nameArabic', 'cin', 'phone', 'birthDate'],
    ProducerContactChanged: ['phone'],
  },
  load: async () => {
    const [{ AffiliationModule }, { PersonalDataConfig }] = await Promise.all([
      import('./affiliation.module.js'),
      import('@oce/service-kit'),
    ]);
    return { module: AffiliationModule, config: PersonalDataConfig };
  },
});
