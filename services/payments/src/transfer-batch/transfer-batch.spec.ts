import type { BankOutcome } from '@oce/bank-files';
import { fold, type CommandMeta } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';
import { command, given } from '@oce/testing';
import { answerOf, batchAfter, decided, outcomeOf, type BatchStep } from '../../test/bank-answers';
import {
  preparedOf,
  refuseUnissued,
  transferBatchAggregate,
  type PrepareTransferBatch,
  type TransferBatchCommand,
} from './domain/transfer-batch';
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
  holidays: readonly (readonly [string, string])[] = [],
): TransferBatchCommand => ({
  ...command('PrepareTransferBatch', { batchId: 'B1', executionDate }, { actor: 'staff:amal' }),
  facts: { transfers, holidays: new Map(holidays) },
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
      payees: [{ transferId: 'B1-P1', name: cipher('name'), rib: cipher('rib'), ribHash: 'hash-1' }],
    },
    excluded,
    sha256: 'abc',
  },
});
const outcome = (endToEndId: string, status: BankOutcome['status'], more: Partial<BankOutcome> = {}) =>
  outcomeOf({ endToEndId, status, ...more });
const nameless = outcomeOf({});
const answer = (...outcomes: BankOutcome[]) => answerOf(outcomes);
const after = batchAfter;
const cancelFor = (reason: string): TransferBatchCommand =>
  command('CancelTransferBatch', { reason }, { actor: 'staff:badr' });
