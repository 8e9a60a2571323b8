import { type CommandMeta } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import { credentialAggregate } from './domain/credential';
import type { CredentialCommand, IssueCode } from './domain/credential.commands';
import type { CredentialEvent } from './domain/credential.events';
import { refuseUnlessHolder } from './domain/staff';

const place = { terminalId: 'TM-1', stationId: 'ST-1', scaleId: 'SC-1' };
const enrol = (data: typeof place, secretHash: string): CredentialCommand => ({
  ...command('EnrolTerminal', data),
  sealed: { secretHash },
});
const enrolled: CredentialEvent = { type: 'TerminalEnrolled', v: 1, data: { ...place, secretHash: 'h1' } };
const terminalRevoked: CredentialEvent = {
  type: 'TerminalRevoked',
  v: 1,
  data: { terminalId: 'TM-1', reason: 'stolen' },
};

describe('a terminal', () => {
  it('is enrolled with the hash of its secret', () => {
    given(credentialAggregate, []).when(enrol(place, 'h1')).then(enrolled);
  });

  it('keeps its secret when it is enrolled again as it stands', () => {
    given(credentialAggregate, [enrolled]).when(enrol(place, 'h2')).thenNothing();
  });

  it('is not enrolled at another station or scale while it stands at one', () => {
    for (const other of [
      { ...place, stationId: 'ST-2' },
      { ...place, scaleId: 'SC-2' },
    ])
      given(credentialAggregate, [enrolled])
        .when(enrol(other, 'h2'))
        .thenRefused('terminal_enrolled_elsewhere');
  });

  it('is revoked once, and may be enrolled anew', () => {
    const revoke = command('RevokeTerminal', { terminalId: 'TM-1', reason: 'stolen' });
    given(credentialAggregate, [enrolled]).when(revoke).then(terminalRevoked);
    given(credentialAggregate, [enrolled, terminalRevoked]).when(revoke).thenNothing();
    given(credentialAggregate, []).when(revoke).thenRefused('terminal_unknown');
    given(credentialAggregate, [enrolled, terminalRevoked])
      .when(enrol({ ...place, stationId: 'ST-2' }, 'h2'))
      .then({ type: 'TerminalEnrolled', v: 1, data: { ...place, stationId: 'ST-2', secretHash: 'h2' } });
  });

  it('is enrolled, revoked, enrolled and revoked again, each time anew', () => {
    const anew: CredentialEvent = { ...enrolled, data: { ...place, secretHash: 'h2' } };
    given(credentialAggregate, [enrolled, terminalRevoked]).when(enrol(place, 'h2')).then(anew);
    given(credentialAggregate, [enrolled, terminalRevoked, anew])
      .when(command('RevokeTerminal', { terminalId: 'TM-1', reason: 'stolen' }))
      .then(terminalRevoked);
  });

  it('is revoked for one reason: another is refused and not passed over', () => {
    given(credentialAggregate, [enrolled, terminalRevoked])
      .when(command('RevokeTerminal', { terminalId: 'TM-1', reason: 'broken' }))
      .thenRefused('revoked_for_another_reason');
  });
});

const issue = (codeHash: string, isProducerKnown = true): IssueCode => ({
  ...command('IssueCode', { producerCode: 'P-1' }),
  sealed: { codeHash },
  facts: { isProducerKnown },
});
const issued = (codeHash: string, reason: string | null = null): CredentialEvent => ({
  type: 'CodeIssued',
  v: 1,
  data: { producerCode: 'P-1', codeHash, reason },
});
const revoked: CredentialEvent = {
  type: 'CredentialRevoked',
  v: 1,
  data: { kind: 'producer', subject: 'P-1', reason: 'person erased' },
};

