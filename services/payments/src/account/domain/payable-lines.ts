import { sumExactly } from '@oce/quantities';
import { isPayable, type AccountState, type Line } from './account.state';

/** Several events name the lines of one payout, each in a commit of 1 MB at most; a batch has room for two such. */
const LARGEST_PAYOUT_BYTES = 200_000;

export interface PayableLines {
  /** The oldest first. */
  readonly lineIds: readonly string[];
  /** What these come to, in centimes. */
  readonly payableCentimes: number;
  /** What may be paid out beside, and waits for the next payout. */
  readonly laterCentimes: number;
}

/**
 * The payable lines of an account, as many as one payout names: all of them, or beyond its size all that lower the sum and the
 * largest of the others, so that the rest is never below nothing. None where those that lower it are too many by themselves.
 */
export function payableLines(
  { lines, payableCentimes: allCentimes }: Pick<AccountState, 'lines' | 'payableCentimes'>,
  largestBytes: number = LARGEST_PAYOUT_BYTES,
): PayableLines {
  const payable = [...lines.valueSeq().filter(isPayable)];
  const chosen = inOnePayout(payable, largestBytes);
  const payableCentimes =
    chosen.length === payable.length ? allCentimes : sumExactly(chosen.map((line) => line.netCentimes));
  const laterCentimes = allCentimes - payableCentimes;
  return { lineIds: chosen.map((line) => line.lineId), payableCentimes, laterCentimes };
}

function inOnePayout(payable: readonly Line[], largestBytes: number): readonly Line[] {
  const bytes = payable.reduce((sum, line) => sum + bytesOf(line), 0);
  if (bytes <= largestBytes) return payable;
  const lowering = payable.filter((line) => line.netCentimes < 0);
  const others = payable.filter((line) => line.netCentimes >= 0);
  others.sort((one, other) => other.netCentimes - one.netCentimes);
  const chosen = new Set<Line>();
  let room = largestBytes;
  for (const line of [...lowering, ...others]) {
    room -= bytesOf(line);
    if (room < 0) break;
    chosen.add(line);
  }
  return chosen.size < lowering.length ? [] : payable.filter((line) => chosen.has(line));
}

/** In JSON, with quotes and a comma. */
const bytesOf = ({ lineId }: Line): number => lineId.length + 3;
