import { sumExactly } from '@oce/quantities';
import type { LotNode, RunNode } from './nodes';

export interface ClaimedRun {
  readonly runId: string;
  readonly completedAt: string;
  /** Members' goods that went in, and those of lots that have the claim. */
  readonly inGrams: number;
  readonly claimedInGrams: number;
  readonly outGrams: number;
  readonly claimedOutGrams: number;
  /** What of the claim may still be said after it, below zero where too much was. */
  readonly leftGrams: number;
}

/** A claim at a site over a period: what came out with it is at most what went in with it, by the yield. */
export interface MassBalance {
  readonly inGrams: number;
  readonly claimedInGrams: number;
  readonly outGrams: number;
  readonly claimedOutGrams: number;
  /** Outputs as a share of members' goods over the whole period; 0 where nothing went in. */
  readonly yieldPpm: number;
  readonly leftGrams: number;
  /** Whether more was claimed than was there, at whatever moment. */
  readonly isViolated: boolean;
  readonly runs: readonly ClaimedRun[];
}

const hasClaim = (lot: LotNode | undefined, claim: string): boolean =>
  lot?.control.claims.some((one) => one.claim === claim) ?? false;

/** The balance of a claim, run by run in the order in which they were completed; reversed ones never were. */
export function massBalanceOf(
  runs: readonly RunNode[],
  claim: string,
  lotOf: (lotId: string) => LotNode | undefined,
): MassBalance {
  let left = 0;
  const ordered = runs
    .filter(({ isReversed }) => !isReversed)
    .sort((a, b) => (`${a.completedAt} ${a.id}` < `${b.completedAt} ${b.id}` ? -1 : 1));
  const told = ordered.map(({ id: runId, completedAt, origins, outputs }): ClaimedRun => {
    const gramsOf = (lines: readonly { readonly lotId: string; readonly grams: number }[]) => ({
      all: sumExactly(lines.map(({ grams }) => grams)),
      claimed: sumExactly(
        lines.filter(({ lotId }) => hasClaim(lotOf(lotId), claim)).map(({ grams }) => grams),
      ),
    });
    const into = gramsOf(origins);
    const out = gramsOf(outputs.filter(({ kind }) => kind === 'main'));
    left += shareOf(into.claimed, out.all, into.all) - out.claimed;
    const grams = { inGrams: into.all, claimedInGrams: into.claimed };
    return { runId, completedAt, ...grams, outGrams: out.all, claimedOutGrams: out.claimed, leftGrams: left };
  });
  const sum = (name: 'inGrams' | 'claimedInGrams' | 'outGrams' | 'claimedOutGrams') =>
    sumExactly(told.map((run) => run[name]));
  const [inGrams, outGrams] = [sum('inGrams'), sum('outGrams')];
  return {
    inGrams,
    claimedInGrams: sum('claimedInGrams'),
    outGrams,
    claimedOutGrams: sum('claimedOutGrams'),
    yieldPpm: shareOf(1_000_000, outGrams, inGrams),
    leftGrams: left,
    isViolated: told.some((run) => run.leftGrams < 0),
    runs: told,
  };
}

/** What of an output stands for a part of what went in, whole grams, never too much. */
const shareOf = (part: number, out: number, into: number): number =>
  into === 0 ? 0 : Number((BigInt(part) * BigInt(out)) / BigInt(into));
