import { command, given } from '@oce/testing';
import { credentialAggregate } from './domain/credential';
import type { CredentialCommand } from './domain/credential.commands';
import { credentialEvents } from './domain/credential.events';

const codeHash = 'enc:1:P-1:x';
const place = { terminalId: 'TM-1', stationId: 'ST-1', scaleId: 'SC-1' };
const enrolled = credentialEvents.TerminalEnrolled({ ...place, secretHash: 'h' });
const enrol = (change: object): CredentialCommand => ({
  ...command('EnrolTerminal', { ...place, ...change }),
  sealed: { secretHash: 'h2' },
});
const issued = credentialEvents.CodeIssued({ producerCode: 'P-1', codeHash, reason: null });
const over = { kind: 'producer', subject: 'P-1', reason: 'person erased' } as const;
const reissue: CredentialCommand = {
  ...command('ReissueCode', { producerCode: 'P-1', reason: 'lost' }),
  sealed: { codeHash },
};
const reason = 'no longer needed';

describe('a refusal names the field that stands against it', () => {
  it.each([
    ['terminal_enrolled_elsewhere', 'stationId', [enrolled], enrol({ stationId: 'ST-2' })],
    ['terminal_enrolled_elsewhere', 'scaleId', [enrolled], enrol({ scaleId: 'SC-2' })],
    ['terminal_unknown', 'terminalId', [], command('RevokeTerminal', { terminalId: 'TM-9', reason })],
    ['partner_key_unknown', 'partnerId', [], command('RevokePartnerKey', { partnerId: 'medc', reason })],
    [
      'staff_unknown',
      'staffId',
      [],
      command('RevokeCredential', { kind: 'staff' as const, subject: 'omar', reason }),
    ],
    ['credential_revoked', 'producerCode', [issued, credentialEvents.CredentialRevoked(over)], reissue],
  ])('%s: %s', (slug, field, past, cmd) => {
    const asked = given(credentialAggregate, past).when(cmd);
    expect(() => asked.events()).toThrow(expect.objectContaining({ slug, field }));
  });
});
