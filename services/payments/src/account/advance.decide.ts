import { accounts, type AdvancePosted, type CountedInstead } from '@oce/contracts';
import { conflict, refuseIf } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { advanceOn } from '../settlement';
import type { PostAdvance } from './account.commands';
import type { AccountEvent } from './account.events';
import type { AccountState } from './account.state';
import { correctDelivery } from './correction.decide';
import { deductionPostings, summed } from './ledger';
import { settle, statements } from './settle';

/**
 * The advance on a graded delivery, once. A delivery reversed before is not paid; one that replaces another is posted
 * as the difference, so that nobody is advanced twice for the same goods. Worked numbers, case 2.
 * Refuses `no_price_schedule` and `no_deduction_schedule`.
 */
export function postAdvance(command: PostAdvance, state: AccountState): AccountEvent[] {
  const { data, meta } = command;
  const { deliveryId, payableGrams, price, grade } = data;
  if (state.deliveries[deliveryId] !== undefined || state.voided[deliveryId]) return [];
  if (price === null) {
    throw conflict(
      'no_price_schedule',
      `No price was in force for ${data.productId}, grade ${grade}. Publish one, then post this again.`,
    );
  }
  const { grossCentimes } = advanceOn(payableGrams, price);
  const replaced = state.awaited[deliveryId];
  if (replaced === undefined) return advance(command, { ...data, price }, grossCentimes, state);

  const { coefficientPpm } = price;
  const counts: CountedInstead = {
    ...{ deliveryId, grade, payableGrams, coefficientPpm },
    advanceCentimes: grossCentimes,
  };
  return correctDelivery(state, {
    ...{ producerCode: data.producerCode, deliveryId: replaced.deliveryId, counts },
    ...{ reason: replaced.reason, deductions: data.deductions, today: businessDate(meta.now) },
  });
}

type PricedData = PostAdvance['data'] & { price: NonNullable<PostAdvance['data']['price']> };

function advance(
  { meta }: PostAdvance,
  data: PricedData,
  grossCentimes: number,
  state: AccountState,
): AccountEvent[] {
  const { price, deductions, producerCode, campaignId, deliveryId, ...delivery } = data;
  const postedOn = businessDate(meta.now);
  const settlement = settle(grossCentimes, state, deductions, postedOn);
  refuseIf(settlement.netCentimes < 0, conflict('net_negative', 'A net is never negative.'));
  const lineId = `ADV-${deliveryId}`;
  const { version: priceScheduleVersion, ...frozen } = price;
  const posted: AdvancePosted = {
    type: 'AdvancePosted',
    v: 1,
    data: {
      ...{ lineId, producerCode, deliveryId, campaignId, ...delivery },
      ...{ priceScheduleVersion, ...frozen, settlement, postedOn },
      postings: summed([
        { account: accounts.advances(campaignId), amountCentimes: -grossCentimes },
        { account: accounts.member(producerCode), amountCentimes: settlement.netCentimes },
        ...deductionPostings(producerCode, settlement.deductions),
      ]),
    },
  };
  return [posted, ...statements(producerCode, lineId, settlement)];
}
