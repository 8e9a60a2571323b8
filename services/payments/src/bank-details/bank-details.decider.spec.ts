import { fold, type CommandMeta } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import type { Encrypted } from '@oce/personal-data';
import { bankDetailsDecider, type BankDetailsCommand } from './bank-details.decider';
import type { BankDetailsEvent } from './bank-details.events';

const rib = 'enc:1:P1:ciphertext' as Encrypted;
const propose = (ribHash: string, meta: Partial<CommandMeta> = {}): BankDetailsCommand => ({
  ...command('ProposeBankDetails', { producerCode: 'P1', ribHash }, { actor: 'staff:amal', ...meta }),
  facts: { rib },
});
const approve = (ribHash: string, meta: Partial<CommandMeta> = {}): BankDetailsCommand => ({
  ...command('ApproveBankDetails', { ribHash }, { actor: 'staff:badr', ...meta }),
  facts: { coolingOffDays: 3 },
});
const refuse = (ribHash: string): BankDetailsCommand =>
  command('RefuseBankDetails', { ribHash, reason: 'not the name' }, { actor: 'staff:badr' });
const after = (...commands: BankDetailsCommand[]): BankDetailsEvent[] =>
  commands.reduce<BankDetailsEvent[]>(
    (past, one) => [...past, ...bankDetailsDecider.decide(one, fold(bankDetailsDecider, past))],
    [],
  );

describe('bank details', () => {
  it('are proposed by one person and approved by another; the first ones at once', () => {
    given(bankDetailsDecider, [])
      .when(propose('A'))
      .then({
        type: 'BankDetailsProposed',
        v: 1,
        data: {
          ...{ producerCode: 'P1', rib, ribHash: 'A', proposedBy: 'staff:amal' },
          ...{ proposedOn: '2026-10-01', isChange: false },
        },
      });
    given(bankDetailsDecider, after(propose('A')))
      .when(approve('A', { actor: 'staff:amal' }))
      .thenRefused('second_person_needed');
    given(bankDetailsDecider, after(propose('A')))
      .when(approve('A'))
      .then({
        type: 'BankDetailsApproved',
        v: 1,
        data: {
          ...{ producerCode: 'P1', ribHash: 'A', replacedHash: null },
          ...{ approvedBy: 'staff:badr', approvedOn: '2026-10-01' },
        },
      });
  });

  it('are changed only after the cooling-off, in whole business days', () => {
    const past = after(propose('A'), approve('A'), propose('B'));
    given(bankDetailsDecider, past)
      .when(approve('B', { now: '2026-10-03T22:59:59Z' }))
      .thenRefused('cooling_off');
    const later = given(bankDetailsDecider, past).when(approve('B', { now: '2026-10-03T23:00:00Z' }));
    expect(later.events()[0]).toMatchObject({ data: { ribHash: 'B', replacedHash: 'A' } });
  });

  it('repeated change nothing', () => {
    given(bankDetailsDecider, after(propose('A')))
      .when(propose('A'))
      .thenNothing();
    given(bankDetailsDecider, after(propose('A'), approve('A')))
      .when(propose('A'))
      .thenNothing();
    given(bankDetailsDecider, after(propose('A'), approve('A')))
      .when(approve('A'))
      .thenNothing();
    given(bankDetailsDecider, after(propose('A'), refuse('A')))
      .when(refuse('A'))
      .thenNothing();
  });

  it('wait for one another, and a refusal leaves the approved account in use', () => {
    const past = after(propose('A'), approve('A'), propose('B'));
    given(bankDetailsDecider, past).when(propose('C')).thenRefused('proposal_pending');
    given(bankDetailsDecider, past).when(propose('A')).thenRefused('proposal_pending');
    given(bankDetailsDecider, past).when(approve('C')).thenRefused('proposal_unknown');
    expect(fold(bankDetailsDecider, after(propose('A'), approve('A'), propose('B'), refuse('B')))).toEqual({
      proposal: null,
      approvedHash: 'A',
    });
  });
});
