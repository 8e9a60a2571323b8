import { projected } from '@oce/testing';
import type { CredentialEvent } from './domain/credential.events';
import { credentialsProjection } from './reads/credentials';

const at = '2026-10-01T08:00:00.000Z';
const after = (...events: CredentialEvent[]) =>
  projected(credentialsProjection, events, () => ({ id: 'x', at }))['x'];
const who = { kind: 'producer', subject: 'P-1' } as const;
const issued: CredentialEvent = {
  type: 'CodeIssued',
  v: 1,
  data: { producerCode: 'P-1', codeHash: 'enc:1:P-1:secret', reason: null },
};
const invited: CredentialEvent = {
  type: 'StaffInvited',
  v: 1,
  data: { staffId: 'amal', roles: ['auditor'], invitationHash: 'secret', expiresAt: at, reason: null },
};

describe('credentials', () => {
  it('hold no hash of anything', () => {
    const all: CredentialEvent[][] = [
      [issued, { type: 'CodeChanged', v: 1, data: { producerCode: 'P-1', codeHash: 'enc:1:P-1:secret' } }],
      [invited, { type: 'StaffActivated', v: 1, data: { staffId: 'amal', passwordHash: 'secret' } }],
      [{ type: 'PartnerKeyIssued', v: 1, data: { partnerId: 'medc', keyHash: 'secret' } }],
      [{ type: 'TerminalEnrolled', v: 1, data: { terminalId: 'T', stationId: 'S', secretHash: 'secret' } }],
    ];
    for (const events of all) expect(JSON.stringify(after(...events))).not.toMatch(/secret|hash/i);
  });

  it('show who is shut out, and until when', () => {
    const failed: CredentialEvent = { type: 'SignInFailed', v: 1, data: { ...who, failures: 5 } };
    const locked: CredentialEvent = {
      type: 'CredentialLocked',
      v: 1,
      data: { ...who, failures: 5, lockedUntil: at },
    };
    expect(after(issued, failed)).toMatchObject({ failures: 5, lockedUntil: null });
    expect(after(issued, failed, locked)).toMatchObject({ failures: 0, lockedUntil: at });
    expect(after(issued, failed, locked, { type: 'SignInSucceeded', v: 1, data: who })).toMatchObject({
      lockedUntil: null,
    });
  });

  it('keep the roles of staff through the change of a password', () => {
    const activated: CredentialEvent = {
      type: 'StaffActivated',
      v: 1,
      data: { staffId: 'amal', passwordHash: 'p' },
    };
    expect(after(invited, activated)).toMatchObject({ status: 'active', roles: ['auditor'] });
  });

  it('say why one was revoked', () => {
    const revoked: CredentialEvent = {
      type: 'CredentialRevoked',
      v: 1,
      data: { ...who, reason: 'person erased' },
    };
    expect(after(issued, revoked)).toMatchObject({
      status: 'revoked',
      mustChange: false,
      reason: 'person erased',
    });
  });
});
