import type { ContractKind } from '@oce/contracts';
import { conflict, defineAggregate, invalid, notFound, saysTheSame, type Command } from '@oce/event-sourcing';
import { formatKilograms } from '@oce/quantities';
import { OrderedMap } from 'immutable';
import {
  lotOfferEvents,
  type LotAllocationRefused,
  type LotOfferEvent,
  type LotRecorded,
  type LotStopped,
} from './lot-offer.events';
import { releasedAtAll, type LotControl } from './lot-control';

export type RecordLot = Command<'RecordLot', LotRecorded['data']>;
export type OfferLot = Command<'OfferLot', { lotId: string; kind: ContractKind; offeredOn: string }> & {
  readonly facts: {
    /** The closed pool that has counted the lot's goods; null where none has. */
    readonly pooledIn: { readonly poolId: string; readonly closedOn: string } | null;
    /** What stations have charged of it. */
    readonly drawnGrams: number;
    readonly control: LotControl | undefined;
  };
};
export type StopLot = Command<'StopLot', LotStopped['data']>;
export type AllocateLot = Command<
  'AllocateLot',
  { lotId: string; orderId: string; grams: number; kind: ContractKind }
>;
/** `keptGrams` have left for the order: what was set aside beyond them is free again. */
export type ReleaseAllocation = Command<
  'ReleaseAllocation',
  { lotId: string; orderId: string; reason: string; keptGrams?: number }
>;
export type LotOfferCommand = RecordLot | OfferLot | StopLot | AllocateLot | ReleaseAllocation;

export interface LotOfferState {
  readonly lot?: LotRecorded['data'];
  /** Fixed by the first offer: a lot's proceeds are pooled or its own, never both. */
  readonly kind?: ContractKind;
  readonly offeredOn?: string;
  readonly leftGrams: number;
  readonly stopped?: LotStopped['data'];
  /** What each order asked for and what it has: 0 where it was refused or let go again. */
  readonly orders: OrderedMap<string, { readonly askedGrams: number; readonly heldGrams: number }>;
}

/** A lot guards its own weight: what is allocated of it never comes to more. */
export const lotOfferAggregate = defineAggregate<LotOfferState, LotOfferCommand, typeof lotOfferEvents>(
  lotOfferEvents,
  {
    initial: { leftGrams: 0, orders: OrderedMap() },
    decide: {
      RecordLot: ({ data }, state) => recordLot(data, state),
      OfferLot: (command, state) => offerLot(command, recorded(state), state),
      StopLot: ({ data }, state) => stopLot(data, state),
      AllocateLot({ data }, state) {
        recorded(state);
        return allocateLot(data, state);
      },
      ReleaseAllocation({ data }, state) {
        recorded(state);
        return releaseAllocation(data, state);
      },
    },
    evolve: {
      LotRecorded: (state, { data }) => ({ ...state, lot: data, leftGrams: data.netGrams }),
      LotOffered: (state, { data: { kind, offeredOn, netGrams } }) => ({
        ...state,
        kind,
        offeredOn,
        leftGrams: netGrams,
      }),
      LotStopped: (state, { data }) => ({ ...state, stopped: data }),
      LotAllocated: (state, { data }) => withAnswer(state, data, data.grams),
      LotAllocationReleased: (state, { data }) => withoutGrams(state, data),
      LotAllocationRefused: (state, { data }) => withAnswer(state, data, 0),
    },
  },
);

function withAnswer(
  state: LotOfferState,
  { orderId, grams: askedGrams, leftGrams }: { orderId: string; grams: number; leftGrams: number },
  heldGrams: number,
): LotOfferState {
  return { ...state, leftGrams, orders: state.orders.set(orderId, { askedGrams, heldGrams }) };
}

/** The order keeps what is not let go: what it asked for stays as it was. */
function withoutGrams(
  state: LotOfferState,
  { orderId, grams, leftGrams }: { orderId: string; grams: number; leftGrams: number },
): LotOfferState {
  const known = state.orders.get(orderId);
  const heldGrams = Math.max(0, (known?.heldGrams ?? 0) - grams);
  const askedGrams = known?.askedGrams ?? grams;
  return { ...state, leftGrams, orders: state.orders.set(orderId, { askedGrams, heldGrams }) };
}

function recorded({ lot }: LotOfferState): LotRecorded['data'] {
  const message = 'No station has closed such a lot, or the news is still on its way.';
  if (!lot) throw notFound('lot_unknown', message, 'lotId');
  return lot;
}

function recordLot(data: RecordLot['data'], { lot }: LotOfferState): LotOfferEvent[] {
  if (lot && saysTheSame(lot, data)) return [];
  if (lot)
    throw conflict(
      'lot_recorded_otherwise',
      `The lot ${data.lotId} is recorded with other particulars.`,
      'lotId',
    );
  return [lotOfferEvents.LotRecorded(data)];
}