describe('a personal code', () => {
  const reissue = (codeHash: string): CredentialCommand => ({
    ...command('ReissueCode', { producerCode: 'P-1', reason: 'lost' }),
    sealed: { codeHash },
  });
  const change = (codeHash: string): CredentialCommand => ({
    ...command('ChangeCode', { producerCode: 'P-1' }),
    sealed: { codeHash },
  });
  const changed: CredentialEvent = {
    type: 'CodeChanged',
    v: 1,
    data: { producerCode: 'P-1', codeHash: 'c2' },
  };
  const mustChange = (past: CredentialEvent[]) =>
    past.reduce(credentialAggregate.evolve, credentialAggregate.initial).mustChange;

  it('is issued once, to a producer who is known', () => {
    given(credentialAggregate, []).when(issue('c1')).then(issued('c1'));
    given(credentialAggregate, [issued('c1')])
      .when(issue('c2'))
      .thenNothing();
    given(credentialAggregate, []).when(issue('c1', false)).thenRefused('producer_unknown');
  });

  it('must be changed until it has been, and again after it was reissued', () => {
    expect(mustChange([issued('c1')])).toBe(true);
    expect(mustChange([issued('c1'), changed])).toBe(false);
    expect(mustChange([issued('c1'), changed, issued('c3', 'lost')])).toBe(true);
  });

  it('is reissued for a reason, and only where there was one', () => {
    given(credentialAggregate, [issued('c1')])
      .when(reissue('c3'))
      .then(issued('c3', 'lost'));
    given(credentialAggregate, []).when(reissue('c3')).thenRefused('code_unknown');
  });

  it('is another with each reissue, which only a key can tell from a repeat', () => {
    given(credentialAggregate, [issued('c1'), issued('c3', 'lost')])
      .when(reissue('c4'))
      .then(issued('c4', 'lost'));
  });

  it('goes from one code to another and back', () => {
    const back: CredentialEvent = {
      type: 'CodeChanged',
      v: 1,
      data: { producerCode: 'P-1', codeHash: 'c1' },
    };
    given(credentialAggregate, [issued('c1'), changed])
      .when(change('c1'))
      .then(back);
  });

  it('is changed while it is in force', () => {
    given(credentialAggregate, [issued('c1')])
      .when(change('c2'))
      .then(changed);
    given(credentialAggregate, []).when(change('c2')).thenRefused('code_not_in_force');
    given(credentialAggregate, [issued('c1'), revoked])
      .when(change('c2'))
      .thenRefused('code_not_in_force');
  });

  it('ends for good with the person', () => {
    const data = { kind: 'producer', subject: 'P-1', reason: 'person erased' } as const;
    const revoke = command('RevokeCredential', data);
    given(credentialAggregate, [issued('c1')])
      .when(revoke)
      .then(revoked);
    given(credentialAggregate, [issued('c1'), revoked])
      .when(revoke)
      .thenNothing();
    given(credentialAggregate, []).when(revoke).thenNothing();
    given(credentialAggregate, [issued('c1'), revoked])
      .when(command('RevokeCredential', { ...data, reason: 'left' }))
      .thenRefused('revoked_for_another_reason');
    given(credentialAggregate, [issued('c1'), revoked])
      .when(issue('c2'))
      .thenRefused('credential_revoked');
    given(credentialAggregate, [issued('c1'), revoked])
      .when(reissue('c2'))
      .thenRefused('credential_revoked');
  });
});

const expiresAt = '2026-10-08T08:00:00.000Z';
const invited: CredentialEvent = {
  type: 'StaffInvited',
  v: 1,
  data: { staffId: 'amal', roles: ['auditor'], invitationHash: 'i1', expiresAt, reason: null },
};
const activated: CredentialEvent = {
  type: 'StaffActivated',
  v: 1,
  data: { staffId: 'amal', passwordHash: 'p1' },
};

