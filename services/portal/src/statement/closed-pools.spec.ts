import type { PaymentsContractEvent, PoolClosed } from '@oce/contracts';
import { advance } from '../../test/events';
import { projected } from '@oce/testing';
import { closedPoolsProjection } from './reads/closed-pools';

const shown = {
  ...{ poolId: 'POOL-1', kind: 'pooled' as const, campaignId: 'OLIVE-2026', productId: 'OLIVE' },
  ...{ grades: ['extra'], proceedsCentimes: 6_200_000, charges: [], distributableCentimes: 5_102_000 },
  ...{ points: '7872310000000', members: 3, deliveries: 3, payableGrams: 8_000_000 },
  ...{ logPosition: 9, closedOn: '2027-01-31' },
};
const closed: PoolClosed = {
  type: 'PoolClosed',
  v: 1,
  data: { ...shown, lotIds: null, attempt: 'A-1', postings: [{ account: 'pool:POOL-1', amountCentimes: 0 }] },
};

describe('closed pools', () => {
  it('show what a producer may see of them: sums over all members, no postings', () => {
    const { 'POOL-1': pool } = projected<object, PaymentsContractEvent>(closedPoolsProjection as never, [
      closed,
    ]);
    expect(pool).toEqual({ ...shown, _id: 'POOL-1', position: 1 });
  });

  it('are made by a closing alone', () => {
    expect(projected(closedPoolsProjection, [advance()])).toEqual({});
  });
});
