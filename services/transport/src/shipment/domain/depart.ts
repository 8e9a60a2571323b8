import { conflict, type Command } from '@oce/event-sourcing';
import type { MissingDocument } from '../../checklist/domain/rules';
import type { Stop } from '../../goods/domain/permit';
import { byLot } from '../../goods/domain/unit-goods';
import { shipmentEvents, type ShipmentEvent } from './shipment.events';
import { goodsOf, lotsOf, plannedOf, type ShipmentState } from './shipment.state';

/** What stands at the end of the log against the goods that were loaded. */
export interface DepartureFacts {
  readonly seenTo: number;
  /** Of every lot that was looked up: what stands against it, or null. */
  readonly lots: Readonly<Record<string, Stop | null>>;
  /** Units that are no more as they were loaded. */
  readonly changedUnits: readonly string[];
  readonly isOrderCancelled: boolean;
  readonly missing: readonly MissingDocument[];
}
export type Depart = Command<'Depart', { departedAt: string }> & { readonly facts: DepartureFacts };

/**
 * Sends a shipment on its way. Refuses `shipment_departed` at another time, `shipment_not_loading`, `shipment_empty`,
 * `order_cancelled`, `unit_changed`, the stops of its lots, `seal_missing` and `document_missing`.
 */
export function depart({ data: { departedAt }, facts }: Depart, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId, orderId, buyerId, container } = plannedOf(state);
  if (state.departedAt === departedAt) return [];
  if (state.departedAt !== null)
    throw conflict('shipment_departed', `${shipmentId} departed at ${state.departedAt}.`, 'departedAt');
  if (state.status !== 'planned')
    throw conflict('shipment_not_loading', `${shipmentId} is ${state.status}.`, 'shipmentId');
  const lotIds = lotsOf(state);
  if (lotIds.length === 0)
    throw conflict('shipment_empty', 'Nothing is on board: scan its units first.', 'shipmentId');
  if (facts.isOrderCancelled)
    throw conflict('order_cancelled', `${orderId} was cancelled: unload and cancel the shipment.`, 'orderId');
  const [changed] = facts.changedUnits;
  if (changed !== undefined)
    throw conflict('unit_changed', `${changed} was broken up or is within another: unload it.`, 'sscc');
  for (const lotId of lotIds) {
    const stop = Object.hasOwn(facts.lots, lotId) ? facts.lots[lotId] : 'lot_not_released';
    if (stop) throw conflict(stop, `${lotId} may not travel to this market: unload it.`, 'lotId');
  }
  if (container !== null && state.seal === null)
    throw conflict('seal_missing', `${container} bears no seal: set one first.`, 'sealNumber');
  const [missing] = facts.missing;
  if (missing) throw documentMissing(missing);
  const units = [...state.units.keys()];
  const goods = byLot(goodsOf(state));
  const { seenTo } = facts;
  return [
    shipmentEvents.ShipmentDeparted({ shipmentId, orderId, buyerId, units, goods, departedAt, seenTo }),
  ];
}

/** The refusal for a document that is due, or no longer valid. */
export const documentMissing = ({ kind, issuedBy, due, isExpired }: MissingDocument) =>
  conflict(
    'document_missing',
    isExpired
      ? `The ${kind} is no longer valid: attach a new one of ${issuedBy}.`
      : `A ${kind} of ${issuedBy} is due before ${due}: attach it first.`,
    'kind',
  );
