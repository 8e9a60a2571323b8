import { conflict, invalid, notFound, saysTheSame, type Command } from '@oce/event-sourcing';
import type { Stop } from '../../goods/domain/permit';
import { shipmentEvents, type ShipmentDocument, type ShipmentEvent } from './shipment.events';
import {
  onItsWay,
  plannedOf,
  SEAL,
  whyNotOpen,
  type HandOverData,
  type ShipmentState,
} from './shipment.state';
import { refuse } from './load';

export type SetSeal = Command<'SetSeal', { sealNumber: string; sealedAt: string }>;
export type BreakSeal = Command<'BreakSeal', { reason: string }>;
export type AttachDocument = Command<'AttachDocument', ShipmentDocument>;
export type DoLeg = Command<'DoLeg', { legId: string; doneAt: string }>;
export type HandOver = Command<'HandOver', Omit<HandOverData, 'shipmentId'>>;
export type AcceptReservations = Command<
  'AcceptReservations',
  { handedOverAt: string; by: string; note: string }
>;
export type ClearCustoms = Command<
  'ClearCustoms',
  { number: string; clearedOn: string; currency: string; amountMinor: number }
>;
export type NameStoppedLot = Command<'NameStoppedLot', { lotId: string; stop: Stop }>;

/** Sets a seal; nothing is loaded behind it. Refuses `seal_differs` where it bears another, and `shipment_not_loading`. */
export function setSeal({ data: { sealNumber, sealedAt } }: SetSeal, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId } = plannedOf(state);
  if (state.seal === sealNumber) return [];
  if (state.seal !== null)
    throw conflict('seal_differs', `It bears seal ${state.seal}: break that one first.`, 'sealNumber');
  if (state.sealsUsed.has(sealNumber))
    throw conflict('seal_used', 'It bore this seal before: none is used twice.', 'sealNumber');
  if (state.status !== 'departed') refuse(whyNotOpen(state));
  return [shipmentEvents.SealSet({ shipmentId, sealNumber, sealedAt })];
}

/** Breaks the seal, at the dock or on the way. Refuses `seal_none` where there is none, or it was broken for another reason. */
export function breakSeal({ data: { reason } }: BreakSeal, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId } = plannedOf(state);
  if (state.seal === null) {
    if (state.undone.get(SEAL) === reason) return [];
    throw conflict('seal_none', 'It bears no seal that could be broken.', 'shipmentId');
  }
  return [shipmentEvents.SealBroken({ shipmentId, sealNumber: state.seal, reason })];
}

/** Attaches a document by its digest. Refuses `document_differs`. */
export function attachDocument({ data }: AttachDocument, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId } = plannedOf(state);
  const known = state.documents.get(data.documentId);
  if (known === undefined) return [shipmentEvents.DocumentAttached({ shipmentId, ...data })];
  if (saysTheSame(known, data)) return [];
  throw conflict(
    'document_differs',
    'A document of this id says something else: give a new id.',
    'documentId',
  );
}

/** A leg is done. Refuses `leg_unknown`, `leg_done` at another time, `shipment_not_on_its_way`. */
export function doLeg({ data: { legId, doneAt } }: DoLeg, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId, legs } = plannedOf(state);
  const known = state.legsDone.get(legId);
  if (known === doneAt) return [];
  if (known !== undefined) throw conflict('leg_done', `${legId} was done at ${known}.`, 'doneAt');
  if (!legs.some((leg) => leg.legId === legId))
    throw notFound(
      'leg_unknown',
      `No leg ${legId} was planned: they are ${legs.map((leg) => leg.legId).join(', ') || 'none'}.`,
      'legId',
    );
  onItsWay(state);
  return [shipmentEvents.LegDone({ shipmentId, legId, doneAt })];
}

/**
 * The goods pass from hand to hand, with what the receiving one notes against units. Refuses `handover_differs` at one
 * moment, `custody_of_another` where `from` does not have them, `unit_not_on_shipment`, `shipment_not_on_its_way`.
 */
export function handOver({ data }: HandOver, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId } = plannedOf(state);
  const told = { shipmentId, ...data };
  const known = state.handOvers.find(({ handedOverAt }) => handedOverAt === data.handedOverAt);
  if (known !== undefined) {
    if (saysTheSame(known, told)) return [];
    throw conflict('handover_differs', 'At that moment they passed otherwise.', 'handedOverAt');
  }
  onItsWay(state);
  const holder = state.handOvers.at(-1)?.to;
  if (holder !== undefined && holder !== data.from)
    throw conflict('custody_of_another', `${holder} has the goods, not ${data.from}.`, 'from');
  const stranger = data.reservations.find(({ sscc }) => !isOnBoard(sscc, state));
  if (stranger)
    throw invalid('unit_not_on_shipment', `${stranger.sscc} is not on this shipment.`, 'reservations');
  return [shipmentEvents.CustodyHandedOver({ ...told, units: [...state.units.keys()] })];
}

const isOnBoard = (sscc: string, { units }: ShipmentState): boolean =>
  units.has(sscc) || units.some(({ within }) => within.includes(sscc));

/** Whoever gave the goods accepts what was noted. Refuses `handover_unknown`, `nothing_reserved`, `acceptance_differs`. */
export function acceptReservations({ data }: AcceptReservations, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId } = plannedOf(state);
  const { handedOverAt, by, note } = data;
  const handedOver = state.handOvers.find((one) => one.handedOverAt === handedOverAt);
  if (!handedOver)
    throw notFound('handover_unknown', 'The goods did not pass at that moment.', 'handedOverAt');
  if (handedOver.reservations.length === 0)
    throw conflict('nothing_reserved', 'Nothing was noted there against the goods.', 'handedOverAt');
  const known = state.accepted.get(handedOverAt);
  if (known !== undefined) {
    if (saysTheSame(known, { by, note })) return [];
    throw conflict('acceptance_differs', `${known.by} accepted them already.`, 'by');
  }
  return [shipmentEvents.ReservationsAccepted({ shipmentId, handedOverAt, by, note })];
}

/** Customs cleared the goods. Refuses `customs_differ`, and `shipment_not_loaded` before anything is on board. */
export function clearCustoms({ data }: ClearCustoms, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId, orderId } = plannedOf(state);
  const told = { shipmentId, orderId, ...data };
  if (state.customs !== null) {
    if (saysTheSame(state.customs, told)) return [];
    throw conflict('customs_differ', `It was cleared under ${state.customs.number}.`, 'number');
  }
  if (state.loads.isEmpty() || state.status === 'cancelled')
    throw conflict('shipment_not_loaded', 'Nothing is on board that customs could clear.', 'shipmentId');
  return [shipmentEvents.CustomsCleared(told)];
}

/** Names a lot on board that may not be sold to its market any more; one that is not on board is none of its matters. */
export function nameStoppedLot(
  { data: { lotId, stop } }: NameStoppedLot,
  state: ShipmentState,
): ShipmentEvent[] {
  if (state.planned === null || !state.loads.has(lotId) || state.stops.get(lotId) === stop) return [];
  if (state.status !== 'planned' && state.status !== 'departed' && state.status !== 'refused') return [];
  const { shipmentId } = state.planned;
  return [
    shipmentEvents.LotStoppedOnShipment({ shipmentId, lotId, stop, isOnItsWay: state.status !== 'planned' }),
  ];
}
