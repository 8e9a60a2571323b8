import type { Encrypted } from '@oce/personal-data';
import type { Reaction } from '@oce/policies';
import { command, projected, reactionsTo } from '@oce/testing';
import { answerOf, batchAfter } from '../../test/bank-answers';
import { whenTransferChangesThenMovePayout } from '../account/reactions/when-transfer-changes-then-move-payout';
import type { TransferBatchEvent } from './domain/transfer-batch.events';
import { whenBankAnsweredThenAskClerk } from './reactions/when-bank-answered-then-ask-clerk';
import { transferBatchesProjection } from './reads/transfer-batches';
import { transfersProjection } from './reads/transfers';

const line = (number: number) => ({
  transferId: `T${number}`,
  endToEndId: `E${number}`,
  producerCode: `P${number}`,
  amountCentimes: 100,
  lineIds: [`ADV-D${number}`],
});
const cipher: Encrypted = 'enc:1:P:cipher';
const excluded = [{ transferId: 'T4', producerCode: 'P4', reason: 'person_erased' }];
const prepare = {
  ...command('PrepareTransferBatch', { batchId: 'B1', executionDate: '2026-10-16' }, { actor: 'a' }),
  facts: { transfers: [1, 2, 3, 4].map(line), holidays: new Map() },
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
const answer = answerOf([
  said('E1', 'executed'),
  said('E2', 'rejected', 'AC01'),
  said('E3', 'rejected', 'AM05'),
]);
const cancel = command('CancelTransferBatch', { reason: 'not sent' }, { actor: 'b' });
const refuse = command('RefuseTransferBatch', { reason: 'wrong day' }, { actor: 'b' });
const after = batchAfter;
const whole = after(prepare, approve, issue, answer);

describe('the read models of transfers', () => {
  it('say what became of each transfer', () => {
    const documents = Object.values(projected(transfersProjection, whole));
    expect(documents.map(({ transferId, status, reason }) => [transferId, status, reason])).toEqual([
      ['T1', 'executed', null],
      ['T2', 'rejected', 'AC01'],
      ['T3', 'issued', null],
      ['T4', 'excluded', 'person_erased'],
    ]);
    expect(projected(transfersProjection, after(prepare, refuse))['T1']?.status).toBe('refused');
    expect(projected(transfersProjection, after(prepare, approve, issue, cancel))).toMatchObject({
      T1: { status: 'cancelled', reason: 'not sent' },
      T4: { status: 'excluded', reason: 'person_erased' },
    });
  });

  it('say how far the bank has come with a batch', () => {
    expect(projected(transferBatchesProjection, whole)['B1']).toMatchObject({
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
    expect(projected(transferBatchesProjection, after(prepare, cancel))['B1']?.status).toBe('cancelled');
  });
});

describe('the policies of transfers', () => {
  const at = { position: 7, id: 'B1' };
  const sent = (reactions: readonly Reaction[]) =>
    reactions.map(({ type, id, data }) => [type, id, 'reason' in data ? data.reason : undefined]);

  it('move payouts as their transfers move', () => {
    const moves = (events: readonly TransferBatchEvent[]) =>
      sent(events.flatMap((event) => reactionsTo(whenTransferChangesThenMovePayout, event)));
    expect(moves(whole)).toEqual([
      ['ReservePayout', 'P1', undefined],
      ['ReservePayout', 'P2', undefined],
      ['ReservePayout', 'P3', undefined],
      ['ReservePayout', 'P4', undefined],
      ['ConfirmPayout', 'P1', undefined],
      ['ReturnPayout', 'P2', undefined],
    ]);
    expect(moves(after(prepare, refuse).slice(-1))).toEqual(
      [1, 2, 3, 4].map((number) => ['DeclinePayout', `P${number}`, 'batch_refused']),
    );
    expect(moves(after(prepare, approve, issue, cancel).slice(-1))).toEqual(
      [1, 2, 3].map((number) => ['DeclinePayout', `P${number}`, 'batch_cancelled']),
    );
  });

  it('ask a clerk about who was left out, and about duplicates', () => {
    const asked = whole.flatMap((event) => reactionsTo(whenBankAnsweredThenAskClerk, event, undefined, at));
    expect(sent(asked)).toEqual([
      ['RaiseAttention', expect.any(String), 'person_erased'],
      ['RaiseAttention', expect.any(String), 'duplicate_at_bank'],
    ]);
    expect(asked[0]?.data).toMatchObject({ position: 7, subject: 'evt.payments.transfer-batch.B1' });
  });
});
