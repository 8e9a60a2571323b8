import type { AccessContractEvent } from '../../src/access.events';
import type { ExamplesOf } from './example';

export const accessExamples = {
  CredentialLocked: {
    v: 1,
    data: { kind: 'producer', subject: 'P-0001', failures: 5, lockedUntil: '2026-10-01T08:15:00.000Z' },
  },
  CredentialRevoked: { v: 1, data: { kind: 'staff', subject: 'amal', reason: 'left the office' } },
  TerminalRevoked: { v: 1, data: { terminalId: 'TM-1', reason: 'stolen' } },
} satisfies ExamplesOf<AccessContractEvent>;
