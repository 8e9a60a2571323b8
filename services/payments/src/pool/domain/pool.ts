import {
  conflict,
  decideBy,
  defineAggregate,
  invalid,
  notFound,
  saysTheSame,
  withSecondPerson,
  type Under,
} from '@oce/event-sourcing';
import { limitAt } from '../../limit/domain/limits';
import { postCharge, reverseCharge } from './charge';
import { closePool, fixShares } from './close';
import type { OpenPool, OwnPool, PoolCommand } from './pool.commands';
import { poolEvents, type PoolEvent, type PoolOpened } from './pool.events';
import { evolvePool, initialPool, type PoolState } from './pool.state';
import { poolProceeds, reserveProceeds } from './proceeds';
import { requireAmount, requireShare } from './settlement/guards';
import { distributeSupplement, fixSupplement } from './supplement';
import { abandonTakeBack, beginTakeBack, takeBackClosing } from './take-back';
import { fixArrears, takeCorrection, windUpPool } from './wind-up';

type DirectCommand = Exclude<PoolCommand, { type: 'ConfirmProposal' | 'RejectProposal' }>;

const decideDirect = decideBy<PoolState, DirectCommand, PoolEvent>({
  OpenPool: openPool,
  PostCharge: (command, state) => postCharge(command, state, openedOf(state)),
  ReverseCharge: (command, state) => reverseCharge(command, state, openedOf(state)),
  ReserveProceeds: (command, state) => reserveProceeds(command, state, openedOf(state)),
  TakeCorrection: (command, state) => takeCorrection(command, state, openedOf(state)),
  PoolProceeds: (command, state) => poolProceeds(command, state, openedOf(state)),
  FixShares: (command, state) => fixShares(command, state, openedOf(state)),
  ClosePool: (command, state) => closePool(command, state, openedOf(state)),
  BeginTakeBack: (command, state) => beginTakeBack(command, state, openedOf(state)),
  AbandonTakeBack: (command, state) => abandonTakeBack(command, state, openedOf(state)),
  TakeBackClosing: (command, state) => takeBackClosing(command, state, openedOf(state)),
  FixSupplement: (command, state) => fixSupplement(command, state, openedOf(state)),
  DistributeSupplement: (command, state) => distributeSupplement(command, state, openedOf(state)),
  FixArrears: (command, state) => fixArrears(command, state, openedOf(state)),
  WindUpPool: (command, state) => windUpPool(command, state, openedOf(state)),
});

/** Proceeds and charges of a campaign's grades, or of one traceable lot: shared at the closing, and what comes later after it. */
export const poolAggregate = defineAggregate<PoolState, PoolCommand, typeof poolEvents>(poolEvents, {
  initial: initialPool,
  decide: withSecondPerson<PoolState, DirectCommand, PoolEvent, OwnPool>({
    events: poolEvents,
    limitOf: limitOfPool,
    decide: decideDirect,
  }),
  evolve: evolvePool,
});

/** What one person may do alone: a charge by its amount, an opening by what its terms pay for milling. */
function limitOfPool(command: DirectCommand): Under<OwnPool, PoolEvent['type']> | null {
  const { now } = command.meta;
  switch (command.type) {
    case 'PostCharge': {
      const { poolId, chargeId, amountCentimes: amount } = command.data;
      const limit = limitAt('charge', command.facts, now);
      const named = { proposalId: `charge-${chargeId}`, kind: 'charge', own: { poolId } };
      return { ...named, amount, limit, takesEffect: 'ChargePosted' };
    }
    case 'OpenPool': {
      const { poolId, terms } = command.data;
      const limit = limitAt('milling', command.facts, now);
      const named = { proposalId: `milling-${poolId}`, kind: 'milling', own: { poolId } };
      return { ...named, amount: terms.milling.perKgCentimes, limit, takesEffect: 'PoolOpened' };
    }
    default:
      return null;
  }
}

/** Whether a second person is asked before a pool is opened: it pays for nothing until then. */
export const waitsForSecondPerson = ({ data, facts, meta }: OpenPool): boolean =>
  data.terms.milling.perKgCentimes > limitAt('milling', facts, meta.now);

/** The opening that a proposal would lead to; undefined of another one, or of one that is decided. */
export function openingAsked({ proposals }: PoolState, proposalId: string): OpenPool['data'] | undefined {
  const asked = Object.hasOwn(proposals, proposalId) ? proposals[proposalId] : undefined;
  if (asked?.status !== 'waiting' || asked.command.type !== 'OpenPool') return undefined;
  // Of the shape that the pool wrote down.
  return asked.command.data as OpenPool['data'];
}

/** The pool as it was opened. Refuses `pool_unknown`. */
export function openedOf({ opened }: PoolState): PoolOpened['data'] {
  if (opened === null) throw notFound('pool_unknown', 'There is no such pool. Open it first.', 'poolId');
  return opened;
}

/** Refuses `pool_differs`, `grades_missing`, `contract_kinds_mixed`, `one_lot_a_settlement`, shares out of range. */
function openPool({ data, meta }: OpenPool, state: PoolState): PoolEvent[] {
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
  return [poolEvents.PoolOpened({ ...data, openedBy: meta.actor })];
}
