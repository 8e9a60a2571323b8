import { payments } from '@oce/contracts';
import { projected } from '@oce/testing';
import { closedPoolsProjection } from './reads/closed-pools';

type Scope = Pick<
  Parameters<typeof payments.pool.PoolClosed>[0],
  'poolId' | 'kind' | 'campaignId' | 'productId' | 'grades' | 'lotIds'
>;
const olive = { campaignId: 'OLIVE-2026', productId: 'OLIVE' };
const pooled: Scope = {
  poolId: 'POOL-1',
  kind: 'pooled',
  ...olive,
  grades: ['extra', 'virgin'],
  lotIds: null,
};
const settled: Scope = { poolId: 'LOT-1', kind: 'traceable', ...olive, grades: ['extra'], lotIds: ['LOT-1'] };
const closed = (scope: Scope, closedOn = '2027-01-31') =>
  payments.pool.PoolClosed({
    ...scope,
    proceedsCentimes: 6_200_000,
    charges: [],
    distributableCentimes: 6_200_000,
    points: '7872310000000',
    members: 3,
    deliveries: 3,
    payableGrams: 8_000_000,
    logPosition: 9,
    attempt: 'A-1',
    closedOn,
    lossCentimes: 0,
    lossBorneBy: null,
    oceChargesCapPpm: null,
    acknowledged: [],
    postings: [],
  });
const takenBack = (scope: Scope) =>
  payments.pool.ClosingTakenBack({
    ...scope,
    attempt: 'A-1',
    closedOn: '2027-01-31',
    reason: 'an invoice was missing',
    takenBackOn: '2027-02-02',
    postings: [],
  });
const document = { poolId: 'POOL-1', ...olive, grades: ['extra', 'virgin'] };

describe('closed pools', () => {
  it('tell which grades of a campaign they have shared, and when', () => {
    expect(projected(closedPoolsProjection, [closed(pooled)])).toEqual({
      'POOL-1': { ...document, closedOn: '2027-01-31' },
    });
  });

  it('are none once their closing is taken back, until they are closed again', () => {
    const events = [closed(pooled), takenBack(pooled)];
    expect(projected(closedPoolsProjection, events)).toEqual({});
    expect(projected(closedPoolsProjection, [...events, closed(pooled, '2027-02-10')])).toEqual({
      'POOL-1': { ...document, closedOn: '2027-02-10' },
    });
  });

  it('are not the settlements of single lots', () => {
    expect(projected(closedPoolsProjection, [closed(settled)])).toEqual({});
    expect(projected(closedPoolsProjection, [closed(pooled), takenBack(settled)])).toHaveProperty('POOL-1');
  });
});
