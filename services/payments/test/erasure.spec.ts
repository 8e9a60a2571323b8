import { affiliation, collection } from '@oce/contracts';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { accountAggregate } from '../src/account/domain/account';
import { bankDetailsAggregate } from '../src/bank-details/domain/bank-details';
import { BankDetailsProposals } from '../src/bank-details/http/propose-bank-details';
import { poolAggregate } from '../src/pool/domain/pool';
import { transferBatchAggregate } from '../src/transfer-batch/domain/transfer-batch';
import { IssueFile } from '../src/transfer-batch/http/issue-file';
import { PrepareBatch } from '../src/transfer-batch/http/prepare-batch';
import { ribOf } from './members';
import { closePool, paymentsInMemory, personKeysOf } from './payments-in-memory';
import { grade, POOL, publishSchedules, receive, weigh } from './season-events';

const { ErasureRequested, ProducerAffiliated } = affiliation.producer;
const SECOND = { actor: 'staff:badr' };

describe('an erasure that waits for the money', () => {
  let office: OfficeInMemory;

  beforeEach(async () => {
    office = await paymentsInMemory();
    const keys = await personKeysOf(office);
    await publishSchedules(office);
    for (const [number, producerCode] of ['P1', 'P2'].entries()) {
      const clear = { name: `Producer ${producerCode}`, cin: 'ZZ1', phone: '+212', birthDate: '1980-01-01' };
      const member = { producerCode, cooperativeId: 'C-1', affiliatedOn: '2026-09-01' };
      const sealed = await keys.encrypt(producerCode, clear);
      await office.hear(ProducerAffiliated, producerCode, ProducerAffiliated({ ...member, ...sealed }));
      const proposals = office.get('payments', BankDetailsProposals);
      const { ribHash } = await proposals.propose(producerCode, ribOf(number + 1), office.meta());
      const approve = {
        type: 'ApproveBankDetails',
        data: { ribHash },
        facts: { coolingOffDays: 3 },
      } as const;
      await office.send(bankDetailsAggregate, producerCode, approve, SECOND);
    }
  });
  afterEach(() => office.close());

  const delivered = async (producerCode: string) => {
    const payableGrams = 1_467_000;
    await grade(office, { deliveryId: `D-${producerCode}`, producerCode, grade: 'extra', payableGrams });
    await office.settle();
  };
  const ask = async (personId: string) => {
    const data = { personId, requestedOn: '2026-12-20', reason: 'law 09-08' };
    await office.hear(ErasureRequested, personId, ErasureRequested(data));
    await office.settle();
  };
  const prepare = async (batchId: string) => {
    await office.get('payments', PrepareBatch).prepare(batchId, '2026-12-22', office.meta());
    await office.settle();
  };
  const issue = async (batchId: string) => {
    await office.send(transferBatchAggregate, batchId, { type: 'ApproveTransferBatch', data: {} }, SECOND);
    const { events } = await office.get('payments', IssueFile).issue(batchId, office.meta());
    return events.at(-1)?.data;
  };
  const paid = async (batchId: string, producerCode: string) => {
    const data = { producerCode, transferId: `${batchId}--${producerCode}`, executedOn: '2026-12-28' };
    await office.send(accountAggregate, producerCode, { type: 'ConfirmPayout', data });
  };
  const said = async (producerCode: string) =>
    (await office.commits())
      .filter(({ ref }) => ref.aggregate === 'account' && ref.id === producerCode)
      .flatMap(({ events }) => events)
      .filter(({ type }) => type === 'ErasureHeld' || type === 'AccountClosed')
      .map(({ type, data }) =>
        type === 'ErasureHeld' ? (data as { holds: { kind: string }[] }).holds.map(({ kind }) => kind) : type,
      );
  const closeThePool = async () => {
    await office.send(poolAggregate, POOL.poolId, { type: 'OpenPool', data: POOL });
    await receive(office, 'PR-1', 'pooled', [{ lotId: 'L-1', grade: 'extra', amountCentimes: 5_000_000 }]);
    await office.settle();
    await closePool(office, POOL.poolId);
    await office.settle();
  };

  it('is carried out at once for somebody who never had any money', async () => {
    await ask('P1');
    expect(await said('P1')).toEqual(['AccountClosed']);
  });

  it.each(['before', 'after'])(
    'keeps the file of a batch whole that is prepared %s the request, and ends when all is paid',
    async (when) => {
      await delivered('P1');
      await delivered('P2');
      if (when === 'before') await prepare('B1');
      await ask('P1');
      if (when === 'after') await prepare('B1');
      expect(await issue('B1')).toMatchObject({ transfers: 2, excluded: [] });
      await expect(office.get('payments', IssueFile).read('B1')).resolves.toMatchObject({ erased: [] });
      await paid('B1', 'P1');
      expect((await said('P1')).at(-1)).toEqual(['open_share']);
      await closeThePool();
      expect((await said('P1')).at(-1)).toEqual(['balance']);
      await prepare('B2');
      expect((await said('P1')).at(-1)).toEqual(['reserved_transfer']);
      expect(await issue('B2')).toMatchObject({ transfers: 2, excluded: [] });
      await expect(office.get('payments', IssueFile).read('B2')).resolves.toMatchObject({ erased: [] });
      expect(await said('P1')).not.toContain('AccountClosed');
      await paid('B2', 'P1');
      expect((await said('P1')).at(-1)).toBe('AccountClosed');
      expect(await said('P2')).toEqual([]);
      expect(await office.attention()).toEqual([]);
    },
  );

  it('waits for a delivery that is weighed and not graded, also where it is heard of after the request', async () => {
    await weigh(office, 'D-P1', 'P1');
    await ask('P1');
    expect(await said('P1')).toEqual([['delivery_on_its_way']]);
    await delivered('P1');
    expect((await said('P1')).at(-1)).toEqual(['balance', 'open_share']);
  });

  it('ends by itself where the delivery that held it is refused', async () => {
    await weigh(office, 'D-P1', 'P1');
    await ask('P1');
    const refused = { stationId: 'ST-1', producerCode: 'P1', netGrams: 1_500_000, reason: 'mould' };
    const { DeliveryRefused } = collection.delivery;
    await office.hear(DeliveryRefused, 'D-P1', DeliveryRefused({ deliveryId: 'D-P1', ...refused }));
    await office.settle();
    expect(await said('P1')).toEqual([['delivery_on_its_way'], 'AccountClosed']);
  });

  it('leaves no money to somebody who was settled: a delivery that comes later goes to a clerk', async () => {
    await ask('P1');
    await delivered('P1');
    expect(await office.attention()).toContain('account_closed');
  });
});