/**
 * Refuses `lot_kind_fixed`, `lot_offered_already`, `lot_stopped`, `lot_drawn`, `grade_pooled`, and `lot_not_released` or
 * `lot_recalled`: what was never controlled is not offered.
 */
function offerLot(
  { data, facts: { pooledIn, drawnGrams, control } }: OfferLot,
  lot: LotRecorded['data'],
  state: LotOfferState,
): LotOfferEvent[] {
  const isOffered = state.kind !== undefined;
  if (isOffered && state.kind !== data.kind)
    throw conflict('lot_kind_fixed', `The lot was offered as ${state.kind} and stays so.`, 'kind');
  if (isOffered && state.offeredOn !== data.offeredOn)
    throw conflict('lot_offered_already', `The lot was offered on ${state.offeredOn}.`, 'offeredOn');
  if (isOffered) return [];
  if (state.stopped)
    throw conflict('lot_stopped', `The lot is sold no more: ${state.stopped.reason}.`, 'lotId');
  const offeredGrams = lot.netGrams - drawnGrams;
  // A raw lot is offered whole; of what a run made, what was not charged again.
  if (offeredGrams <= 0 || (drawnGrams > 0 && lot.made === undefined))
    throw conflict(
      'lot_drawn',
      'A conditioning station has drawn of this lot: what was made of it is sold, not the lot.',
      'lotId',
    );
  if (data.kind === 'traceable' && pooledIn !== null)
    throw conflict(
      'grade_pooled',
      `Pool ${pooledIn.poolId} has shared this grade on ${pooledIn.closedOn}, the goods of this lot among it. Offer it as pooled: what it earns is shared by a supplement. Or have the closing taken back first.`,
      'kind',
    );
  const { lotId, campaignId, productId } = lot;
  const release = releasedAtAll(lotId, control);
  const { kind, offeredOn } = data;
  const offered = { lotId, campaignId, productId, grade: lot.grade ?? release.grade };
  return [lotOfferEvents.LotOffered({ ...offered, netGrams: offeredGrams, kind, offeredOn })];
}

function allocateLot({ kind, ...data }: AllocateLot['data'], state: LotOfferState): LotOfferEvent[] {
  if (data.grams <= 0) throw invalid('grams_not_positive', 'Allocate more than 0 grams.', 'grams');
  const known = state.orders.get(data.orderId);
  if (known?.askedGrams === data.grams) return [];
  if (known)
    throw conflict('weight_asked_otherwise', `The order ${data.orderId} asked for another weight.`, 'grams');
  const refusal = allocationRefusal(kind, data, state);
  const { leftGrams } = state;
  if (refusal) return [lotOfferEvents.LotAllocationRefused({ ...data, leftGrams, ...refusal })];
  return [lotOfferEvents.LotAllocated({ ...data, leftGrams: leftGrams - data.grams })];
}

function allocationRefusal(
  kind: ContractKind,
  { lotId, grams }: { lotId: string; grams: number },
  state: LotOfferState,
): Pick<LotAllocationRefused['data'], 'reason' | 'detail'> | undefined {
  if (state.stopped) {
    return { reason: 'lot_stopped', detail: `The lot ${lotId} is sold no more: ${state.stopped.reason}.` };
  }
  if (state.kind === undefined) {
    return { reason: 'lot_not_offered', detail: `The lot ${lotId} is not offered: offer it first.` };
  }
  if (state.kind !== kind) {
    const detail = `The lot ${lotId} is offered as ${state.kind}, the contract is ${kind}: they never mix.`;
    return { reason: 'lot_kind_mismatch', detail };
  }
  if (grams <= state.leftGrams) return undefined;
  const [wanted, left] = [formatKilograms(grams), formatKilograms(state.leftGrams)];
  const detail = `${wanted} of the lot ${lotId} were asked for, but ${left} are left.`;
  return { reason: 'lot_weight_exceeded', detail };
}

function releaseAllocation(data: ReleaseAllocation['data'], state: LotOfferState): LotOfferEvent[] {
  const grams = (state.orders.get(data.orderId)?.heldGrams ?? 0) - (data.keptGrams ?? 0);
  if (grams <= 0) return [];
  const { lotId, orderId, reason } = data;
  const leftGrams = state.leftGrams + grams;
  return [lotOfferEvents.LotAllocationReleased({ lotId, orderId, grams, leftGrams, reason })];
}

/** Orders that have some of it cannot be delivered from then on: a clerk cancels them. */
function stopLot(data: StopLot['data'], state: LotOfferState): LotOfferEvent[] {
  if (state.stopped) return [];
  return [lotOfferEvents.LotStopped(data)];
}