describe('a member of staff', () => {
  const invite = (
    staffId: string,
    roles: readonly 'auditor'[] | readonly ['sales_clerk'],
  ): CredentialCommand => ({
    ...command('InviteStaff', { staffId, roles }),
    sealed: { invitationHash: 'i1', expiresAt },
  });
  const activate = (invitationHash: string, meta: Partial<CommandMeta> = {}): CredentialCommand => ({
    ...command('ActivateStaff', { staffId: 'amal' }, meta),
    sealed: { invitationHash, passwordHash: 'p1' },
  });
  const roles = (...names: ('auditor' | 'sales_clerk')[]) =>
    command('ChangeStaffRole', { staffId: 'amal', roles: names });

  it('is invited once with the same roles, and never under the name of the first administrator', () => {
    given(credentialAggregate, [])
      .when(invite('amal', ['auditor']))
      .then(invited);
    given(credentialAggregate, [invited])
      .when(invite('amal', ['auditor']))
      .thenNothing();
    given(credentialAggregate, [invited])
      .when(invite('amal', ['sales_clerk']))
      .thenRefused('staff_known');
    given(credentialAggregate, [])
      .when(invite('admin', ['auditor']))
      .thenRefused('staff_id_reserved');
  });

  it('turns the invitation into a password once, in time', () => {
    given(credentialAggregate, [invited]).when(activate('i1')).then(activated);
    given(credentialAggregate, [invited, activated]).when(activate('i1')).thenRefused('invitation_not_open');
    given(credentialAggregate, [invited]).when(activate('i2')).thenRefused('invitation_not_open');
    given(credentialAggregate, [invited])
      .when(activate('i1', { now: expiresAt }))
      .thenRefused('invitation_not_open');
    given(credentialAggregate, []).when(activate('i1')).thenRefused('invitation_not_open');
  });

  it('lets whoever used the invitation that the password came from ask again, and nobody else', () => {
    const past = [invited, activated].reduce(credentialAggregate.evolve, credentialAggregate.initial);
    expect(() => refuseUnlessHolder(past, 'i1', expiresAt)).not.toThrow();
    expect(() => refuseUnlessHolder(past, 'i2', expiresAt)).toThrow('not open');
    const open = credentialAggregate.evolve(credentialAggregate.initial, invited);
    expect(() => refuseUnlessHolder(open, 'i1', '2026-10-01T08:00:00.000Z')).not.toThrow();
    expect(() => refuseUnlessHolder(open, 'i1', expiresAt)).toThrow('not open');
    expect(() => refuseUnlessHolder(credentialAggregate.initial, 'i1', expiresAt)).toThrow('not open');
  });

  it('changes roles, and keeps what they were', () => {
    given(credentialAggregate, [invited, activated])
      .when(roles('auditor', 'sales_clerk'))
      .then({
        type: 'StaffRoleChanged',
        v: 1,
        data: { staffId: 'amal', roles: ['auditor', 'sales_clerk'], before: ['auditor'] },
      });
    given(credentialAggregate, [invited]).when(roles('auditor')).thenNothing();
    given(credentialAggregate, []).when(roles('auditor')).thenRefused('staff_unknown');
  });

  it('has the roles that were said last: some, others, the first again', () => {
    const both: CredentialEvent = {
      type: 'StaffRoleChanged',
      v: 1,
      data: { staffId: 'amal', roles: ['auditor', 'sales_clerk'], before: ['auditor'] },
    };
    given(credentialAggregate, [invited, activated, both])
      .when(roles('auditor'))
      .then({
        type: 'StaffRoleChanged',
        v: 1,
        data: { staffId: 'amal', roles: ['auditor'], before: ['auditor', 'sales_clerk'] },
      });
    given(credentialAggregate, [invited, activated, both])
      .when(roles('sales_clerk', 'auditor'))
      .thenNothing();
    // The invitation of before would be a success that leaves other roles than it names.
    given(credentialAggregate, [invited, activated, both])
      .when(invite('amal', ['auditor']))
      .thenRefused('staff_known');
  });

  it('is revoked once, for one reason, and invited anew when they come back', () => {
    const revoke = (reason: string) =>
      command('RevokeCredential', { kind: 'staff', subject: 'amal', reason } as const);
    const gone: CredentialEvent = {
      type: 'CredentialRevoked',
      v: 1,
      data: { kind: 'staff', subject: 'amal', reason: 'left' },
    };
    given(credentialAggregate, [invited, activated]).when(revoke('left')).then(gone);
    given(credentialAggregate, [invited, activated, gone]).when(revoke('left')).thenNothing();
    given(credentialAggregate, [invited, activated, gone])
      .when(revoke('another'))
      .thenRefused('revoked_for_another_reason');
    given(credentialAggregate, []).when(revoke('left')).thenRefused('staff_unknown');
    given(credentialAggregate, [invited, activated, gone])
      .when(invite('amal', ['auditor']))
      .then(invited);
    given(credentialAggregate, [invited, activated, gone, invited]).when(revoke('left')).then(gone);
  });

  it('is invited anew for a forgotten password, which ends at once', () => {
    const reinvite: CredentialCommand = {
      ...command('ReinviteStaff', { staffId: 'amal', reason: 'forgotten' }),
      sealed: { invitationHash: 'i2', expiresAt },
    };
    const again: CredentialEvent = {
      type: 'StaffInvited',
      v: 1,
      data: { staffId: 'amal', roles: ['auditor'], invitationHash: 'i2', expiresAt, reason: 'forgotten' },
    };
    given(credentialAggregate, [invited, activated]).when(reinvite).then(again);
    given(credentialAggregate, []).when(reinvite).thenRefused('staff_unknown');
    const state = [invited, activated, again].reduce(credentialAggregate.evolve, credentialAggregate.initial);
    expect(state).toMatchObject({ status: 'invited', secretHash: 'i2', roles: ['auditor'] });
    expect(state.sealedHash).toBeUndefined();
  });
});

describe("a partner's key", () => {
  const issueKey: CredentialCommand = {
    ...command('IssuePartnerKey', { partnerId: 'medc' }),
    sealed: { keyHash: 'k1' },
  };
  const keyIssued: CredentialEvent = {
    type: 'PartnerKeyIssued',
    v: 1,
    data: { partnerId: 'medc', keyHash: 'k1' },
  };
  const revoke = command('RevokePartnerKey', { partnerId: 'medc', reason: 'leaked' });
  const keyRevoked: CredentialEvent = {
    type: 'PartnerKeyRevoked',
    v: 1,
    data: { partnerId: 'medc', reason: 'leaked' },
  };

  it('is one at a time', () => {
    given(credentialAggregate, []).when(issueKey).then(keyIssued);
    given(credentialAggregate, [keyIssued]).when(issueKey).thenNothing();
    given(credentialAggregate, [keyIssued]).when(revoke).then(keyRevoked);
    given(credentialAggregate, [keyIssued, keyRevoked]).when(revoke).thenNothing();
    given(credentialAggregate, [keyIssued, keyRevoked]).when(issueKey).then(keyIssued);
    given(credentialAggregate, []).when(revoke).thenRefused('partner_key_unknown');
    given(credentialAggregate, [keyIssued, keyRevoked])
      .when(command('RevokePartnerKey', { partnerId: 'medc', reason: 'ended' }))
      .thenRefused('revoked_for_another_reason');
  });
});
