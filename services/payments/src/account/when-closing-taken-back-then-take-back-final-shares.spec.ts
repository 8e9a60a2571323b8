import { reactionsTo } from '@oce/testing';
import { P } from '../../test/accounts';
import type { MemberParts } from '../pool/domain/pool-shares';
import { poolEvents, type FixedShare, type SupplementShare } from '../pool/domain/pool.events';
import { SCHEDULES } from '../../test/season-events';
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
  logPosition: 9,
  postings: [],
});
const counted = (producerCode: string) => [
  { deliveryId: `D-${producerCode}`, grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 },
];
const share = (producerCode: string, shareCentimes: number): FixedShare => ({
  producerCode,
  payableGrams: 1_467_000,
  points: '1540350000000',
  shareCentimes,
  deliveries: counted(producerCode),
});
const part = (producerCode: string, shareCentimes: number): SupplementShare & { number: number } => ({
  producerCode,
  number: 2,
  points: '1540350000000',
  shareCentimes,
  deliveries: [],
  lateCentimes: 0,
  arrearsCentimes: 0,
});
const schedules = [{ kind: 'deduction' as const, publishedAt: 0, ...SCHEDULES.deductions }];
const weighings = [{ deliveryId: `D-${P}`, weighedOn: '2026-10-01' }];
const react = (attempt: string, members: [string, MemberParts][]) =>
  reactionsTo(whenClosingTakenBackThenTakeBackFinalShares, takenBack, {
    schedules,
    members: new Map([[attempt, new Map(members)]]),
    weighings: new Map([[P, weighings]]),
  });

describe('taking back the lines of a closing', () => {
  it('takes back what each member had of it, shares and parts of supplements, for the reason of the closing', () => {
    const { version, capsPpm, floorPpm } = SCHEDULES.deductions;
    const deductions = { version, capsPpm, floorPpm };
    const terms = { deductions, published: [deductions] };
    const reason = 'an invoice was forgotten';
    const about = { poolId: 'POOL-1', campaignId: 'OLIVE-2026', attempt: 'A-1', reason, ...terms };
    const back = (producerCode: string, data: object) => ({
      aggregate: 'account',
      id: producerCode,
      type: 'TakeBackFinalShare',
      data: { ...about, producerCode, ...data },
    });
    const reactions = react('A-1', [
      [P, { share: share(P, 900_000), parts: [part(P, 1_000)] }],
      ['P-0002', { share: null, parts: [part('P-0002', 500)] }],
    ]);
    expect(reactions).toEqual([
      back(P, {
        share: { shareCentimes: 900_000, deliveries: counted(P) },
        parts: [{ number: 2, shareCentimes: 1_000, deliveries: [] }],
        weighings,
      }),
      back('P-0002', {
        share: null,
        parts: [{ number: 2, shareCentimes: 500, deliveries: [] }],
        weighings: [],
      }),
    ]);
  });

  it('leaves the shares of another closing alone', () => {
    expect(react('A-2', [[P, { share: share(P, 900_000), parts: [] }]])).toEqual([]);
  });
});
