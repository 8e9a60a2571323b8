import { PersonKeys } from '@oce/personal-data';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { affiliateWithAccounts } from '../../test/members';
import { paymentsInMemory, personKeysOf } from '../../test/payments-in-memory';
import { grade, publishSchedules } from '../../test/season-events';
import { accountAggregate } from '../account/domain/account';
import { transferBatchAggregate } from './domain/transfer-batch';
import { IssueFile } from './http/issue-file';
import { PrepareBatch } from './http/prepare-batch';

describe('issuing the file of a batch', () => {
  let office: OfficeInMemory;

  beforeEach(async () => {
    office = await paymentsInMemory();
    const keys = await personKeysOf(office);
    await publishSchedules(office);
    await affiliateWithAccounts(office, keys, ['P1', 'P2']);
    for (const producerCode of ['P1', 'P2']) {
      const payableGrams = 1_467_000;
      await grade(office, { deliveryId: `D-${producerCode}`, producerCode, grade: 'extra', payableGrams });
    }
    await office.settle();
    await office.get('payments', PrepareBatch).prepare('B1', '2026-12-22', office.meta());
    await office.send(
      transferBatchAggregate,
      'B1',
      { type: 'ApproveTransferBatch', data: {} },
      { actor: 'staff:badr' },
    );
  });
  afterEach(() => office.close());

  const issue = () => office.get('payments', IssueFile).issue('B1', office.meta({ actor: 'staff:amal' }));
  const whoReserved = async () =>
    (await office.commits())
      .filter(({ events }) => events.some(({ type }) => type === 'PayoutReserved'))
      .map(({ actor, ref }) => [ref.id, actor]);
  const byThePolicy = [
    ['P1', 'policy:follow-transfers'],
    ['P2', 'policy:follow-transfers'],
  ];

  it('sets the payouts aside itself where the policy has not come by yet, in its name and once', async () => {
    const { events } = await issue();
    expect(events).toMatchObject([{ type: 'PayeesFixed' }, { type: 'TransferFileIssued' }]);
    expect((await whoReserved()).sort()).toEqual(byThePolicy);
    await office.settle();
    expect((await whoReserved()).sort()).toEqual(byThePolicy);
    expect(await office.attention()).toEqual([]);
  });

  it('finds the payouts that the policy has set aside', async () => {
    await office.settle();
    await issue();
    expect((await whoReserved()).sort()).toEqual(byThePolicy);
  });

  it('is not written without somebody who is erased while it is written: issued again, it leaves them out', async () => {
    const { decrypt } = PersonKeys.prototype;
    let isErased = false;
    const read = jest.spyOn(PersonKeys.prototype, 'decrypt').mockImplementation(async function (
      this: PersonKeys,
      personId,
      fields,
    ) {
      const found = await decrypt.call(this, personId, fields);
      if (personId === 'P1' && !isErased) await this.erase(personId);
      isErased ||= personId === 'P1';
      return found as never;
    });
    await expect(issue()).rejects.toMatchObject({ slug: 'payee_erased' });
    read.mockRestore();
    expect((await issue()).events[1]?.data).toMatchObject({
      transfers: 1,
      excluded: [{ transferId: 'B1--P1', reason: 'person_erased' }],
    });
    await expect(office.get('payments', IssueFile).read('B1')).resolves.toMatchObject({ erased: [] });
  });

  it('leaves out for good what cannot be set aside any more, and asks a clerk', async () => {
    const other = { producerCode: 'P1', transferId: 'T9', endToEndId: 'E9', amountCentimes: 528_120 };
    await office.send(accountAggregate, 'P1', {
      type: 'ReservePayout',
      data: { ...other, lineIds: ['ADV-D-P1'] },
    });
    const { events } = await issue();
    expect(events[1]?.data).toMatchObject({
      transfers: 1,
      excluded: [{ transferId: 'B1--P1', producerCode: 'P1', reason: 'line_not_payable' }],
    });
    await office.settle();
    expect(await whoReserved()).toContainEqual(['P2', 'policy:follow-transfers']);
    expect(await office.attention()).toContain('line_not_payable');
  });
});
