import { fold, type CommandMeta } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';
import { command, given } from '@oce/testing';
import { bankDetailsAggregate, isInUse, type BankDetailsCommand } from './domain/bank-details';
import type { BankDetailsEvent } from './domain/bank-details.events';

const rib: Encrypted = 'enc:1:P1:ciphertext';
const propose = (ribHash: string, meta: Partial<CommandMeta> = {}): BankDetailsCommand => ({
  ...command('ProposeBankDetails', { producerCode: 'P1', ribHash }, { actor: 'staff:amal', ...meta }),
  facts: { rib },
});
const approve = (ribHash: string, meta: Partial<CommandMeta> = {}): BankDetailsCommand => ({
  ...command('ApproveBankDetails', { ribHash }, { actor: 'staff:badr', ...meta }),
  facts: { coolingOffDays: 3 },
});
const refuse = (ribHash: string, reason = 'not the name'): BankDetailsCommand =>
  command('RefuseBankDetails', { ribHash, reason }, { actor: 'staff:badr' });
const later = { now: '2026-10-20T08:00:00.000Z' };
const stateAfter = (...commands: BankDetailsCommand[]) => fold(bankDetailsAggregate, after(...commands));
const after = (...commands: BankDetailsCommand[]): BankDetailsEvent[] =>
  commands.reduce<BankDetailsEvent[]>(
    (past, one) => [...past, ...bankDetailsAggregate.decide(one, fold(bankDetailsAggregate, past))],
    [],
  );

describe('bank details', () => {
  it('are proposed by one person and approved by another; the first ones at once', () => {
    given(bankDetailsAggregate, [])
      .when(propose('A'))
      .then({
        type: 'BankDetailsProposed',
        v: 2,
        data: {
          producerCode: 'P1',
          rib,
          ribHash: 'A',
          proposedBy: 'staff:amal',
          proposedOn: '2026-10-01',
          isChange: false,
          isShared: false,
        },
      });
    given(bankDetailsAggregate, after(propose('A')))
      .when(approve('A', { actor: 'staff:amal' }))
      .thenRefused('second_person_needed');
    given(bankDetailsAggregate, after(propose('A')))
      .when(approve('A'))
      .then({
        type: 'BankDetailsApproved',
        v: 2,
        data: {
          producerCode: 'P1',
          ribHash: 'A',
          replacedHash: null,
          approvedBy: 'staff:badr',
          approvedOn: '2026-10-01',
          shareReason: null,
        },
      });
  });

  it('that a family shares are approved with the reason, by the second person', () => {
    const share = (isShared: boolean): BankDetailsCommand => ({
      ...command(
        'ProposeBankDetails',
        { producerCode: 'P1', ribHash: 'A', isShared },
        { actor: 'staff:amal' },
      ),
      facts: { rib },
    });
    const because = (shareReason: string): BankDetailsCommand => ({
      ...command('ApproveBankDetails', { ribHash: 'A', shareReason }, { actor: 'staff:badr' }),
      facts: { coolingOffDays: 3 },
    });
    const past = after(share(true));
    given(bankDetailsAggregate, past).when(share(false)).thenRefused('proposal_differs');
    given(bankDetailsAggregate, past).when(approve('A')).thenRefused('share_reason_missing');
    const done = given(bankDetailsAggregate, past).when(because('mother and son'));
    expect(done.events()).toMatchObject([{ data: { ribHash: 'A', shareReason: 'mother and son' } }]);
    const approved = after(share(true), because('mother and son'));
    given(bankDetailsAggregate, approved).when(because('mother and son')).thenNothing();
    given(bankDetailsAggregate, approved)
      .when(because('brothers'))
      .thenRefused('bank_details_approved_otherwise');
    given(bankDetailsAggregate, after(propose('A')))
      .when(because('nobody shares it'))
      .thenRefused('share_reason_unneeded');
  });

  it('are changed only after the cooling-off, in whole business days', () => {
    const past = after(propose('A'), approve('A'), propose('B'));
    given(bankDetailsAggregate, past)
      .when(approve('B', { now: '2026-10-03T22:59:59Z' }))
      .thenRefused('cooling_off');
    const later = given(bankDetailsAggregate, past).when(approve('B', { now: '2026-10-03T23:00:00Z' }));
    expect(later.events()[0]).toMatchObject({ data: { ribHash: 'B', replacedHash: 'A' } });
  });

  it('repeated change nothing', () => {
    given(bankDetailsAggregate, after(propose('A')))
      .when(propose('A'))
      .thenNothing();
    given(bankDetailsAggregate, after(propose('A'), approve('A')))
      .when(propose('A'))
      .thenNothing();
    given(bankDetailsAggregate, after(propose('A'), approve('A')))
      .when(approve('A'))
      .thenNothing();
    given(bankDetailsAggregate, after(propose('A'), refuse('A')))
      .when(refuse('A'))
      .thenNothing();
  });

  it('wait for one another, and a refusal leaves the approved account in use', () => {
    const past = after(propose('A'), approve('A'), propose('B'));
    given(bankDetailsAggregate, past).when(propose('C')).thenRefused('proposal_pending');
    given(bankDetailsAggregate, past).when(propose('A')).thenRefused('proposal_pending');
    given(bankDetailsAggregate, past).when(approve('C')).thenRefused('proposal_unknown');
    expect(stateAfter(propose('A'), approve('A'), propose('B'), refuse('B'))).toMatchObject({
      proposal: null,
      approvedHash: 'A',
    });
  });

  it('are those approved last: one, another, the first again', () => {
    const aba = [propose('A'), approve('A'), propose('B'), approve('B', later), propose('A', later)];
    const muchLater = { now: '2026-11-20T08:00:00.000Z' };
    expect(stateAfter(...aba)).toMatchObject({ proposal: { ribHash: 'A' }, approvedHash: 'B' });
    expect(stateAfter(...aba, approve('A', muchLater))).toMatchObject({ proposal: null, approvedHash: 'A' });
  });

  it('that were refused wait again when they are proposed again', () => {
    const past = [propose('A'), refuse('A'), propose('A')];
    expect(stateAfter(...past)).toMatchObject({ proposal: { ribHash: 'A' } });
    expect(stateAfter(...past, approve('A'))).toMatchObject({ approvedHash: 'A' });
    expect(stateAfter(...past, refuse('A'))).toMatchObject({ proposal: null, approvedHash: null });
  });

  it('in use are approved once more without a word, while another account waits', () => {
    given(bankDetailsAggregate, after(propose('A'), approve('A'), propose('B')))
      .when(approve('A'))
      .thenNothing();
  });

  it.each([
    ['proposal_unknown', [], refuse('A')],
    ['proposal_unknown', [propose('A'), refuse('A')], refuse('B')],
    ['proposal_unknown', [propose('A'), refuse('A')], approve('A')],
    ['bank_details_approved', [propose('A'), approve('A')], refuse('A')],
    ['bank_details_approved', [propose('A'), refuse('A'), propose('A'), approve('A')], refuse('A')],
    ['bank_details_refused_otherwise', [propose('A'), refuse('A')], refuse('A', 'a cheque of another')],
  ] as [string, BankDetailsCommand[], BankDetailsCommand][])('are not refused: %s', (slug, past, one) => {
    given(bankDetailsAggregate, after(...past))
      .when(one)
      .thenRefused(slug);
  });
});

