import type { Difference, GoodsOnTheWay, ReceivedGoods } from '@oce/contracts';
import { conflict, invalid, saysTheSame, type Command } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import type { MissingDocument } from '../../checklist/domain/rules';
import { byLot } from '../../goods/domain/unit-goods';
import { verdictOf } from '../../temperature/domain/judge';
import { documentMissing } from './depart';
import { shipmentEvents, type ShipmentEvent } from './shipment.events';
import { goodsOf, onItsWay, plannedOf, type ShipmentState } from './shipment.state';

export type ReceiveShipment = Command<
  'ReceiveShipment',
  { deliveryNoteNumber: string; differences: readonly Difference[]; receivedOn: string }
> & { readonly facts: { readonly missing: readonly MissingDocument[] } };
export type RefuseShipment = Command<'RefuseShipment', { reason: string; refusedOn: string }>;
export type ReturnShipment = Command<'ReturnShipment', { stationId: string; returnedOn: string }>;

/**
 * The buyer takes what arrived: of every lot, what was sent is what was received, and what is missing or damaged. Refuses
 * `shipment_received` with other figures, `shipment_not_on_its_way`, `document_missing`, and differences as `refuseDifference`.
 */
export function receive({ data, facts }: ReceiveShipment, state: ShipmentState): ShipmentEvent[] {
  const { deliveryNoteNumber, differences, receivedOn } = data;
  if (state.received !== null) {
    const { received } = state;
    const known = {
      deliveryNoteNumber: received.deliveryNoteNumber,
      differences: received.differences,
      receivedOn: received.receivedOn,
    };
    if (saysTheSame(known, { deliveryNoteNumber, differences, receivedOn })) return [];
    throw conflict('shipment_received', 'It was received with other figures.', 'shipmentId');
  }
  const { shipmentId, orderId, buyerId } = onItsWay(state);
  const [missing] = facts.missing;
  if (missing) throw documentMissing(missing);
  for (const difference of differences) refuseDifference(difference, state);
  const lines = byLot(goodsOf(state)).map((sent) => receivedOf(sent, differences));
  for (const holder of [...state.units.keys(), null]) refuseMoreThanSent(holder, state, differences);
  const temperature = verdictOf([...state.series.values()]);
  const who = { shipmentId, orderId, buyerId };
  return [
    shipmentEvents.ShipmentReceived({
      ...who,
      deliveryNoteNumber,
      lines,
      differences,
      receivedOn,
      temperature,
    }),
  ];
}

/** Refuses `unit_not_on_shipment`, `lot_not_on_shipment` and `pieces_broken`: grams that are not those of whole pieces. */
function refuseDifference(one: Difference, state: ShipmentState): void {
  if (one.sscc !== null && holderOf(one.sscc, state) === undefined)
    throw invalid('unit_not_on_shipment', `${one.sscc} is not on this shipment.`, 'differences');
  const holder = one.sscc === null ? null : (holderOf(one.sscc, state) ?? null);
  const sent = goodsIn(holder, state).find(({ lotId }) => lotId === one.lotId);
  if (!sent)
    throw invalid('lot_not_on_shipment', `${one.lotId} is not in ${one.sscc ?? 'bulk'}.`, 'differences');
  const isWhole =
    sent.pieces === null
      ? one.pieces === null
      : one.pieces !== null &&
        BigInt(one.grams) * BigInt(sent.pieces) === BigInt(sent.grams) * BigInt(one.pieces);
  if (!isWhole)
    throw invalid(
      'pieces_broken',
      `${one.grams} g of ${one.lotId} are not so many whole pieces.`,
      'differences',
    );
}

/** Refuses `more_than_sent`: more of a lot differs in a unit, or in bulk, than was in it. */
function refuseMoreThanSent(
  holder: string | null,
  state: ShipmentState,
  differences: readonly Difference[],
): void {
  for (const { lotId, grams } of goodsIn(holder, state)) {
    const own = differences.filter(
      (one) => one.lotId === lotId && (one.sscc === null ? null : holderOf(one.sscc, state)) === holder,
    );
    const differs = sumExactly(own.map((one) => one.grams));
    if (differs > grams)
      throw invalid(
        'more_than_sent',
        `${grams} g of ${lotId} were sent in ${holder ?? 'bulk'}, and ${differs} g differ.`,
        'differences',
      );
  }
}

/** The unit that was loaded: itself, or the one that it is within. */
function holderOf(sscc: string, { units }: ShipmentState): string | undefined {
  if (units.has(sscc)) return sscc;
  return units.find(({ within }) => within.includes(sscc))?.sscc;
}

const goodsIn = (holder: string | null, { units, bulk }: ShipmentState): readonly GoodsOnTheWay[] =>
  holder === null ? byLot([...bulk.values()].map(({ goods }) => goods)) : (units.get(holder)?.goods ?? []);

function receivedOf(
  { lotId, grams, pieces }: GoodsOnTheWay,
  differences: readonly Difference[],
): ReceivedGoods {
  const own = differences.filter((one) => one.lotId === lotId);
  return {
    lotId,
    sentGrams: grams,
    sentPieces: pieces,
    receivedGrams: grams - sumExactly(own.map((one) => one.grams)),
    receivedPieces: pieces === null ? null : pieces - sumExactly(own.map((one) => one.pieces ?? 0)),
  };
}

/** The buyer takes nothing of it. Refuses `shipment_refused` for another reason, and `shipment_not_on_its_way`. */
export function refuseShipment({ data }: RefuseShipment, state: ShipmentState): ShipmentEvent[] {
  const { reason, refusedOn } = data;
  if (state.refusedOn !== null) {
    if (saysTheSame({ reason: state.endedFor, refusedOn: state.refusedOn }, data)) return [];
    throw conflict('shipment_refused', `It was refused on ${state.refusedOn}: ${state.endedFor}.`, 'reason');
  }
  const { shipmentId, orderId } = onItsWay(state);
  return [shipmentEvents.ShipmentRefused({ shipmentId, orderId, reason, refusedOn })];
}

/** What was refused is back at a station, with its origins. Refuses `shipment_returned` elsewhere, `shipment_not_refused`. */
export function returnShipment({ data }: ReturnShipment, state: ShipmentState): ShipmentEvent[] {
  const { stationId, returnedOn } = data;
  const { shipmentId, orderId } = plannedOf(state);
  if (state.returned !== null) {
    if (saysTheSame(state.returned, data)) return [];
    throw conflict('shipment_returned', `It came back to ${state.returned.stationId}.`, 'stationId');
  }
  if (state.status !== 'refused')
    throw conflict(
      'shipment_not_refused',
      `${shipmentId} is ${state.status}: only what was refused comes back.`,
    );
  const units = [...state.units.keys()];
  const goods = byLot(goodsOf(state));
  return [shipmentEvents.ShipmentReturned({ shipmentId, orderId, stationId, units, goods, returnedOn })];
}
