import type { DeductionKind, DeductionTaken } from '@oce/contracts';
import { multiplyPpm, ONE_PPM, sumExactly } from '@oce/quantities';
import { requireAmount, requireShare } from './guards';

/** What may be taken from a member, in the order in which it is taken. */
export const DEDUCTION_ORDER: readonly DeductionKind[] = ['legal', 'insurance', 'input_credit', 'voluntary'];

/** A version of the deduction schedule, as frozen at delivery; caps and floor are shares of the gross. */
export interface DeductionSchedule {
  readonly version: string;
  readonly capsPpm: Readonly<Record<DeductionKind, number>>;
  readonly floorPpm: number;
}

/** What somebody asks of a member; `reference` says what for (a hand-out, a premium period, a correction). */
export type DeductionClaim = Pick<DeductionTaken, 'kind' | 'reference' | 'askedCentimes'>;

/** A gross amount, everything taken from it in order, and the net that is left to the member. */
export interface Settlement {
  readonly scheduleVersion: string;
  readonly grossCentimes: number;
  readonly floorCentimes: number;
  readonly lines: readonly DeductionTaken[];
  readonly takenCentimes: number;
  readonly netCentimes: number;
}

/**
 * Takes claims from a gross amount: legal, insurance, input credit, voluntary; within a kind in the order given (the
 * oldest first). All claims of a kind share its cap, and the net never falls below the floor. Roundings favour the
 * member: a cap is rounded down, the floor up. Worked numbers, cases 2 and 4.
 * Refuses `amount_negative`, `amount_not_whole`, `share_out_of_range`.
 */
export function deduct(
  grossCentimes: number,
  claims: readonly DeductionClaim[],
  schedule: DeductionSchedule,
): Settlement {
  requireAmount(grossCentimes, 'grossCentimes');
  requireShare(schedule.floorPpm, 'floorPpm');
  const reachable = multiplyPpm(grossCentimes, ONE_PPM - schedule.floorPpm, 'toward-zero');

  const lines: DeductionTaken[] = [];
  let leftAboveFloor = reachable;
  for (const kind of DEDUCTION_ORDER) {
    requireShare(schedule.capsPpm[kind], `capsPpm.${kind}`);
    const capCentimes = multiplyPpm(grossCentimes, schedule.capsPpm[kind], 'toward-zero');
    let leftUnderCap = capCentimes;
    for (const claim of claims.filter((candidate) => candidate.kind === kind)) {
      const line = lineOf(claim, capCentimes, leftUnderCap, leftAboveFloor);
      leftUnderCap -= line.takenCentimes;
      leftAboveFloor -= line.takenCentimes;
      lines.push(line);
    }
  }

  const takenCentimes = sumExactly(lines.map((line) => line.takenCentimes));
  return {
    scheduleVersion: schedule.version,
    grossCentimes,
    floorCentimes: grossCentimes - reachable,
    lines,
    takenCentimes,
    netCentimes: grossCentimes - takenCentimes,
  };
}

function lineOf(
  { kind, reference, askedCentimes }: DeductionClaim,
  capCentimes: number,
  leftUnderCap: number,
  leftAboveFloor: number,
): DeductionTaken {
  requireAmount(askedCentimes, 'askedCentimes');
  const takenCentimes = Math.min(askedCentimes, leftUnderCap, leftAboveFloor);
  const carriedCentimes = askedCentimes - takenCentimes;
  const stop = leftUnderCap <= leftAboveFloor ? 'cap' : 'floor';
  const limitedBy = carriedCentimes === 0 ? 'nothing' : stop;
  return { kind, reference, askedCentimes, capCentimes, takenCentimes, carriedCentimes, limitedBy };
}
