import { defineContext } from '@oce/contexts';
import { OCE } from '@oce/contracts';

/** Access: who signs in, with what, and what their token lets them do. */
export const context = defineContext({
  name: 'access',
  streams: { [OCE]: 'all aggregates' },
  personKeys: { bucket: 'PERSON_KEYS', may: 'write' },
  secrets: ['OCE_TOKEN_PRIVATE_KEY', 'OCE_BOOTSTRAP_SECRET'],
  scopes: ['access:write'],
  selfScopes: ['partner:self'],
  secretPaths: ['token', 'codes/change', 'staff/activate'],
  personalFields: {
    CodeIssued: ['codeHash'],
    CodeChanged: ['codeHash'],
    StaffActivated: ['passwordHash'],
  },
  load: async () => {
    const [{ AccessModule }, { AccessConfig }] = await Promise.all([
      import('./access.module.js'),
      import('./access.config.js'),
    ]);
    return { module: AccessModule, config: AccessConfig };
  },
});
