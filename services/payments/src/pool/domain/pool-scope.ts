import type { ContractKind, ProceedsPart, ProceedsReversed } from '@oce/contracts';
import type { PoolOpened } from './pool.events';

/** What a pool pays for: grades of a campaign, or one traceable lot. */
export type PoolScope = Pick<PoolOpened['data'], 'poolId' | 'kind' | 'campaignId' | 'grades' | 'lotIds'>;

/** Whether a pool pays for a part of proceeds of a kind of contract. */
export function paysFor(
  scope: PoolScope,
  kind: ContractKind,
  part: Pick<ProceedsPart, 'campaignId' | 'grade' | 'lotId'>,
): boolean {
  if (kind !== scope.kind || part.campaignId !== scope.campaignId) return false;
  return scope.lotIds === null ? scope.grades.includes(part.grade) : scope.lotIds.includes(part.lotId);
}

/** Proceeds as far as pools have taken their parts. */
interface TakenProceeds {
  readonly kind: ContractKind;
  readonly parts: readonly ProceedsPart[];
  readonly pooledIn: readonly string[];
}

/** Proceeds that belong to a pool and that it has not taken yet. */
export const outstandingFor = <P extends TakenProceeds>(scope: PoolScope, proceeds: readonly P[]): P[] =>
  proceeds.filter(
    ({ kind, parts, pooledIn }) =>
      !pooledIn.includes(scope.poolId) && parts.some((part) => paysFor(scope, kind, part)),
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
