import type { LotDrawn, LotMadeAvailable } from '@oce/contracts';
import { conflict, invalid, saysTheSame, type Command } from '@oce/event-sourcing';
import { draw, gramsOf } from '@oce/origins';
import { lotBalanceEvents, type LotBalanceEvent } from './lot-balance.events';
import type { LotBalanceState } from './lot-balance.state';

export type DrawFromLot = Command<'DrawFromLot', Pick<LotDrawn['data'], 'drawId' | 'into' | 'grams'>>;
/** The goods of an order left at the gate. */
export type DeliverToOrder = Command<'DeliverToOrder', { orderId: string; grams: number }>;

/** The output of a toll run left with its member. */
export type HandOverLot = Command<'HandOverLot', { deliveryNoteNumber: string }>;

/** What is for sale goes nowhere else: into units, which are sold, or to an order. */
const FOR_SALE = ['unit', 'order'] as readonly string[];

/**
 * Refuses `draw_differs`, `lot_withdrawn`, `lot_for_sale` into a run or a tank, `lot_of_toll` into a tank, `pieces_broken`, and `lot_short` with the
 * grams that are there.
 */
export function drawFromLot(
  { lotId, productId, netGrams, pieces: all, tollOf }: LotMadeAvailable['data'],
  data: DrawFromLot['data'],
  state: LotBalanceState,
): LotBalanceEvent[] {
  const { drawId, into, grams } = data;
  const known = state.draws.get(drawId);
  if (known !== undefined) {
    if (saysTheSame({ into: known.into, grams: gramsOf(known.origins) }, { into, grams })) return [];
    throw conflict('draw_differs', `${drawId} drew something else from ${lotId}.`, 'drawId');
  }
  if (state.isWithdrawn || state.heldBy !== null)
    throw conflict('lot_withdrawn', `The run that made ${lotId} is reversed, or is being reversed.`, 'lotId');
  if (state.offeredOn !== null && !FOR_SALE.includes(into.kind))
    throw conflict(
      'lot_for_sale',
      `${lotId} is for sale since ${state.offeredOn}: it is packed and sold, and charged no more. Take another lot.`,
      'lotId',
    );
  if (tollOf !== undefined && into.kind === 'tank')
    throw conflict(
      'lot_of_toll',
      `${lotId} is pressed for ${tollOf} alone: it goes into no tank, where it would be mixed.`,
      'lotId',
    );
  if (grams > state.contentGrams)
    throw conflict(
      'lot_short',
      `${lotId} has ${state.contentGrams} g that are in no unit, and ${grams} g are asked for.`,
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

/**
 * Draws what an order took at the gate. A raw lot is set aside whole already; what left in units is in none. Refuses as
 * `drawFromLot` does: a clerk is told where the goods are in units still.
 */
export function deliverToOrder(
  made: LotMadeAvailable['data'],
  { orderId, grams }: DeliverToOrder['data'],
  state: LotBalanceState,
): LotBalanceEvent[] {
  if (made.runId === null || state.shippedFor.has(orderId) || grams === 0) return [];
  const into = { kind: 'order', id: orderId } as const;
  // No charge and no filling has a colon in its id.
  return drawFromLot(made, { drawId: `order:${orderId}`, into, grams }, state);
}

/** All that is left goes home with the member whom it was pressed for. */
export function handOverLot(
  made: LotMadeAvailable['data'],
  { deliveryNoteNumber }: HandOverLot['data'],
  state: LotBalanceState,
): LotBalanceEvent[] {
  const drawId = `home:${deliveryNoteNumber}`;
  if (state.draws.has(drawId) || state.contentGrams === 0) return [];
  const into = { kind: 'order', id: deliveryNoteNumber } as const;
  return drawFromLot(made, { drawId, into, grams: state.contentGrams }, state);
}

/** How many pieces so many grams are. Refuses `pieces_broken`. */
function wholePieces(lotId: string, pieceGrams: number, grams: number): number {
  if (grams % pieceGrams === 0) return grams / pieceGrams;
  throw invalid('pieces_broken', `A piece of ${lotId} weighs ${pieceGrams} g: draw whole ones.`, 'grams');
}