const cancel = cancelFor('wrong account');
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
    ['execution_too_far', [], prepare([line(1)], '2026-11-02')],
    ['no_banking_day', [], prepare([line(1)], '2026-10-17')],
    ['no_banking_day', [], prepare([line(1)], '2026-10-31')],
    ['no_banking_day', [], prepare([line(1)], '2026-10-20', [['2026-10-20', 'a feast that was decreed']])],
    ['amount_not_positive', [], prepare([line(1, 0)])],
    ['transfer_repeated', [], prepare([line(1), line(1)])],
    ['batch_differs', [prepare()], prepare([line(1)], '2026-10-17')],
    ['batch_refused', [prepare(), refuse], approve()],
    ['batch_refused', [prepare(), approve(), refuse], approve()],
    ['batch_refused_otherwise', [prepare(), refuse], refuseFor('wrong bank')],
    ['batch_refused', [prepare(), approve(), refuse], issue()],
    ['file_issued', [prepare(), approve(), issue()], refuse],
    [
      'second_person_needed',
      [prepare()],
      command('CancelTransferBatch', { reason: 'x' }, { actor: 'staff:amal' }),
    ],
    ['batch_refused', [prepare(), refuse], cancel],
    ['batch_cancelled', [prepare(), cancel], approve()],
    ['batch_cancelled', [prepare(), cancel], refuse],
    ['batch_cancelled', [prepare(), approve(), cancel], issue()],
    ['batch_cancelled', [prepare(), approve(), issue(), cancel], issue()],
    ['batch_cancelled_otherwise', [prepare(), cancel], cancelFor('wrong day')],
    ['file_answered', [prepare(), approve(), issue(), answer(outcome('E1', 'accepted'))], cancel],
    ['file_answered', [prepare(), approve(), issue(), answer(outcome('E1', 'unclear'))], cancel],
    ['batch_unknown', [], cancel],
  ] as [string, BatchStep[], TransferBatchCommand][])('is refused: %s', (slug, past, one) => {
    given(transferBatchAggregate, after(...past))
      .when(one)
      .thenRefused(slug);
  });

  it('is answered once its file is issued, or was cancelled', () => {
    const stateAfter = (...steps: BatchStep[]) => fold(transferBatchAggregate, after(...steps));
    expect(() => refuseUnissued(stateAfter(prepare()))).toThrow(
      expect.objectContaining({ slug: 'file_not_issued' }),
    );
    expect(() => refuseUnissued(stateAfter(prepare(), approve(), issue()))).not.toThrow();
    expect(() => refuseUnissued(stateAfter(prepare(), cancel))).not.toThrow();
  });

  it.each<[string, BatchStep[], unknown[]]>([
    ['prepared', [prepare()], [line(1), line(2), line(3)]],
    ['approved', [prepare(), approve()], [line(1), line(2), line(3)]],
    ['issued', [prepare(), approve(), issue([erased])], [line(1), line(2)]],
  ])(
    '%s and not sent is cancelled by a second person, and its transfers are free again',
    (_, past, transfers) => {
      expect(decided(after(...past), cancel)).toMatchObject([
        {
          type: 'TransferBatchCancelled',
          data: { cancelledBy: 'staff:badr', cancelledOn: '2026-10-01', reason: 'wrong account', transfers },
        },
      ]);
      given(transferBatchAggregate, after(...past, cancel))
        .when(cancel)
        .thenNothing();
    },
  );

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
  const thenNothing = (past: ReturnType<typeof after>, step: BatchStep) =>
    expect(decided(past, step)).toEqual([]);
  const notice = (messageId: string, ...outcomes: BankOutcome[]) =>
    answerOf(outcomes, { kind: 'booking_notice', messageId });

  it('executes, rejects and returns, each once, and keeps what was said', () => {
    const first = answer(
      outcome('E1', 'executed', { bookedOn: '2026-10-16' }),
      outcome('E2', 'rejected', { reasonCode: 'AC01' }),
    );
    const past = after(...issued, first);
    expect(past.slice(-5)).toMatchObject([
      { type: 'BankAnswerRecorded', data: { changes: 2, notices: [] } },
      {
        type: 'BankFactsRecorded',
        data: {
          facts: [
            { endToEndId: 'E1', status: 'executed', bookedOn: '2026-10-16', became: 'changed' },
            { endToEndId: 'E2', status: 'rejected', reasonCode: 'AC01', became: 'changed' },
          ],
        },
      },
      { type: 'TransferExecuted', data: { transferId: 'B1-P1', bookedOn: '2026-10-16' } },
      { type: 'TransferRejected', data: { transferId: 'B1-P2', reasonCode: 'AC01', returned: false } },
      { type: 'PayeeAccountFailed', data: { producerCode: 'P2', reasonCode: 'AC01', ribHash: null } },
    ]);
    thenNothing(past, first);
    const back = answer(outcome('E1', 'returned', { reasonCode: 'AC04' }));
    expect(decided(past, back).slice(-2)).toMatchObject([
      { data: { transferId: 'B1-P1', reasonCode: 'AC04', returned: true } },
      { type: 'PayeeAccountFailed', data: { producerCode: 'P1', ribHash: 'hash-1', returned: true } },
    ]);
  });

  it.each([
    ['AC01', 1],
    ['AC04', 1],
    ['AM04', 0],
    [undefined, 0],
  ])('that rejects for %s speaks against the account: %s', (reasonCode, times) => {
    const events = decided(after(...issued), answer(outcome('E2', 'rejected', { reasonCode })));
    expect(events.filter(({ type }) => type === 'PayeeAccountFailed')).toHaveLength(times);
  });

  it('that calls a transfer a duplicate restores nothing and asks a person, once', () => {
    const duplicate = answer(outcome('E1', 'rejected', { reasonCode: 'AM05' }));
    const past = after(...issued, duplicate);
    expect(past.at(-1)).toMatchObject({
      type: 'BankAnswerRecorded',
      data: { changes: 0, notices: [{ slug: 'duplicate_at_bank', endToEndId: 'E1' }] },
    });
    thenNothing(past, duplicate);
  });

  it('asks a person about each message with a question, where neither names a transfer', () => {
    const strange = (messageId: string) => answerOf([nameless], { messageId });
    const past = after(...issued, strange('BANK-1'));
    expect(past.at(-1)).toMatchObject({ data: { notices: [{ endToEndId: null, path: 'x/nobody' }] } });
    thenNothing(past, strange('BANK-1'));
    expect(decided(past, strange('BANK-2'))).toMatchObject([
      { data: { bankMessageId: 'BANK-2', notices: [{ endToEndId: null, path: 'x/nobody' }] } },
    ]);
  });

  it.each(['E3', 'E9'])('about a transfer that is not in the file asks a person: %s', (endToEndId) => {
    expect(after(...issued, answer(outcome(endToEndId, 'executed'))).at(-1)).toMatchObject({
      data: { notices: [{ slug: 'unknown_transfer', endToEndId }] },
    });
  });

  it('that only takes the file in is kept, and changes nothing', () => {
    const taken = answer(outcome('E1', 'accepted'), outcomeOf({ level: 'file', status: 'accepted' }));
    const past = after(...issued, taken);
    expect(past.slice(-2)).toMatchObject([
      { type: 'BankAnswerRecorded', data: { changes: 0, notices: [] } },
      { type: 'BankFactsRecorded', data: { facts: [{ endToEndId: null }, { endToEndId: 'E1' }] } },
    ]);
    thenNothing(past, taken);
  });

  it('to a cancelled file moves nothing and asks a person', () => {
    const past = after(...issued, cancel);
    const all = outcomeOf({ level: 'file', status: 'rejected' });
    expect(decided(past, answer(outcome('E1', 'executed'), all))).toMatchObject([
      {
        type: 'BankAnswerRecorded',
        data: { changes: 0, notices: [{ slug: 'file_cancelled' }, { slug: 'file_cancelled' }] },
      },
    ]);
  });

  const booked = (endToEndId: string, more: Partial<BankOutcome> = {}) =>
    outcome(endToEndId, 'executed', {
      amountCentimes: 100_000,
      currency: 'MAD',
      bookedOn: '2026-10-16',
      ...more,
    });

  it('books once what a report called executed before', () => {
    const past = after(...issued, answer(outcome('E1', 'executed')));
    const booking = decided(past, notice('N-1', booked('E1')));
    expect(booking.map(({ type }) => type)).toEqual(['BankAnswerRecorded', 'BankFactsRecorded']);
    thenNothing([...past, ...booking], notice('N-2', booked('E1')));
  });

  it.each<[string, Partial<BankOutcome>]>([
    ['on another day', { bookedOn: '2026-10-18' }],
    ['under another reference', { reference: 'FT-2' }],
  ])('asks about a second booking %s', (_, more) => {
    const past = after(...issued, notice('N-1', booked('E1', { reference: 'FT-1' })));
    const second = notice('N-2', booked('E1', { reference: 'FT-1', ...more }));
    expect(decided(past, second)).toMatchObject([
      { data: { changes: 0, notices: [{ slug: 'booked_twice', endToEndId: 'E1' }] } },
    ]);
    thenNothing([...past, ...decided(past, second)], second);
  });

  it('asks about a booking that stands twice in one notice', () => {
    const twice = decided(after(...issued), notice('N-1', booked('E1'), booked('E1', { path: 'y' })));
    expect(twice[0]).toMatchObject({ data: { changes: 1, notices: [{ slug: 'booked_twice', path: 'y' }] } });
  });

  it('asks about each partial return, and about a second whole one', () => {
    const part = (messageId: string) =>
      notice(messageId, outcome('E1', 'returned', { amountCentimes: 40_000, bookedOn: '2026-10-20' }));
    const past = after(...issued, notice('N-1', booked('E1')), part('N-2'));
    expect(past.at(-1)).toMatchObject({ data: { notices: [{ slug: 'amount_differs', endToEndId: 'E1' }] } });
    thenNothing(past, part('N-2'));
    expect(decided(past, part('N-3'))).toMatchObject([{ data: { notices: [{ slug: 'amount_differs' }] } }]);
    const whole = (bookedOn: string) => notice('N-4', outcome('E1', 'returned', { bookedOn }));
    const back = [...past, ...decided(past, whole('2026-10-21'))];
    expect(decided(back, whole('2026-10-22'))).toMatchObject([
      { data: { notices: [{ slug: 'returned_twice' }] } },
    ]);
  });

  it('asks where a second report gives another reason, or speaks of a credit of what was rejected', () => {
    const past = after(...issued, answer(outcome('E2', 'rejected', { reasonCode: 'AC01' })));
    expect(decided(past, answer(outcome('E2', 'rejected', { reasonCode: 'AM04' })))).toMatchObject([
      { data: { notices: [{ slug: 'told_otherwise' }] } },
    ]);
    expect(decided(past, notice('N-1', outcome('E2', 'returned')))).toMatchObject([
      { data: { notices: [{ slug: 'returned_after_rejection' }] } },
    ]);
  });

  it('of before words were kept is known by its changes', () => {
    const old = after(...issued, notice('N-1', booked('E1'))).filter(
      ({ type }) => type !== 'BankFactsRecorded',
    );
    thenNothing(old, notice('N-2', booked('E1')));
    expect(decided(old, notice('N-2', booked('E1', { bookedOn: '2026-10-18' })))).toMatchObject([
      { data: { notices: [{ slug: 'booked_twice' }] } },
    ]);
    const past = after(...issued, notice('N-1', outcome('E1', 'returned', { bookedOn: '2026-10-20' })));
    const back = past.filter(({ type }) => type !== 'BankFactsRecorded');
    thenNothing(back, notice('N-2', outcome('E1', 'returned', { bookedOn: '2026-10-20' })));
  });
});
