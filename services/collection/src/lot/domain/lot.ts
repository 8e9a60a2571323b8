import type { LotDelivery, LotTerms } from '@oce/contracts';
import { conflict, defineAggregate, notFound, saysTheSame, type Command } from '@oce/event-sourcing';
import { Map, OrderedMap, Set } from 'immutable';
import { saidOf } from '../../delivery/domain/weighing-record';
import { whyMixed, type LotFirst } from './lot-terms';
import { lotEvents, type LotEvent, type LotOpened } from './lot.events';

export type OpenLot = Command<'OpenLot', LotOpened['data']>;
export type AddToLot = Command<'AddToLot', LotDelivery & { settledAs?: LotTerms; weighedAt?: string }>;
export type TakeOutOfLot = Command<'TakeOutOfLot', { deliveryId: string; reason: string }>;
export type CloseLot = Command<'CloseLot', { closedOn: string }>;
export type LotCommand = OpenLot | AddToLot | TakeOutOfLot | CloseLot;

export interface LotState {
  readonly opened?: LotOpened['data'];
  /** In maps that share with their successor what did not change: a lot may have thousands. */
  readonly deliveries: OrderedMap<string, LotDelivery>;
  /** For good: they were reversed. */
  readonly takenOut: Set<string>;
  /** Came when the lot was closed, or full. */
  readonly turnedAway: Set<string>;
  readonly closedOn?: string;
  /** The terms and the producer of its first delivery, which all others have (of a toll lot the producer too). */
  readonly first: LotFirst | null;
  /** When each was weighed, where that is known. */
  readonly weighedAt: Map<string, string>;
}

/** A raw lot: deliveries of one station, campaign, product and grade. It weighs what they weigh together. */
export const lotAggregate = defineAggregate<LotState, LotCommand, typeof lotEvents>(lotEvents, {
  initial: { deliveries: OrderedMap(), takenOut: Set(), turnedAway: Set(), first: null, weighedAt: Map() },

  decide: {
    OpenLot: openLot,
    AddToLot: addToLot,
    TakeOutOfLot({ data }, state) {
      const { lotId } = openedOf(state);
      // A closed lot never changes; others hear of the correction by DeliveryReversed.
      if (state.closedOn !== undefined || state.takenOut.has(data.deliveryId)) return [];
      return [lotEvents.DeliveryTakenOutOfLot({ lotId, ...data })];
    },
    CloseLot: (command, state) => closeLot(command, state, openedOf(state)),
  },

  evolve: {
    LotOpened: (state, { data }) => ({ ...state, opened: data }),
    DeliveryAddedToLot(state, { data }) {
      const {
        deliveryId,
        producerCode,
        netGrams,
        payableGrams,
        plotId,
        harvestedOn,
        settledAs,
        weighedAt: at,
      } = data;
      const told = saidOf({ plotId, harvestedOn });
      const added: LotDelivery = { deliveryId, producerCode, netGrams, payableGrams, ...told };
      const first = state.deliveries.isEmpty() ? { settledAs, producerCode } : state.first;
      const weighedAt = at === undefined ? state.weighedAt : state.weighedAt.set(deliveryId, at);
      return { ...state, first, weighedAt, deliveries: state.deliveries.set(deliveryId, added) };
    },
    DeliveryTakenOutOfLot(state, { data }) {
      const { deliveryId } = data;
      const deliveries = state.deliveries.delete(deliveryId);
      const first = deliveries.isEmpty() ? null : state.first;
      const weighedAt = state.weighedAt.delete(deliveryId);
      return { ...state, deliveries, first, weighedAt, takenOut: state.takenOut.add(deliveryId) };
    },
    DeliveryTurnedAway: (state, { data }) => ({
      ...state,
      turnedAway: state.turnedAway.add(data.deliveryId),
    }),
    LotClosed: (state, { data }) => ({ ...state, closedOn: data.closedOn }),
  },
});

/**
 * So many deliveries a lot holds: its closing names each of them in one commit of 1 MB at most, and whatever is told of the lot
 * as a whole stays that small.
 */
export const MOST_DELIVERIES = 2_000;

/** The refusal of a delivery that has no room in the lot. */
export const lotFull = () =>
  conflict('lot_full', `A lot holds ${MOST_DELIVERIES} deliveries: close it, and open another.`, 'lotId');

/** The lot as it was opened. Refuses `lot_unknown`. */
export function openedOf({ opened }: LotState): LotOpened['data'] {
  if (!opened) throw notFound('lot_unknown', 'Open the lot first.', 'lotId');
  return opened;
}

function openLot({ data }: OpenLot, { opened }: LotState): LotEvent[] {
  if (!opened) return [lotEvents.LotOpened(data)];
  const isSame = saysTheSame(opened, data);
  if (!isSame)
    throw conflict('lot_id_taken', 'A lot of another kind or day has this id: choose another.', 'lotId');
  return [];
}

function addToLot({ data }: AddToLot, state: LotState): LotEvent[] {
  const { lotId } = openedOf(state);
  const { deliveryId } = data;
  // TakeOutOfLot may come before AddToLot: what was taken out is never added.
  if (state.deliveries.has(deliveryId) || state.takenOut.has(deliveryId)) return [];
  // It has heard so and is free for another lot, whatever room there is by now.
  if (state.turnedAway.has(deliveryId)) return [];
  const isOpen = state.closedOn === undefined && state.deliveries.size < MOST_DELIVERIES;
  const isAlike = state.first === null || whyMixed(state.first, data) === undefined;
  if (isOpen && isAlike) return [lotEvents.DeliveryAddedToLot({ lotId, ...data })];
  // An event and no refusal: the delivery says that it is in this lot, and must hear that it is not.
  return [lotEvents.DeliveryTurnedAway({ lotId, deliveryId })];
}

function closeLot({ data }: CloseLot, state: LotState, opened: LotOpened['data']): LotEvent[] {
  if (state.closedOn === data.closedOn) return [];
  if (state.closedOn !== undefined)
    throw conflict(
      'lot_closed',
      `Lot ${opened.lotId} was closed on ${state.closedOn} and stays closed as of that day.`,
      'closedOn',
    );
  if (state.deliveries.size === 0)
    throw conflict('lot_empty', `Lot ${opened.lotId} is empty: put deliveries into it first.`, 'lotId');
  const { lotId, stationId, campaignId, productId, grade } = opened;
  const deliveries = [...state.deliveries.values()];
  const settledAs = state.first?.settledAs;
  const weighedFrom = state.weighedAt.min();
  const netGrams = deliveries.reduce((sum, delivery) => sum + delivery.netGrams, 0);
  return [
    lotEvents.LotClosed({
      lotId,
      stationId,
      campaignId,
      productId,
      grade,
      netGrams,
      ...(settledAs === undefined ? {} : { settledAs }),
      deliveries,
      ...(weighedFrom === undefined ? {} : { weighedFrom }),
      closedOn: data.closedOn,
    }),
  ];
}
