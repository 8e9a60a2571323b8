import { command, given } from '@oce/testing';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { batchAfter } from '../../test/bank-answers';
import { affiliateWithAccounts } from '../../test/members';
import { accountOf, paymentsInMemory, personKeysOf } from '../../test/payments-in-memory';
import { grade, publishSchedules } from '../../test/season-events';
import { accountAggregate } from '../account/domain/account';
import { transferBatchAggregate } from './domain/transfer-batch';
import { IssueFile } from './http/issue-file';
import { PrepareBatch } from './http/prepare-batch';
import { transferBatchesProjection } from './reads/transfer-batches';
import { transfersProjection } from './reads/transfers';

const badr = { actor: 'staff:badr' };

describe('a line disputed before the file of its batch is issued', () => {
  let office: OfficeInMemory;

  beforeEach(async () => {
    office = await paymentsInMemory();
    const keys = await personKeysOf(office);
    await publishSchedules(office);
    await affiliateWithAccounts(office, keys, ['P1', 'P2']);
    for (const producerCode of ['P1', 'P2']) {
      for (const [id, payableGrams] of [['A', 1_467_000] as const, ['B', 500_000] as const])
        await grade(office, {
          deliveryId: `${producerCode}${id}`,
          producerCode,
          grade: 'extra',
          payableGrams,
        });
    }
    await office.settle();
    await prepare('B1');
    await office.settle();
  });
  afterEach(() => office.close());

  const prepare = (id: string) =>
    office.get('payments', PrepareBatch).prepare(id, '2026-12-22', office.meta({ actor: 'staff:amal' }));
  const approve = (id = 'B1') =>
    office.send(transferBatchAggregate, id, { type: 'ApproveTransferBatch', data: {} }, badr);
  const issue = (id = 'B1') => office.get('payments', IssueFile).issue(id, office.meta());
  const dispute = () =>
    office.send(accountAggregate, 'P1', {
      type: 'DisputeLine',
      data: { producerCode: 'P1', disputeId: 'L1', lineId: 'ADV-P1A', reason: 'weight' },
    });
  const batch = async () => (await office.documents('payments', transferBatchesProjection))[0];
  const transfers = async () =>
    (await office.documents('payments', transfersProjection)).map(({ transferId, status, reason }) => [
      transferId,
      status,
      reason,
    ]);

  it('leaves it with its transfer: the rest is approved anew, and the file is right to the centime', async () => {
    await approve();
    await dispute();
    await office.settle();
    // 5,281.20 and 1,800.00 of each.
    expect(await batch()).toMatchObject({
      status: 'prepared',
      approvedBy: null,
      transfers: 1,
      totalCentimes: 708_120,
      excluded: 1,
    });
    await expect(issue()).rejects.toMatchObject({ slug: 'approval_missing' });
    await approve();
    expect((await issue()).events[1]?.data).toMatchObject({
      transfers: 1,
      totalCentimes: 708_120,
      excluded: [{ transferId: 'B1--P1', producerCode: 'P1', reason: 'line_disputed' }],
    });
    await office.settle();
    expect(await transfers()).toEqual([
      ['B1--P1', 'excluded', 'line_disputed'],
      ['B1--P2', 'issued', null],
    ]);
    // As of every transfer that a file leaves out.
    expect(await office.attention()).toEqual(['line_disputed']);
  });

  it('lets the other lines of the member go out with the next batch', async () => {
    await dispute();
    await office.settle();
    expect(await accountOf(office, 'P1')).toMatchObject({ payableCentimes: 180_000, reservedCentimes: 0 });
    await prepare('B2');
    const { prepared } = (await office.handler(transferBatchAggregate).load('B2')).state;
    expect(prepared?.transfers).toMatchObject([
      { producerCode: 'P1', amountCentimes: 180_000, lineIds: ['ADV-P1B'] },
    ]);
  });

  it('is found by whoever issues the file before the policy has come by', async () => {
    await approve();
    await dispute();
    await expect(issue()).rejects.toMatchObject({ slug: 'approval_missing' });
    await office.settle();
    expect(await batch()).toMatchObject({ transfers: 1, excluded: 1 });
    await approve();
    expect((await issue()).events[1]?.data).toMatchObject({ transfers: 1 });
    expect(await office.attention()).toEqual([]);
  });

  it('stays once the file is issued: the bank pays it, and what is too much is corrected', async () => {
    await approve();
    await issue();
    await dispute();
    await office.settle();
    expect(await batch()).toMatchObject({ status: 'issued', transfers: 2, excluded: 0 });
    expect(await office.attention()).toEqual([]);
  });

  it('leaves nothing to approve where every transfer has one', async () => {
    await dispute();
    await office.send(accountAggregate, 'P2', {
      type: 'DisputeLine',
      data: { producerCode: 'P2', disputeId: 'L1', lineId: 'ADV-P2A', reason: 'weight' },
    });
    await office.settle();
    await expect(approve()).rejects.toMatchObject({ slug: 'nothing_to_pay' });
  });
});

describe('taking a transfer out of a batch', () => {
  const line = (number: number) => ({
    transferId: `B1-P${number}`,
    endToEndId: `E${number}`,
    producerCode: `P${number}`,
    amountCentimes: 100_000,
    lineIds: [`ADV-D${number}`],
  });
  const prepared = {
    ...command(
      'PrepareTransferBatch',
      { batchId: 'B1', executionDate: '2026-10-16' },
      { actor: 'staff:amal' },
    ),
    facts: { transfers: [line(1), line(2)], holidays: new Map() },
  };
  const withdraw = (transferId = 'B1-P1') =>
    command('WithdrawTransfer', { transferId, reason: 'line_disputed' });
  const refused = command('RefuseTransferBatch', { reason: 'wrong day' }, badr);

  it('is done once, and frees nothing a second time', () => {
    given(transferBatchAggregate, batchAfter(prepared, withdraw())).when(withdraw()).thenNothing();
    const [event] = given(transferBatchAggregate, batchAfter(prepared, withdraw())).when(refused).events();
    expect(event?.data).toMatchObject({ transfers: [{ transferId: 'B1-P2' }] });
  });

  it('changes nothing of a batch that has ended, and knows no other transfer', () => {
    given(transferBatchAggregate, batchAfter(prepared, refused)).when(withdraw()).thenNothing();
    given(transferBatchAggregate, batchAfter(prepared))
      .when(withdraw('B1-P9'))
      .thenRefused('transfer_unknown');
  });
});
