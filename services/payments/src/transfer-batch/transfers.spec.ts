import { fold } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';
import { command } from '@oce/testing';
import { followTransfersPolicy } from '../account/reactions/when-transfer-changes-then-move-payout';
import { releaseRibClaimsPolicy } from '../bank-details/reactions/when-account-given-up-then-release-rib';
import { envelopeAt, project } from '../shared/spec-project';
import { transferBatchAggregate, type TransferBatchCommand } from './domain/transfer-batch';
import type { TransferBatchEvent } from './domain/transfer-batch.events';
import { askAboutBankAnswersPolicy } from './reactions/when-bank-answered-then-ask-clerk';
import { transferBatchesProjection } from './reads/transfer-batches';
import { transfersProjection } from './reads/transfers';

const line = (number: number) => ({
  transferId: `T${number}`,
  endToEndId: `E${number}`,
  producerCode: `P${number}`,
  amountCentimes: 100,
  lineIds: [`ADV-D${number}`],
});
const cipher = 'enc:1:P:cipher' as Encrypted;
const excluded = [{ transferId: 'T4', producerCode: 'P4', reason: 'person_erased' }];
const prepare = {
  ...command('PrepareTransferBatch', { batchId: 'B1', executionDate: '2026-10-16' }, { actor: 'a' }),
  facts: { transfers: [1, 2, 3, 4].map(line) },
};
const approve = command('ApproveTransferBatch', {}, { actor: 'b' });
const issue = {
  ...command('IssueTransferFile', { batchId: 'B1' }),
  facts: {
    payees: {
      createdAt: '2026-10-01T08:00:00.000Z',
      debtor: { name: 'OCE', iban: 'MA', bic: 'B' },
      payees: [1, 2, 3].map((number) => ({ transferId: `T${number}`, name: cipher, rib: cipher })),
    },
    excluded,
    sha256: 'abc',
  },
};
const said = (endToEndId: string, status: 'executed' | 'rejected', reasonCode?: string) => ({
  level: 'transaction' as const,
  status,
  endToEndId,
  reversal: false,
  path: 'x',
  ...(reasonCode ? { reasonCode } : {}),
});
const answer = command('RecordBankAnswer', {
  answer: {
    kind: 'status_report' as const,
    messageId: 'M',
    outcomes: [said('E1', 'executed'), said('E2', 'rejected', 'AC01'), said('E3', 'rejected', 'AM05')],
  },
});
const refuse = command('RefuseTransferBatch', { reason: 'wrong day' }, { actor: 'b' });
const after = (...commands: TransferBatchCommand[]): TransferBatchEvent[] =>
  commands.reduce<TransferBatchEvent[]>(
    (past, one) => [...past, ...transferBatchAggregate.decide(one, fold(transferBatchAggregate, past))],
    [],
  );
const whole = after(prepare, approve, issue, answer);

describe('the read models of transfers', () => {
  it('say what became of each transfer', () => {
    const documents = [...project(transfersProjection, whole).values()];
    expect(documents.map(({ transferId, status, reason }) => [transferId, status, reason])).toEqual([
      ['T1', 'executed', null],
      ['T2', 'rejected', 'AC01'],
      ['T3', 'issued', null],
      ['T4', 'excluded', 'person_erased'],
    ]);
    expect(project(transfersProjection, after(prepare, refuse)).get('T1')?.status).toBe('refused');
  });

  it('say how far the bank has come with a batch', () => {
    expect(project(transferBatchesProjection, whole).get('B1')).toMatchObject({
      status: 'issued',
      transfers: 3,
      totalCentimes: 300,
      excluded: 1,
      executed: 1,
      rejected: 1,
      returned: 0,
      preparedBy: 'a',
      approvedBy: 'b',
      sha256: 'abc',
    });
  });
});

describe('the policies of transfers', () => {
  const reactions = (events: readonly TransferBatchEvent[], policy: typeof followTransfersPolicy) =>
    events
      .flatMap((event) => policy.react(event, envelopeAt(7, 'transfer-batch', 'B1'), undefined))
      .map(({ aggregate, type, data }) => [aggregate, type, (data as { transferId?: string }).transferId]);

  it('move payouts as their transfers move', () => {
    expect(reactions(whole, followTransfersPolicy)).toEqual([
      ...[1, 2, 3, 4].map((number) => ['account', 'ReservePayout', `T${number}`]),
      ['account', 'ConfirmPayout', 'T1'],
      ['account', 'ReturnPayout', 'T2'],
    ]);
    expect(reactions(after(prepare, refuse).slice(-1), followTransfersPolicy)).toEqual(
      [1, 2, 3, 4].map((number) => ['account', 'DeclinePayout', `T${number}`]),
    );
  });

  it('ask a clerk about who was left out, and about duplicates', () => {
    const asked = whole.flatMap((event) =>
      askAboutBankAnswersPolicy.react(event, envelopeAt(7, 'transfer-batch', 'B1'), undefined),
    );
    expect(asked.map(({ type, data }) => [type, (data as { reason: string }).reason])).toEqual([
      ['RaiseAttention', 'person_erased'],
      ['RaiseAttention', 'duplicate_at_bank'],
    ]);
  });

  it('free an account that is refused or replaced', () => {
    const approved = { producerCode: 'P1', ribHash: 'B', approvedBy: 'b', approvedOn: '2026-10-01' };
    const react = (replacedHash: string | null) =>
      releaseRibClaimsPolicy.react(
        { type: 'BankDetailsApproved', v: 1, data: { ...approved, replacedHash } },
        envelopeAt(7),
        undefined,
      );
    expect(react(null)).toEqual([]);
    expect(react('A')).toMatchObject([
      { aggregate: 'claim', id: 'rib--A', type: 'ReleaseClaim', data: { holder: 'P1' } },
    ]);
  });
});
