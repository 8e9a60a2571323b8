import type { LotMadeAvailable } from '@oce/contracts';
import { conflict, defineAggregate, notFound, saysTheSame, type Command } from '@oce/event-sourcing';
import { gramsOf, together, without } from '@oce/origins';
import {
  deliverToOrder,
  drawFromLot,
  handOverLot,
  type DeliverToOrder,
  type DrawFromLot,
  type HandOverLot,
} from './draw-from-lot';
import { lotBalanceEvents } from './lot-balance.events';
import { initialLotBalance, type LotBalanceState } from './lot-balance.state';

export type MakeLotAvailable = Command<'MakeLotAvailable', LotMadeAvailable['data']>;
export type ReturnToLot = Command<'ReturnToLot', { drawId: string; reason: string }>;
export type MarkForSale = Command<'MarkForSale', { offeredOn: string }>;
export type HearShipped = Command<'HearShipped', { orderId: string; shipmentId: string }>;
type Reversal = { readonly runId: string; readonly reversalId: string };
export type HoldForReversal = Command<'HoldForReversal', Reversal>;
export type SetLotFree = Command<'SetLotFree', Reversal>;
export type WithdrawLot = Command<'WithdrawLot', { runId: string }>;
export type LotBalanceCommand =
  | MakeLotAvailable
  | DrawFromLot
  | DeliverToOrder
  | HandOverLot
  | ReturnToLot
  | MarkForSale
  | HearShipped
  | HoldForReversal
  | SetLotFree
  | WithdrawLot;

/** What is left of a lot, raw or made by a run: one aggregate a lot, so that two draws of its last grams are not both served. */
export const lotBalanceAggregate = defineAggregate<
  LotBalanceState,
  LotBalanceCommand,
  typeof lotBalanceEvents
>(lotBalanceEvents, {
  initial: initialLotBalance,

  decide: {
    MakeLotAvailable({ data }, { made }) {
      if (made === null) return [lotBalanceEvents.LotMadeAvailable(data)];
      if (saysTheSame(made, data)) return [];
      throw conflict('lot_id_taken', 'Another lot has this id: choose another.', 'lotId');
    },
    DrawFromLot: ({ data }, state) => drawFromLot(madeOf(state), data, state),
    DeliverToOrder: ({ data }, state) => deliverToOrder(madeOf(state), data, state),
    HandOverLot: ({ data }, state) => handOverLot(madeOf(state), data, state),
    MarkForSale({ data: { offeredOn } }, state) {
      const { lotId } = madeOf(state);
      return state.offeredOn === null ? [lotBalanceEvents.LotMarkedForSale({ lotId, offeredOn })] : [];
    },
    HearShipped({ data }, state) {
      const { lotId, runId } = madeOf(state);
      // A raw lot is set aside whole: nothing is drawn of it when its order is delivered.
      if (runId === null || state.shippedFor.has(data.orderId)) return [];
      return [lotBalanceEvents.LotShippedForOrder({ lotId, ...data })];
    },
    ReturnToLot({ data: { drawId, reason } }, state) {
      const { lotId } = madeOf(state);
      const known = state.draws.get(drawId);
      if (known === undefined)
        throw notFound('draw_unknown', `Nothing was drawn from ${lotId} as ${drawId}.`, 'drawId');
      if (known.isReturned) return [];
      const { into, origins } = known;
      const grams = gramsOf(origins);
      return [lotBalanceEvents.LotDrawReturned({ lotId, drawId, into, grams, origins, reason })];
    },
    HoldForReversal({ data: { runId, reversalId } }, state) {
      const { lotId } = madeOf(state);
      if (state.isWithdrawn || state.heldBy === reversalId || state.freedOf.has(reversalId)) return [];
      const drawId = state.draws.findKey((one) => !one.isReturned);
      if (drawId !== undefined)
        return [lotBalanceEvents.LotReversalRefused({ lotId, runId, reversalId, drawId })];
      // A later reversal takes over from one that was abandoned.
      return [lotBalanceEvents.LotHeldForReversal({ lotId, runId, reversalId })];
    },
    SetLotFree({ data: { runId, reversalId } }, state) {
      // Said even where it was not held: the asking may come after.
      if (state.isWithdrawn || state.freedOf.has(reversalId)) return [];
      return [lotBalanceEvents.LotSetFree({ lotId: madeOf(state).lotId, runId, reversalId })];
    },
    WithdrawLot({ data: { runId } }, state) {
      if (state.isWithdrawn) return [];
      return [lotBalanceEvents.LotWithdrawn({ lotId: madeOf(state).lotId, runId })];
    },
  },

  evolve: {
    LotMadeAvailable: (state, { data }) => ({
      ...state,
      made: data,
      content: data.origins,
      contentGrams: data.netGrams,
    }),
    LotDrawn(state, { data: { drawId, into, origins, leftGrams } }) {
      const content = without(state.content, origins);
      const draws = state.draws.set(drawId, { into, origins, isReturned: false });
      return { ...state, content, contentGrams: leftGrams, draws };
    },
    LotDrawReturned(state, { data: { drawId, grams, origins } }) {
      const known = state.draws.get(drawId);
      const draws = known ? state.draws.set(drawId, { ...known, isReturned: true }) : state.draws;
      const content = together(state.content, origins);
      return { ...state, content, contentGrams: state.contentGrams + grams, draws };
    },
    LotMarkedForSale: (state, { data }) => ({ ...state, offeredOn: data.offeredOn }),
    LotShippedForOrder: (state, { data }) => ({
      ...state,
      shippedFor: state.shippedFor.add(data.orderId),
    }),
    LotHeldForReversal: (state, { data }) => ({ ...state, heldBy: data.reversalId }),
    LotReversalRefused: (state) => state,
    LotSetFree: (state, { data: { reversalId } }) => ({
      ...state,
      heldBy: state.heldBy === reversalId ? null : state.heldBy,
      freedOf: state.freedOf.add(reversalId),
    }),
    LotWithdrawn: (state) => ({ ...state, isWithdrawn: true, content: [], contentGrams: 0 }),
  },
});

/** The lot as it was made available. Refuses `lot_unknown`. */
export function madeOf({ made }: LotBalanceState): LotMadeAvailable['data'] {
  if (made === null)
    throw notFound('lot_unknown', 'No such lot is here: a raw lot is once it is closed.', 'lotId');
  return made;
}
