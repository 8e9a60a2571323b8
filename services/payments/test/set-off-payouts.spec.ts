import { affiliation } from '@oce/contracts';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { accountAggregate } from '../src/account/domain/account';
import { CashAtCounter } from '../src/cash/http/cash-at-counter';
import { counterAggregate } from '../src/counter/domain/counter';
import { transferBatchAggregate } from '../src/transfer-batch/domain/transfer-batch';
import { IssueFile } from '../src/transfer-batch/http/issue-file';
import { PrepareBatch } from '../src/transfer-batch/http/prepare-batch';
import { COUNTER } from './cash';
import { affiliatePerson, affiliateWithAccounts } from './members';
import { accountOf, balancesOf, dataOf, paymentsInMemory, personKeysOf } from './payments-in-memory';
import { grade, owe, publishSchedules } from './season-events';

const { ProducerLeft } = affiliation.producer;
const badr = { actor: 'staff:badr' };
const LAST_DAY = { now: '2026-12-21T10:00:00.000Z' };
const FIRST_DAY_AFTER = { now: '2026-12-22T10:00:00.000Z' };

// Case 2: an advance of 5,281.20, of which 1,584.36 meet the credit and 150.00 the premium: 3,546.84 are payable, 815.64 owed.
describe('a member leaves tomorrow with a debt, and money is payable today', () => {
  let office: OfficeInMemory;

  beforeEach(async () => {
    office = await paymentsInMemory();
    const keys = await personKeysOf(office);
    await publishSchedules(office);
    await affiliateWithAccounts(office, keys, ['P1', 'P2']);
    await affiliatePerson(office, keys, 'P3');
    for (const producerCode of ['P1', 'P2', 'P3']) {
      await owe(office, producerCode);
      const deliveryId = `D-${producerCode}`;
      await grade(office, { deliveryId, producerCode, grade: 'extra', payableGrams: 1_467_000 });
    }
    for (const producerCode of ['P1', 'P3']) {
      const left = ProducerLeft({ producerCode, leftOn: '2026-12-22', reason: 'sold the trees' });
      await office.hear(ProducerLeft, producerCode, left);
    }
    await office.settle();
  });
  afterEach(() => office.close());

  const events = async () => (await office.commits()).flatMap((commit) => commit.events);
  const setOffs = async () => dataOf(await events(), 'DebtsSetOff');
  const prepare = (batchId: string, day: { now: string }) =>
    office.get('payments', PrepareBatch).prepare(batchId, '2026-12-23', office.meta(day));
  const standing = async (producerCode: string) => {
    const found = await accountOf(office, producerCode);
    return [found?.balanceCentimes, found?.payableCentimes, found?.claimedCentimes];
  };

  it('nothing is set off before the day', async () => {
    expect(await setOffs()).toEqual([]);
    expect(await standing('P1')).toEqual([354_684, 354_684, 81_564]);
    await prepare('B0', LAST_DAY);
    expect(await setOffs()).toEqual([]);
  });

  it('a batch sets off first and pays the rest, to the centime, on the line of the set-off too', async () => {
    const { transfers, totalCentimes } = await prepare('B1', FIRST_DAY_AFTER);
    // 3,546.84 - 815.64 = 2,731.20 of the one who left, 3,546.84 of the one who stays.
    expect([transfers, totalCentimes]).toEqual([2, 273_120 + 354_684]);
    expect(await setOffs()).toMatchObject([
      { producerCode: 'P1', lineId: 'SET-2026-12-22', netCentimes: -81_564 },
      { producerCode: 'P3', netCentimes: -81_564 },
    ]);
    const { prepared } = (await office.handler(transferBatchAggregate).load('B1')).state;
    expect(prepared?.transfers[0]).toMatchObject({
      producerCode: 'P1',
      amountCentimes: 273_120,
      lineIds: expect.arrayContaining(['ADV-D-P1', 'SET-2026-12-22']) as unknown,
    });
    await office.settle();
    expect(await standing('P1')).toEqual([0, 0, 0]);
    await office.send(transferBatchAggregate, 'B1', { type: 'ApproveTransferBatch', data: {} }, badr);
    const { events: issued } = await office.get('payments', IssueFile).issue('B1', office.meta());
    expect(issued.at(-1)?.data).toMatchObject({ transfers: 2, excluded: [] });
    const confirm = { producerCode: 'P1', transferId: 'B1--P1', executedOn: '2026-12-23' };
    await office.send(accountAggregate, 'P1', { type: 'ConfirmPayout', data: confirm });
    const balances = balancesOf(await events());
    expect([balances.get('member:P1'), balances.get('input-credit:P1')]).toEqual([0, 0]);
    expect(await office.attention()).toEqual([]);
  });

  it('a batch tells of one whom no transfer reaches what is left after the set-off', async () => {
    const { skipped } = await prepare('B1', FIRST_DAY_AFTER);
    expect(skipped).toEqual([{ producerCode: 'P3', reason: 'no_bank_details', payableCentimes: 273_120 }]);
  });

  it('cash sets off first and is paid at the counter, once', async () => {
    const cash = office.get('payments', CashAtCounter);
    await office.send(counterAggregate, COUNTER.counterId, { type: 'OpenCounter', data: COUNTER });
    const asked = {
      dispositionId: 'C1',
      producerCode: 'P3',
      counterId: COUNTER.counterId,
      insteadOfSuspended: false,
    };
    const meta = () => office.meta(FIRST_DAY_AFTER);
    await cash.prepare(asked, meta());
    expect(await setOffs()).toMatchObject([{ producerCode: 'P3', netCentimes: -81_564 }]);
    await office.settle();
    // Whatever is prepared meanwhile finds the money set aside.
    expect((await prepare('B1', FIRST_DAY_AFTER)).skipped).toEqual([]);
    await cash.approve('C1', office.meta({ ...FIRST_DAY_AFTER, ...badr }));
    const paying = { counterId: COUNTER.counterId, receiptNumber: 'R000451', paidOn: '2026-12-22' };
    await cash.pay('C1', paying, office.meta({ ...FIRST_DAY_AFTER, actor: 'staff:said' }));
    await office.settle();
    expect(await standing('P3')).toEqual([0, 0, 0]);
    const balances = balancesOf(await events());
    expect(balances.get(`cash:${COUNTER.counterId}`)).toBe(273_120);
    expect([balances.get('member:P3'), balances.get('input-credit:P3')]).toEqual([0, 0]);
    expect(await cash.prepare(asked, meta())).toMatchObject({ repeated: true });
    expect(await setOffs()).toHaveLength(2);
  });
});
