import type { PersonalFields } from '../../src/rule';

/** What the contexts of the season say of their personal fields. */
export const PERSONAL_FIELDS: PersonalFields = {
  affiliation: {
    ProducerAffiliated: ['name', 'nameArabic', 'cin', 'phone', 'birthDate'],
    ProducerContactChanged: ['phone'],
  },
  access: { CodeIssued: ['codeHash'], CodeChanged: ['codeHash'], StaffActivated: ['passwordHash'] },
  payments: { BankDetailsProposed: ['rib'], PayeesFixed: ['payees.name', 'payees.rib'] },
};
