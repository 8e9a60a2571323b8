import { priceChainOf } from './domain/price-chain';

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
    expect(
      priceChainOf({ basis, references }, { proceedsCentimes: 6_200_000, distributableCentimes: 5_102_000 }),
    ).toEqual({
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
    expect(priceChainOf({ basis: { ...basis, poolPoints: '0' }, references }, undefined)).toMatchObject({
      pointValueMicros: '0',
      proceedsCentimes: null,
      chargesCentimes: null,
    });
  });

  it('is none for other lines', () => {
    const basis = { of: 'transfer', amountCentimes: 1, reasonCode: null } as const;
    expect(priceChainOf({ basis, references }, undefined)).toBeNull();
  });
});
