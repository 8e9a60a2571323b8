import { accounts, type Posting } from '@oce/contracts';
import { notFound } from '@oce/event-sourcing';
import type { CountedShare, TakeBackFinalShare } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { claimKey, freeLineId, type AccountState, type Corrected, type Line } from './account.state';
import { closedDispute, premiumsGivenBack, reopenedOf } from './reopen';
import { deductionPostings, summed } from './settle';
import { supplementLineId } from './supplement';

/**
 * Takes one line of a closing back whole by a line that cites it: its deductions are asked again, a claim that it had left is
 * gone, and what had been recovered of that is given back.
 */
export function lineTakenBack(
  citesLineId: string,
  data: TakeBackFinalShare['data'],
  postedOn: string,
  state: AccountState,
): AccountEvent[] {
  const { producerCode, poolId, campaignId, attempt, reason } = data;
  const line = state.lines.get(citesLineId);
  if (line === undefined) throw notFound('line_unknown', 'The account has no such line.', 'lineId');
  const lineId = freeLineId(state, `TAK-${poolId}`);
  const claim = state.claims.get(claimKey('input_credit', citesLineId));
  const isItsOwn = claim?.told === null;
  const claimedCentimes = isItsOwn ? claim.grantedCentimes : 0;
  const recoveredCentimes = isItsOwn ? claim.grantedCentimes - claim.leftCentimes : 0;
  const netCentimes = recoveredCentimes - line.netCentimes;
  const reopened = reopenedOf(line);
  const back: Back = {
    head: { lineId, producerCode, poolId, campaignId, citesLineId, attempt },
    sums: { recoveredCentimes, netCentimes, reopened },
    end: { reason, postedOn },
    claimedCentimes,
    postings: [
      { account: accounts.member(producerCode), amountCentimes: netCentimes },
      { account: accounts.inputCredit(producerCode), amountCentimes: claimedCentimes - recoveredCentimes },
      ...deductionPostings(producerCode, line.deductions, -1),
    ],
  };
  const corrected = state.pools.get(poolId)?.corrected.get(citesLineId);
  return [
    ...closedDispute(line, { producerCode, reason, postedOn, lineId }),
    corrected ? correctionBack(back, corrected) : shareBack(back, line, data),
    ...premiumsGivenBack(state, { producerCode, lineId }, reopened),
  ];
}

/** What all lines that take one back have in common. */
interface Back {
  readonly head: Record<
    'lineId' | 'producerCode' | 'poolId' | 'campaignId' | 'citesLineId' | 'attempt',
    string
  >;
  readonly sums: {
    recoveredCentimes: number;
    netCentimes: number;
    reopened: ReturnType<typeof reopenedOf>;
  };
  readonly end: { reason: string; postedOn: string };
  /** The claim that the line had left. */
  readonly claimedCentimes: number;
  readonly postings: readonly Posting[];
}

function correctionBack({ head, sums, end, postings }: Back, corrected: Corrected): AccountEvent {
  const { deliveryId, grade, basis, counts, amountCentimes, claimCentimes } = corrected;
  const pool = { account: accounts.pool(head.poolId), amountCentimes };
  return accountEvents.CorrectionTakenBack({
    ...head,
    deliveryId,
    grade,
    basis,
    counts,
    amountCentimes,
    claimCentimes,
    ...sums,
    ...end,
    postings: summed([pool, ...postings]),
  });
}

/** A final share, or a part of a supplement: the advances that it had met are open again. */
function shareBack(back: Back, line: Line, { share, parts }: TakeBackFinalShare['data']): AccountEvent {
  const { head, sums, end, claimedCentimes: overpaidCentimes } = back;
  const { poolId, campaignId } = head;
  const part = parts.find(({ number }) => supplementLineId(poolId, number) === line.lineId);
  const { shareCentimes, deliveries } = requireFixed(part ?? share);
  const complementCentimes = line.grossCentimes;
  const met = { complementCentimes, overpaidCentimes };
  const backOf = (advancesCentimes: number) =>
    summed([
      { account: accounts.pool(poolId), amountCentimes: shareCentimes },
      { account: accounts.advances(campaignId), amountCentimes: -advancesCentimes },
      ...back.postings,
    ]);
  const metCentimes = shareCentimes - complementCentimes;
  // All that stood on the advances: what the share met, and what these gave too much.
  const postings = backOf(metCentimes + overpaidCentimes);
  if (part === undefined) {
    const given = { deliveries, shareCentimes, advancesCentimes: metCentimes + overpaidCentimes, ...met };
    return accountEvents.FinalShareTakenBack({ ...head, ...given, ...sums, ...end, postings });
  }
  const { number } = part;
  const given = { number, deliveries, shareCentimes, advancesCentimes: metCentimes, ...met };
  return accountEvents.SupplementTakenBack({ ...head, ...given, ...sums, ...end, postings });
}

/** Refuses `final_share_unknown` for a line that the closing named has not fixed. */
function requireFixed(share: CountedShare | null): CountedShare {
  if (share === null) throw notFound('final_share_unknown', 'The closing has no share of this member.');
  return share;
}
