import { reactionsTo } from '@oce/testing';
import { P } from '../../test/accounts';
import { poolEvents, type FixedShare } from '../pool/domain/pool.events';
import { whenClosingTakenBackThenTakeBackFinalShares } from './reactions/when-closing-taken-back-then-take-back-final-shares';

const takenBack = poolEvents.ClosingTakenBack({
  poolId: 'POOL-1',
  kind: 'pooled',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grades: ['extra'],
  lotIds: null,
  attempt: 'A-1',
  closedOn: '2027-01-31',
  reason: 'an invoice was forgotten',
  takenBackOn: '2027-02-02',
  postings: [],
});
const share = (producerCode: string, shareCentimes: number): FixedShare => ({
  producerCode,
  payableGrams: 1_467_000,
  points: '1540350000000',
  shareCentimes,
  deliveries: [
    { deliveryId: `D-${producerCode}`, grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 },
  ],
});
const react = (shares: ReadonlyMap<string, readonly FixedShare[]>) =>
  reactionsTo(whenClosingTakenBackThenTakeBackFinalShares, takenBack, { schedules: [], shares });

describe('taking back final shares with their closing', () => {
  it('takes back what each member had of it, for the reason of the closing', () => {
    const back = ({ producerCode, shareCentimes, deliveries }: FixedShare) => ({
      aggregate: 'account',
      id: producerCode,
      type: 'TakeBackFinalShare',
      data: {
        producerCode,
        poolId: 'POOL-1',
        campaignId: 'OLIVE-2026',
        attempt: 'A-1',
        shareCentimes,
        deliveries,
        reason: 'an invoice was forgotten',
      },
    });
    const shares = [share(P, 900_000), share('P-0002', 800_000)];
    expect(react(new Map([['A-1', shares]]))).toEqual(shares.map(back));
  });

  it('leaves the shares of another closing alone', () => {
    expect(react(new Map([['A-2', [share(P, 900_000)]]]))).toEqual([]);
  });
});
