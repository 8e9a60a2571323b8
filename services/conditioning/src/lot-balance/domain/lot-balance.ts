import { conditioning, OCE, type LotDrawn, type LotMadeAvailable } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  invalid,
  notFound,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';
import { draw, gramsOf, together, without, type Origins } from '@oce/origins';
import { OrderedMap, Set } from 'immutable';

export const lotBalanceEvents = defineEvents(
  { stream: OCE, context: 'conditioning', aggregate: 'lot-balance', id: 'lotId' },
  {
    ...conditioning.lotBalance,
    /** Nothing is drawn from it while the reversal of its run is under way. */
    LotHeldForReversal: event<{ lotId: string; runId: string; reversalId: string }>(),
    /** Something was drawn from it: its run cannot be reversed. */
    LotReversalRefused: event<{ lotId: string; runId: string; reversalId: string; drawId: string }>(),
    LotSetFree: event<{ lotId: string; runId: string; reversalId: string }>(),
  },
);
export type LotBalanceEvent = EventOf<typeof lotBalanceEvents>;

export type MakeLotAvailable = Command<'MakeLotAvailable', LotMadeAvailable['data']>;
export type DrawFromLot = Command<'DrawFromLot', Pick<LotDrawn['data'], 'drawId' | 'into' | 'grams'>>;
export type ReturnToLot = Command<'ReturnToLot', { drawId: string; reason: string }>;
type Reversal = { readonly runId: string; readonly reversalId: string };
export type HoldForReversal = Command<'HoldForReversal', Reversal>;
export type SetLotFree = Command<'SetLotFree', Reversal>;
export type WithdrawLot = Command<'WithdrawLot', { runId: string }>;
export type LotBalanceCommand =
  MakeLotAvailable | DrawFromLot | ReturnToLot | HoldForReversal | SetLotFree | WithdrawLot;

interface LotDraw {
  readonly into: LotDrawn['data']['into'];
  readonly origins: Origins;
  readonly isReturned: boolean;
}

export interface LotBalanceState {
  readonly made: LotMadeAvailable['data'] | null;
  /** What is there now. */
  readonly content: Origins;
  readonly contentGrams: number;
  readonly draws: OrderedMap<string, LotDraw>;
  /** The reversal of its run that holds it; null where none does. */
  readonly heldBy: string | null;
  /** Reversals that were abandoned: what they asked for may come late. */
  readonly freedOf: Set<string>;
  readonly isWithdrawn: boolean;
}

/** What is left of a lot, raw or made by a run: one aggregate a lot, so that two draws of its last grams are not both served. */
export const lotBalanceAggregate = defineAggregate<
  LotBalanceState,
  LotBalanceCommand,
  typeof lotBalanceEvents
>(lotBalanceEvents, {
  initial: {
    made: null,
    content: [],
    contentGrams: 0,
    draws: OrderedMap(),
    heldBy: null,
    freedOf: Set(),
    isWithdrawn: false,
  },

  decide: {
    MakeLotAvailable({ data }, { made }) {
      if (made === null) return [lotBalanceEvents.LotMadeAvailable(data)];
      if (saysTheSame(made, data)) return [];
      throw conflict('lot_id_taken', 'Another lot has this id: choose another.', 'lotId');
    },
    DrawFromLot: drawFromLot,
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

/** Refuses `lot_unknown`, `draw_differs`, `lot_withdrawn`, `pieces_broken`, and `lot_short` with the grams that are there. */
function drawFromLot({ data }: DrawFromLot, state: LotBalanceState): LotBalanceEvent[] {
  const { lotId, productId, netGrams, pieces: all } = madeOf(state);
  const { drawId, into, grams } = data;
  const known = state.draws.get(drawId);
  if (known !== undefined) {
    if (saysTheSame({ into: known.into, grams: gramsOf(known.origins) }, { into, grams })) return [];
    throw conflict('draw_differs', `${drawId} drew something else from ${lotId}.`, 'drawId');
  }
  if (state.isWithdrawn || state.heldBy !== null)
    throw conflict('lot_withdrawn', `The run that made ${lotId} is reversed, or is being reversed.`, 'lotId');
  if (grams > state.contentGrams)
    throw conflict(
      'lot_short',
      `${lotId} has ${state.contentGrams} g, and ${grams} g are asked for.`,
      'grams',
    );
  const pieces = all === null ? null : wholePieces(lotId, netGrams / all, grams);
  const { drawn, left } = draw(state.content, grams);
  return [
    lotBalanceEvents.LotDrawn({
      lotId,
      drawId,
      into,
      productId,
      grams,
      pieces,
      origins: drawn,
      leftGrams: gramsOf(left),
    }),
  ];
}

/** How many pieces so many grams are. Refuses `pieces_broken`. */
function wholePieces(lotId: string, pieceGrams: number, grams: number): number {
  if (grams % pieceGrams === 0) return grams / pieceGrams;
  throw invalid('pieces_broken', `A piece of ${lotId} weighs ${pieceGrams} g: draw whole ones.`, 'grams');
}
