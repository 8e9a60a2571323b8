import { accounts } from '@oce/contracts';
import { conflict, defineAggregate, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import { closePool, fixShares } from './close';
import { paysFor } from './pool-scope';
import type { OpenPool, PoolCommand, PoolProceeds, PostCharge } from './pool.commands';
import { poolEvents, type PoolEvent, type PoolOpened } from './pool.events';
import { evolvePool, initialPool, type PoolState } from './pool.state';
import { requireAmount, requireShare } from './settlement/guards';

/** Proceeds and charges of a campaign's grades, or of one traceable lot, until they are shared. */
export const poolAggregate = defineAggregate<PoolState, PoolCommand, typeof poolEvents>(poolEvents, {
  initial: initialPool,
  decide: {
    OpenPool: openPool,
    PostCharge(command, state) {
      openedOf(state);
      return postCharge(command, state);
    },
    PoolProceeds: (command, state) => poolProceeds(command, state, openedOf(state)),
    FixShares: (command, state) => fixShares(command, state, openedOf(state)),
    ClosePool: (command, state) => closePool(command, state, openedOf(state)),
  },
  evolve: evolvePool,
});

/** The pool as it was opened. Refuses `pool_unknown`. */
export function openedOf({ opened }: PoolState): PoolOpened['data'] {
  if (opened === null) throw notFound('pool_unknown', 'There is no such pool. Open it first.', 'poolId');
  return opened;
}

/** Refuses `pool_differs`, `grades_missing`, `contract_kinds_mixed`, `one_lot_a_settlement`, shares out of range. */
function openPool({ data }: OpenPool, state: PoolState): PoolEvent[] {
  if (state.opened !== null) {
    if (!saysTheSame(state.opened, data))
      throw conflict('pool_differs', 'A pool of this id is open with other terms.', 'poolId');
    return [];
  }
  const { kind, grades, lotIds, terms } = data;
  if (grades.length === 0) throw invalid('grades_missing', 'A pool pays for at least one grade.', 'grades');
  if ((kind === 'traceable') !== (lotIds !== null))
    throw invalid(
      'contract_kinds_mixed',
      'Lots are named for a traceable settlement, and only there.',
      'lotIds',
    );
  if (lotIds !== null && (lotIds.length !== 1 || grades.length !== 1))
    throw invalid('one_lot_a_settlement', 'A traceable lot earns what its own sale earned, alone.', 'lotIds');
  requireAmount(terms.milling.perKgCentimes, 'terms.milling.perKgCentimes');
  requireShare(terms.commissionPpm, 'terms.commissionPpm');
  requireShare(terms.oceChargesCapPpm, 'terms.oceChargesCapPpm');
  return [poolEvents.PoolOpened(data)];
}

/** Refuses `charge_differs` and `pool_closed`. */
function postCharge({ data }: PostCharge, state: PoolState): PoolEvent[] {
  const { chargeId, kind, chargedBy, amountCentimes } = data;
  requireAmount(amountCentimes, 'amountCentimes');
  const known = state.charges[chargeId];
  if (known) {
    const isSame = saysTheSame(known, { kind, chargedBy, amountCentimes });
    if (!isSame) throw conflict('charge_differs', 'A charge of this id has another body.', 'chargeId');
    return [];
  }
  refuseClosed(state);
  return [poolEvents.ChargePosted(data)];
}

/** Refuses `proceeds_pooled_otherwise`, `proceeds_of_another_pool`, `contract_kinds_mixed`, `amount_not_positive` and `pool_closed`. */
function poolProceeds({ data }: PoolProceeds, state: PoolState, opened: PoolOpened['data']): PoolEvent[] {
  const { kind, campaignId, parts, proceedsId, invoiceNumber, valueDate } = data;
  const amountCentimes = sumExactly(parts.map((part) => part.amountCentimes));
  const pooled = { proceedsId, invoiceNumber, valueDate, parts, amountCentimes };
  const known = state.proceeds[proceedsId];
  if (known && saysTheSame(known, pooled)) return [];
  if (known)
    throw conflict('proceeds_pooled_otherwise', `The pool has other parts of ${proceedsId}.`, 'proceedsId');
  if (kind !== opened.kind)
    throw conflict('contract_kinds_mixed', `The sale is ${kind}, the pool ${opened.kind}: never in one.`);
  if (!parts.every((part) => paysFor(opened, kind, { ...part, campaignId })))
    throw conflict('proceeds_of_another_pool', 'The pool does not pay for these lots.');
  if (amountCentimes <= 0) throw invalid('amount_not_positive', 'Proceeds are a positive amount.');
  refuseClosed(state);
  const { poolId } = opened;
  return [
    poolEvents.ProceedsPooled({
      poolId,
      proceedsId,
      invoiceNumber,
      valueDate,
      parts,
      amountCentimes,
      postings: [
        { account: accounts.sales(invoiceNumber), amountCentimes: -amountCentimes },
        { account: accounts.pool(poolId), amountCentimes },
      ],
    }),
  ];
}

function refuseClosed(state: PoolState): void {
  if (state.closed !== null)
    throw conflict('pool_closed', 'The pool is closed: its shares are fixed. Settle this by hand.');
}
