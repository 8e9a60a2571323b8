import { accounts } from '@oce/contracts';
import { conflict, invalid, saysTheSame } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import { paysFor } from './pool-scope';
import type { PoolProceeds, ReserveProceeds } from './pool.commands';
import { poolEvents, type PoolEvent, type PoolOpened } from './pool.events';
import type { PoolState } from './pool.state';

/**
 * The pool's part of proceeds, however late: what comes after the closing stands in its rest. Negative where a receipt was
 * reversed. Refuses
 * `proceeds_pooled_otherwise`, `proceeds_of_another_pool`, `contract_kinds_mixed`, `amount_zero` and
 * `pool_wound_up`.
 */
export function poolProceeds(
  { data }: PoolProceeds,
  state: PoolState,
  opened: PoolOpened['data'],
): PoolEvent[] {
  const pooled = partOf(data);
  const known = state.proceeds[data.proceedsId];
  if (known && saysTheSame(known, pooled)) return [];
  if (known)
    throw conflict(
      'proceeds_pooled_otherwise',
      `The pool has other parts of ${data.proceedsId}.`,
      'proceedsId',
    );
  requireOwn(data, opened, pooled.amountCentimes);
  if (state.woundUp !== null)
    throw conflict(
      'pool_wound_up',
      `The pool was wound up on ${state.woundUp.woundUpOn}. Send these proceeds to the reserve: assign them with toReserve.`,
      'toReserve',
    );
  const { poolId } = opened;
  return [
    poolEvents.ProceedsPooled({ poolId, ...pooled, postings: postingsTo(accounts.pool(poolId), pooled) }),
  ];
}

/**
 * The pool's part of proceeds that came after it was wound up, for the reserve. Refuses `pool_not_wound_up`, and what
 * `poolProceeds` refuses.
 */
export function reserveProceeds(
  { data }: ReserveProceeds,
  state: PoolState,
  opened: PoolOpened['data'],
): PoolEvent[] {
  const pooled = partOf(data);
  const { proceedsId } = data;
  const known = state.reserved[proceedsId] ?? state.proceeds[proceedsId];
  if (state.reserved[proceedsId] && saysTheSame(known, pooled)) return [];
  if (known)
    throw conflict('proceeds_pooled_otherwise', `The pool has taken parts of ${proceedsId}.`, 'proceedsId');
  requireOwn(data, opened, pooled.amountCentimes);
  if (state.woundUp === null)
    throw conflict(
      'pool_not_wound_up',
      'The pool takes these proceeds itself: leave toReserve out.',
      'toReserve',
    );
  const postings = postingsTo(accounts.reserve, pooled);
  return [poolEvents.ProceedsReserved({ poolId: opened.poolId, ...pooled, postings })];
}

function partOf({ proceedsId, invoiceNumber, valueDate, parts }: PoolProceeds['data']) {
  const amountCentimes = sumExactly(parts.map((part) => part.amountCentimes));
  return { proceedsId, invoiceNumber, valueDate, parts, amountCentimes };
}

function requireOwn(
  { kind, campaignId, parts }: PoolProceeds['data'],
  opened: PoolOpened['data'],
  amountCentimes: number,
): void {
  if (kind !== opened.kind)
    throw conflict('contract_kinds_mixed', `The sale is ${kind}, the pool ${opened.kind}: never in one.`);
  if (!parts.every((part) => paysFor(opened, kind, { ...part, campaignId })))
    throw conflict('proceeds_of_another_pool', 'The pool does not pay for these lots.');
  if (amountCentimes === 0) throw invalid('amount_zero', 'Proceeds are an amount.');
}

const postingsTo = (
  account: string,
  { invoiceNumber, amountCentimes }: { invoiceNumber: string; amountCentimes: number },
) => [
  { account: accounts.sales(invoiceNumber), amountCentimes: -amountCentimes },
  { account, amountCentimes },
];
