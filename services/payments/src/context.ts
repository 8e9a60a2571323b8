import { defineContext } from '@oce/contexts';
import { OCE } from '@oce/contracts';

/** Payments: who gets what, and why. */
export const context = defineContext({
  name: 'payments',
  streams: { [OCE]: 'all aggregates' },
  personKeys: { bucket: 'PERSON_KEYS', may: 'read' },
  scopes: ['payments:write', 'payments:approve', 'payments:cash', 'payments:read'],
  settings: {
    OCE_DEBTOR_IBAN: {
      about: "The IBAN of OCE's own account, from which members are paid",
      // An account that belongs to nobody.
      local: 'MA64011780990000000000000123',
    },
    OCE_DEBTOR_BIC: { about: "The BIC of the bank of OCE's own account", local: 'OCEXMAMC' },
  },
  personalFields: { BankDetailsProposed: ['rib'], PayeesFixed: ['payees.name', 'payees.rib'] },
  // A closing posts a share to thousands of accounts at once.
  nurseryMb: 64,
  load: async () => {
    const [{ PaymentsModule }, { PaymentsConfig }] = await Promise.all([
      import('./payments.module.js'),
      import('./payments.config.js'),
    ]);
    return { module: PaymentsModule, config: PaymentsConfig };
  },
});
