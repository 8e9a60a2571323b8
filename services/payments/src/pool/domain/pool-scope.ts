import type { LotTerms, ProceedsPart, ProceedsReversed } from '@oce/contracts';
import type { OwnPart } from './by-origin';
import type { PoolOpened } from './pool.events';

/** What a pool pays for: grades of a campaign, or one traceable lot. */
export type PoolScope = Pick<PoolOpened['data'], 'poolId' | 'kind' | 'campaignId' | 'grades' | 'lotIds'>;

/** Whether a pool pays for a part of proceeds of a kind of contract. */
export function paysFor(
  scope: PoolScope,
  kind: LotTerms,
  part: Pick<ProceedsPart, 'campaignId' | 'grade' | 'lotId'>,
): boolean {
  if (kind !== scope.kind || part.campaignId !== scope.campaignId) return false;
  return scope.lotIds === null ? scope.grades.includes(part.grade) : scope.lotIds.includes(part.lotId);
}

/** Whether a pool pays for a part of proceeds: of its campaign and grade, or of its traceable lot. */
export const paidBy = (scope: PoolScope, part: OwnPart): boolean => paysFor(scope, part.terms, part);

/** Proceeds as far as pools have taken their parts, with what of them is for which raw lot. */
interface TakenProceeds {
  readonly proceeds: { readonly proceedsId: string; readonly pooledIn: readonly string[] };
  readonly own: readonly OwnPart[];
}

/** Proceeds that belong to a pool and that it has not taken yet. */
export const outstandingFor = <P extends TakenProceeds>(scope: PoolScope, proceeds: readonly P[]): P[] =>
  proceeds.filter(
    ({ proceeds: { pooledIn }, own }) =>
      !pooledIn.includes(scope.poolId) &&
      own.some((part) => part.amountCentimes !== 0 && paidBy(scope, part)),
  );

/**
 * The id under which pools count what is taken back of a receipt. No id of a receipt has a colon, so that it is of no other.
 */
export const takenBackId = ({
  proceedsId,
  reversalId,
}: Pick<ProceedsReversed['data'], 'proceedsId' | 'reversalId'>): string => `${proceedsId}:${reversalId}`;

/** Parts that are taken back, as the pools count them: negative. */
export const takenBack = (parts: readonly ProceedsPart[]): ProceedsPart[] =>
  parts.map((part) => ({
    ...part,
    amountCentimes: -part.amountCentimes,
    vatCentimes: -part.vatCentimes,
  }));