describe('an account that the bank refuses', () => {
  const failed = (transferId: string, ribHash: string | null = 'A'): BankDetailsCommand =>
    command('SuspendBankDetails', {
      producerCode: 'P1',
      transferId,
      ribHash,
      reasonCode: 'AC04',
      returned: true,
      suspendedOn: '2026-10-05',
    });
  const inUse = [propose('A'), approve('A')];
  const suspended = [...inUse, failed('T1')];

  it.each(['A', null])('is suspended, once for each transfer, where the file says %s', (ribHash) => {
    given(bankDetailsAggregate, after(...inUse))
      .when(failed('T1', ribHash))
      .then({
        type: 'BankDetailsSuspended',
        v: 1,
        data: {
          producerCode: 'P1',
          ribHash: 'A',
          transferId: 'T1',
          reasonCode: 'AC04',
          returned: true,
          suspendedOn: '2026-10-05',
        },
      });
    given(bankDetailsAggregate, after(...suspended))
      .when(failed('T1'))
      .thenNothing();
    given(bankDetailsAggregate, after(...suspended))
      .when(failed('T2'))
      .thenNothing();
  });

  it('is not the one in use where another has replaced it, or where there is none', () => {
    given(bankDetailsAggregate, after(...inUse))
      .when(failed('T1', 'B'))
      .thenNothing();
    given(bankDetailsAggregate, []).when(failed('T1', null)).thenNothing();
  });

  it('is proposed anew and approved by a second person at once, for it is no other account', () => {
    const past = after(...suspended);
    given(bankDetailsAggregate, past).when(approve('A')).thenRefused('account_suspended');
    expect(given(bankDetailsAggregate, past).when(propose('A')).events()).toMatchObject([
      { type: 'BankDetailsProposed', data: { ribHash: 'A', isChange: false } },
    ]);
    const again = [...suspended, propose('A'), approve('A')];
    expect(after(...again).slice(-2)).toMatchObject([
      { type: 'BankDetailsApproved' },
      { type: 'BankDetailsRestored', data: { producerCode: 'P1', restoredOn: '2026-10-01' } },
    ]);
    expect(stateAfter(...again)).toMatchObject({ approvedHash: 'A', suspendedFor: null, proposal: null });
    // The transfer that failed is old news; another one is not.
    given(bankDetailsAggregate, after(...again))
      .when(failed('T1'))
      .thenNothing();
    expect(stateAfter(...again, failed('T2'))).toMatchObject({ suspendedFor: 'T2' });
  });

  it('gives way to another one, after the cooling-off of a change', () => {
    const other = [...suspended, propose('B')];
    given(bankDetailsAggregate, after(...other))
      .when(approve('B'))
      .thenRefused('cooling_off');
    expect(stateAfter(...other, approve('B', later))).toMatchObject({
      approvedHash: 'B',
      suspendedFor: null,
    });
  });

  it('is given up where the second person refuses it anew: it may be proposed by others', () => {
    const past = [...suspended, propose('A'), refuse('A')];
    expect(stateAfter(...past)).toMatchObject({ approvedHash: null, suspendedFor: null });
    expect(isInUse(stateAfter(...past), 'A')).toBe(false);
    given(bankDetailsAggregate, after(...past))
      .when(refuse('A'))
      .thenNothing();
    expect(isInUse(stateAfter(...suspended), 'A')).toBe(true);
  });
});
