import { projected } from '@oce/testing';
import fc from 'fast-check';
import { termsPublished } from '../../test/late-events';
import { belowMinimum, type PayoutMinimum } from './domain/payout-minimum';
import { payoutMinimumsProjection } from './reads/payout-minimums';

const terms = Object.values(
  projected(payoutMinimumsProjection, [
    termsPublished('T-1', '2026-10-01', 5_000, 30),
    termsPublished('T-2', '2027-01-01', 10_000),
    termsPublished('T-3', '2027-06-01', 0),
  ]),
) as PayoutMinimum[];
const of = (
  balanceCentimes: number,
  inTransferCentimes = 0,
  today = '2026-11-01',
  leftOn: string | null = null,
) => belowMinimum({ balanceCentimes, inTransferCentimes }, terms, { today, leftOn });

describe('the minimum of a transfer, on a statement', () => {
  it('is that of the day, with the version that says so', () => {
    expect(of(0).minimum).toEqual({
      version: 'T-1',
      validFrom: '2026-10-01',
      minimumTransferCentimes: 5_000,
    });
    expect(of(0, 0, '2026-12-31').minimum?.version).toBe('T-1');
    expect(of(0, 0, '2027-01-01').minimum?.version).toBe('T-2');
  });

  it('is none before there were terms, and none where the terms ask for nothing', () => {
    expect(of(100, 0, '2026-09-30')).toEqual({ minimum: null, carriedForwardCentimes: 0 });
    expect(of(100, 0, '2027-06-01')).toEqual({ minimum: null, carriedForwardCentimes: 0 });
  });

  it('carries forward what is less, to the centime, and no more than is free', () => {
    expect(of(4_999).carriedForwardCentimes).toBe(4_999);
    expect(of(5_000).carriedForwardCentimes).toBe(0);
    expect(of(104_999, 100_000).carriedForwardCentimes).toBe(4_999);
    expect(of(4_999, 4_999).carriedForwardCentimes).toBe(0);
    expect(of(-4_999).carriedForwardCentimes).toBe(0);
  });

  it('holds nothing back from whoever has left, from the day of the departure on', () => {
    expect(of(4_999, 0, '2026-11-01', '2026-11-02').carriedForwardCentimes).toBe(4_999);
    expect(of(4_999, 0, '2026-11-02', '2026-11-02')).toEqual({ minimum: null, carriedForwardCentimes: 0 });
  });

  it('carries forward all that is free or nothing, and always less than the minimum', () => {
    const cents = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(cents, fc.nat({ max: 20_000 }), (balance, under) => {
        const { minimum, carriedForwardCentimes } = of(balance, under);
        const free = balance - under;
        expect([0, free]).toContain(carriedForwardCentimes);
        expect(carriedForwardCentimes).toBeLessThan(minimum?.minimumTransferCentimes ?? 1);
      }),
    );
  });
});
