import { asOf, policyOn, sendTo } from '@oce/policies';
import { businessDate } from '@oce/quantities';
import type { MemberParts } from '../../pool/domain/pool-shares';
import { poolEvents } from '../../pool/domain/pool.events';
import { SchedulesInForce, type PublishedSchedule } from '../../schedule/domain/schedules-in-force';
import { accountAggregate } from '../domain/account';
import type { Weighing } from '../domain/account.commands';

/** Who has what of each closing of a batch, by its attempt; days of weighing of what was reversed, by member; schedules. */
export interface ClosingsView {
  readonly schedules: readonly PublishedSchedule[];
  readonly members: ReadonlyMap<string, ReadonlyMap<string, MemberParts>>;
  readonly weighings: ReadonlyMap<string, readonly Weighing[]>;
}

/**
 * Each line of a closing that was taken back is taken back by a line of its own: final shares, parts of supplements, corrections
 * at its value. What was reversed meanwhile is corrected under the terms of this day, as any correction.
 */
export const whenClosingTakenBackThenTakeBackFinalShares = policyOn(
  poolEvents.ClosingTakenBack,
)<ClosingsView>({
  name: 'take-back-final-shares',
  after: ['schedules', 'pool_members'],
  react({ data }, occasion, { schedules, members, weighings }) {
    const { poolId, campaignId, attempt, reason } = data;
    const inForce = new SchedulesInForce(schedules, asOf(occasion));
    const deductions = inForce.deductionsNear(businessDate(occasion.at));
    const terms = { deductions, published: inForce.allDeductions() };
    const about = { poolId, campaignId, attempt, reason, ...terms };
    return [...(members.get(attempt) ?? [])].map(([producerCode, { share, parts }]) =>
      sendTo(accountAggregate, producerCode, 'TakeBackFinalShare', {
        ...about,
        producerCode,
        share: share && countedOf(share),
        parts: parts.map((part) => ({ number: part.number, ...countedOf(part) })),
        weighings: weighings.get(producerCode) ?? [],
      }),
    );
  },
});

const countedOf = ({
  shareCentimes,
  deliveries,
}: Pick<MemberParts['parts'][number], 'shareCentimes' | 'deliveries'>) => ({
  shareCentimes,
  deliveries,
});
