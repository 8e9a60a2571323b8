import type { BankAnswer, BankOutcome } from '@oce/bank-files';
import { fold, type CommandMeta } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';
import { command, given } from '@oce/testing';
import {
  preparedOf,
  transferBatchAggregate,
  type PrepareTransferBatch,
  type TransferBatchCommand,
} from './domain/transfer-batch';
import type { TransferBatchEvent } from './domain/transfer-batch.events';
import { initialBatch } from './domain/transfer-batch.state';

const line = (number: number, amountCentimes = 100_000) => ({
  transferId: `B1-P${number}`,
  endToEndId: `E${number}`,
  producerCode: `P${number}`,
  amountCentimes,
  lineIds: [`ADV-D${number}`],
});
const prepare = (
  transfers: PrepareTransferBatch['facts']['transfers'] = [line(1), line(2), line(3)],
  executionDate = '2026-10-16',
): TransferBatchCommand => ({
  ...command('PrepareTransferBatch', { batchId: 'B1', executionDate }, { actor: 'staff:amal' }),
  facts: { transfers },
});
const approve = (meta: Partial<CommandMeta> = {}): TransferBatchCommand =>
  command('ApproveTransferBatch', {}, { actor: 'staff:badr', ...meta });
const refuseFor = (reason: string) => command('RefuseTransferBatch', { reason }, { actor: 'staff:badr' });
const refuse = refuseFor('wrong day');
const cipher = (of: string): Encrypted => `enc:1:P1:${of}`;
const issue = (excluded: { transferId: string; producerCode: string; reason: string }[] = []) => ({
  ...command('IssueTransferFile', { batchId: 'B1' }),
  facts: {
    payees: {
      createdAt: '2026-10-01T08:00:00.000Z',
      debtor: { name: 'OCE', iban: 'MA64011519000001205000534921', bic: 'BCMAMAMC' },
      payees: [{ transferId: 'B1-P1', name: cipher('name'), rib: cipher('rib') }],
    },
    excluded,
    sha256: 'abc',
  },
});
const outcome = (
  endToEndId: string,
  status: BankOutcome['status'],
  more: Partial<BankOutcome> = {},
): BankOutcome => ({
  level: 'transaction',
  status,
  endToEndId,
  reversal: false,
  path: `x/${endToEndId}`,
  ...more,
});
const nameless: BankOutcome = {
  level: 'transaction',
  status: 'executed',
  reversal: false,
  path: 'x/nobody',
};
const answer = (...outcomes: BankOutcome[]): TransferBatchCommand =>
  command('RecordBankAnswer', {
    answer: { kind: 'status_report', messageId: 'BANK-1', outcomes } satisfies BankAnswer,
  });
const after = (...commands: TransferBatchCommand[]): TransferBatchEvent[] =>
  commands.reduce<TransferBatchEvent[]>(
    (past, one) => [...past, ...transferBatchAggregate.decide(one, fold(transferBatchAggregate, past))],
    [],
  );
const erased = { transferId: 'B1-P3', producerCode: 'P3', reason: 'person_erased' };

describe('a batch that is not there', () => {
  it('is refused by the field that names it', () => {
    expect(() => preparedOf(initialBatch)).toThrow(
      expect.objectContaining({ slug: 'batch_unknown', field: 'batchId' }),
    );
  });
});

