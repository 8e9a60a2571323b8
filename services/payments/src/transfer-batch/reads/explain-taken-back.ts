import type { CorrectionTakenBack, FinalShareTakenBack, SupplementTakenBack } from '@oce/contracts';
import { sumExactly } from '@oce/quantities';
import type { AccountEvent } from '../../account/domain/account.events';
import { netOf, type LineData } from './explain-steps';
import { sum, type Step, type Sum } from './explain-tree';

type TakenBack = FinalShareTakenBack | SupplementTakenBack | CorrectionTakenBack;

const KINDS = {
  FinalShareTakenBack: 'final_share_taken_back',
  SupplementTakenBack: 'supplement_taken_back',
  CorrectionTakenBack: 'correction_taken_back',
} as const;

/** The events that post lines of a closing. */
const OF_CLOSING: readonly string[] = ['FinalSharePosted', 'SupplementPosted', 'CorrectionPosted'];

/**
 * A line of a closing that is taken back: what it gave less its deductions, and what had been recovered of its claim.
 *
 * @param posted all events of the account
 */
export function takenBackStep(event: TakenBack, posted: readonly AccountEvent[]): Step {
  const { lineId, poolId, citesLineId, reason, netCentimes, reopened, recoveredCentimes } = event.data;
  const cited = posted.find(
    ({ type, data }) => OF_CLOSING.includes(type) && (data as LineData).lineId === citesLineId,
  );
  const givenBack = sumExactly(reopened.map((one) => one.amountCentimes));
  const { facts, givenCentimes, sums } = givenBy(event);
  return {
    kind: KINDS[event.type],
    id: lineId,
    facts: { poolId, citesLineId, reason, ...facts, reopened },
    sums: [
      ...sums,
      sum('what it gave, given back', netCentimes, recoveredCentimes + givenBack - givenCentimes),
      ...(cited
        ? [sum('net of the line, given back', netCentimes, recoveredCentimes - netOfCited(cited))]
        : []),
    ],
  };
}

const netOfCited = ({ data }: AccountEvent): number => netOf(data as LineData);

/** What the line gave before its deductions, and how that came about. */
function givenBy({ type, data }: TakenBack): { facts: object; givenCentimes: number; sums: Sum[] } {
  if (type === 'CorrectionTakenBack') {
    const { amountCentimes, claimCentimes } = data;
    return {
      facts: { amountCentimes, claimCentimes },
      givenCentimes: amountCentimes + claimCentimes,
      sums: [],
    };
  }
  const { shareCentimes, advancesCentimes, complementCentimes, overpaidCentimes } = data;
  // What advances gave above a final share is among them; above a part it is not.
  const above = type === 'FinalShareTakenBack' ? overpaidCentimes : 0;
  return {
    facts: { shareCentimes, advancesCentimes },
    givenCentimes: complementCentimes,
    sums: [sum('share less advances', complementCentimes - above, shareCentimes - advancesCentimes)],
  };
}
