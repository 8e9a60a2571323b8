import { projected } from '@oce/testing';
import { supplementDistributed } from '../../test/late-events';
import { priceChainOf } from './domain/price-chain';
import { supplementsProjection } from './reads/supplements';

const NOTHING_KNOWN = { pool: undefined, supplement: undefined };
const references = {
  deliveryIds: [],
  priceScheduleVersion: null,
  deductionScheduleVersion: null,
  poolId: 'POOL-1',
  citesLineId: null,
  transferId: null,
  endToEndId: null,
};

describe('the price chain of a final share', () => {
  it('case 3: 62,000 of proceeds, 51,020 to share, 6.480944 a point, 9,982.92 for the first member', () => {
    const basis = {
      of: 'final_share',
      payableGrams: 1_467_000,
      points: '1540350000000',
      poolPoints: '7872310000000',
      distributableCentimes: 5_102_000,
      shareCentimes: 998_292,
      advancesCentimes: 528_120,
    } as const;
    const pool = { proceedsCentimes: 6_200_000, distributableCentimes: 5_102_000 };
    expect(priceChainOf({ basis, references }, { pool, supplement: undefined })).toEqual({
      of: 'final_share',
      poolId: 'POOL-1',
      proceedsCentimes: 6_200_000,
      chargesCentimes: 1_098_000,
      distributableCentimes: 5_102_000,
      poolPoints: '7872310000000',
      pointValueMicros: '6480944',
      points: '1540350000000',
      shareCentimes: 998_292,
      advancesCentimes: 528_120,
    });
    const closedAgain = { pool: { ...pool, distributableCentimes: 1 }, supplement: undefined };
    expect(priceChainOf({ basis, references }, closedAgain)).toMatchObject({ proceedsCentimes: null });
    expect(priceChainOf({ basis: { ...basis, poolPoints: '0' }, references }, NOTHING_KNOWN)).toMatchObject({
      pointValueMicros: '0',
      proceedsCentimes: null,
      chargesCentimes: null,
    });
  });

  it('is none for other lines', () => {
    const basis = { of: 'transfer', amountCentimes: 1, reasonCode: null } as const;
    expect(priceChainOf({ basis, references }, NOTHING_KNOWN)).toBeNull();
  });
});

describe('the price chain of a supplement', () => {
  const basis = {
    of: 'supplement',
    number: 1,
    points: '1540350000000',
    shareCentimes: 19_567,
    advancesCentimes: 0,
  } as const;

  it('1,100.00 came late, 100.00 of it for late goods, 1,000.00 over all points: 0.127028 a point, 195.67', () => {
    const { 'POOL-1|1': supplement } = projected(supplementsProjection, [supplementDistributed()]);
    expect(priceChainOf({ basis, references }, { pool: undefined, supplement })).toEqual({
      of: 'supplement',
      poolId: 'POOL-1',
      number: 1,
      restBeforeCentimes: 110_000,
      metFirstCentimes: 10_000,
      sharedCentimes: 100_000,
      poolPoints: '7872310000000',
      pointValueMicros: '127028',
      points: '1540350000000',
      shareCentimes: 19_567,
      advancesCentimes: 0,
    });
  });

  it('is none where the portal has not heard of the distribution', () => {
    expect(priceChainOf({ basis, references }, NOTHING_KNOWN)).toBeNull();
  });
});