describe('a batch of transfers', () => {
  it('is prepared by one person, approved by another, and issued once', () => {
    const past = after(prepare(), approve(), issue([erased]));
    expect(past.map((event) => event.type)).toEqual([
      'TransferBatchPrepared',
      'TransferBatchApproved',
      'PayeesFixed',
      'TransferFileIssued',
    ]);
    expect(past.at(-1)?.data).toMatchObject({
      messageId: 'OCE-B1',
      paymentInformationId: 'B1-1',
      transfers: 2,
      totalCentimes: 200_000,
      excluded: [erased],
    });
    for (const again of [prepare(), approve(), issue()])
      given(transferBatchAggregate, past).when(again).thenNothing();
  });

  it('pays whom it was prepared for, whoever could be paid by the time it is asked for again', () => {
    given(transferBatchAggregate, after(prepare()))
      .when(prepare([line(4)]))
      .thenNothing();
  });

  it.each([
    ['second_person_needed', [prepare()], approve({ actor: 'staff:amal' })],
    ['approval_missing', [prepare()], issue()],
    ['batch_unknown', [], approve()],
    ['nothing_to_pay', [], prepare([])],
    ['nothing_to_pay', [prepare([line(3)]), approve()], issue([erased])],
    ['execution_past', [], prepare([line(1)], '2026-09-30')],
    ['amount_not_positive', [], prepare([line(1, 0)])],
    ['transfer_repeated', [], prepare([line(1), line(1)])],
    ['batch_differs', [prepare()], prepare([line(1)], '2026-10-17')],
    ['batch_refused', [prepare(), refuse], approve()],
    ['batch_refused', [prepare(), approve(), refuse], approve()],
    ['batch_refused_otherwise', [prepare(), refuse], refuseFor('wrong bank')],
    ['batch_refused', [prepare(), approve(), refuse], issue()],
    ['file_issued', [prepare(), approve(), issue()], refuse],
    ['file_not_issued', [prepare()], answer(outcome('E1', 'executed'))],
  ] as [string, TransferBatchCommand[], TransferBatchCommand][])('is refused: %s', (slug, past, one) => {
    given(transferBatchAggregate, after(...past))
      .when(one)
      .thenRefused(slug);
  });

  it('refused says which transfers are free again', () => {
    expect(after(prepare(), refuse).at(-1)).toMatchObject({
      type: 'TransferBatchRefused',
      data: { refusedBy: 'staff:badr', transfers: [line(1), line(2), line(3)] },
    });
    given(transferBatchAggregate, after(prepare(), refuse)).when(refuse).thenNothing();
  });
});

describe("the bank's answer", () => {
  const issued = [prepare(), approve(), issue([erased])];

  it('executes, rejects and returns, each once', () => {
    const first = answer(
      outcome('E1', 'executed', { bookedAt: '2026-10-16' }),
      outcome('E2', 'rejected', { reasonCode: 'AC01' }),
    );
    const past = after(...issued, first);
    expect(past.slice(-3)).toMatchObject([
      { type: 'BankAnswerRecorded', data: { changes: 2, notices: [] } },
      { type: 'TransferExecuted', data: { transferId: 'B1-P1', bookedOn: '2026-10-16' } },
      { type: 'TransferRejected', data: { transferId: 'B1-P2', reasonCode: 'AC01', returned: false } },
    ]);
    given(transferBatchAggregate, past).when(first).thenNothing();
    const back = answer(outcome('E1', 'returned', { reasonCode: 'AC04' }));
    expect(given(transferBatchAggregate, past).when(back).events().at(-1)).toMatchObject({
      data: { transferId: 'B1-P1', reasonCode: 'AC04', returned: true },
    });
  });

  it('that calls a transfer a duplicate restores nothing and asks a person, once', () => {
    const duplicate = answer(outcome('E1', 'rejected', { reasonCode: 'AM05' }));
    const past = after(...issued, duplicate);
    expect(past.at(-1)).toMatchObject({
      type: 'BankAnswerRecorded',
      data: { changes: 0, notices: [{ slug: 'duplicate_at_bank', endToEndId: 'E1' }] },
    });
    given(transferBatchAggregate, past).when(duplicate).thenNothing();
  });

  it('asks a person about each message with a question, where neither names a transfer', () => {
    const strange = (messageId: string): TransferBatchCommand =>
      command('RecordBankAnswer', {
        answer: { kind: 'status_report', messageId, outcomes: [nameless] } satisfies BankAnswer,
      });
    const past = after(...issued, strange('BANK-1'));
    expect(past.at(-1)).toMatchObject({ data: { notices: [{ endToEndId: null, path: 'x/nobody' }] } });
    given(transferBatchAggregate, past).when(strange('BANK-1')).thenNothing();
    expect(given(transferBatchAggregate, past).when(strange('BANK-2')).events()).toMatchObject([
      { data: { bankMessageId: 'BANK-2', notices: [{ endToEndId: null, path: 'x/nobody' }] } },
    ]);
  });

  it('about a transfer that is not in the file asks a person', () => {
    expect(after(...issued, answer(outcome('E3', 'executed'))).at(-1)).toMatchObject({
      data: { notices: [{ slug: 'unknown_transfer', endToEndId: 'E3' }] },
    });
  });

  it('that only takes the file in changes nothing', () => {
    given(transferBatchAggregate, after(...issued))
      .when(answer(outcome('E1', 'accepted')))
      .thenNothing();
  });
});
