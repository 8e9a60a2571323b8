import { plainClaims } from './claims';
import { event, other, type LogBuilder } from './log-builder';
import * as sales from './sales';

const BOTTLES = 'R2_BOT';
const PIECE_GRAMS = 458;

/** The bottles that were made are released for the Union, ordered by the piece, sent short and received shorter. */
export function sellBottles(log: LogBuilder): void {
  sales.releaseLot(log, BOTTLES, 'EX', 'EU', plainClaims(200 * PIECE_GRAMS));
  sales.signFor(log, {
    contractId: 'K3',
    kind: 'pooled',
    campaignId: null,
    productId: 'BOTTLE',
    destination: 'EU',
    unit: 'piece',
    prices: [{ grade: 'EX', unitPriceMinor: 5_000 }],
  });
  const about = { lotId: BOTTLES, campaignId: null, productId: 'BOTTLE', grade: 'EX' };
  const offered = { ...about, netGrams: 200 * PIECE_GRAMS, kind: 'pooled' as const, offeredOn: '2026-11-20' };
  log.add('sales.lot-offer', BOTTLES, event('LotOffered', offered));
  const lineOf = (pieces: number) => ({
    ...about,
    grams: pieces * PIECE_GRAMS,
    unit: 'piece' as const,
    quantity: pieces,
    unitPriceMinor: 5_000,
    amountCentimes: pieces * 5_000,
  });
  const sale = { orderId: 'O5', contractId: 'K3', kind: 'pooled' as const };
  sales.place(log, { ...sale, lines: [lineOf(60)] }, 140 * PIECE_GRAMS);
  const received = {
    lotId: BOTTLES,
    sentGrams: 50 * PIECE_GRAMS,
    sentPieces: 50,
    receivedGrams: 49 * PIECE_GRAMS,
    receivedPieces: 49,
  };
  const broken = {
    sscc: null,
    lotId: BOTTLES,
    kind: 'damaged' as const,
    pieces: 1,
    grams: PIECE_GRAMS,
    owner: 'carrier' as const,
    note: 'a broken bottle',
  };
  sales.confirm(log, 'O5');
  send(log, 'SH-1', 'O5', 'U3', 24, 26);
  log.add(
    'transport.shipment',
    'SH-1',
    event('ShipmentReceived', {
      shipmentId: 'SH-1',
      orderId: 'O5',
      buyerId: 'B1',
      deliveryNoteNumber: 'BL3',
      lines: [received],
      differences: [broken],
      receivedOn: '2026-10-05',
    }),
  );
  const free = { lotId: BOTTLES, orderId: 'O5', grams: 10 * PIECE_GRAMS, leftGrams: 150 * PIECE_GRAMS };
  log.add('sales.lot-offer', BOTTLES, event('LotAllocationReleased', { ...free, reason: 'it was not sent' }));
  sales.deliver(log, { ...sale, lines: [lineOf(49)] }, 3);
}

const AT = '2026-10-05T08:00:00.000Z';

const goods = (pieces: number) => ({
  lotId: BOTTLES,
  productId: 'BOTTLE',
  pieces,
  grams: pieces * PIECE_GRAMS,
  origins: [{ lotId: 'L1', grams: pieces * PIECE_GRAMS }],
});

/** A shipment of a pallet and of bottles in bulk, loaded, sealed and sent by what was known then. */
function send(
  log: LogBuilder,
  shipmentId: string,
  orderId: string,
  sscc: string,
  onPallet: number,
  inBulk: number,
): void {
  const add = (...events: Parameters<LogBuilder['add']> extends [string, string, ...infer E] ? E : never) =>
    log.add('transport.shipment', shipmentId, ...events);
  const order = { shipmentId, orderId, buyerId: 'B1' };
  add(event('ShipmentPlanned', { ...order, destination: 'EU', carrier: 'Transit', plannedOn: '2026-10-05' }));
  const load = () => {
    const unit = { sscc, shipmentId, goods: [goods(onPallet)], within: [], netGrams: onPallet * PIECE_GRAMS };
    const seenTo = log.commits.length;
    log.add('transport.custody', sscc, event('UnitLoaded', { ...unit, loadedAt: AT, seenTo }));
    const { goods: on, within, netGrams } = unit;
    add(event('UnitTakenOnBoard', { shipmentId, sscc, goods: on, within, netGrams }));
  };
  load();
  add(event('UnitTakenOff', { shipmentId, sscc, goods: [goods(onPallet)], reason: 'wrong place' }));
  const off = { sscc, shipmentId, reason: 'wrong place', unloadedAt: AT };
  log.add('transport.custody', sscc, event('UnitUnloaded', off));
  load();
  const bulk = {
    shipmentId,
    lineId: 'L',
    goods: goods(inBulk),
    compartment: 'A',
    seenTo: log.commits.length,
  };
  add(event('BulkLoaded', bulk));
  add(event('BulkUnloaded', { shipmentId, lineId: 'L', goods: goods(inBulk), reason: 'a leak' }));
  add(event('BulkLoaded', { ...bulk, lineId: 'M', seenTo: log.commits.length }));
  add(event('SealSet', { shipmentId, sealNumber: `SEAL-${shipmentId}`, sealedAt: AT }));
  const sent = { units: [sscc], goods: [goods(onPallet + inBulk)], departedAt: AT };
  add(event('ShipmentDeparted', { ...order, ...sent, seenTo: log.commits.length }));
}

/** A shipment whose lot is held while it is being sent: it is named on it, refused, and back. */
export function sendHeld(log: LogBuilder): void {
  const add = (...events: Parameters<LogBuilder['add']> extends [string, string, ...infer E] ? E : never) =>
    log.add('transport.shipment', 'SH-2', ...events);
  const order = { shipmentId: 'SH-2', orderId: 'O6', buyerId: 'B1' };
  add(event('ShipmentPlanned', { ...order, destination: 'EU', carrier: 'Transit', plannedOn: '2026-10-06' }));
  add(
    event('BulkLoaded', {
      shipmentId: 'SH-2',
      lineId: 'L',
      goods: goods(5),
      compartment: 'A',
      seenTo: log.commits.length,
    }),
  );
  add(event('SealSet', { shipmentId: 'SH-2', sealNumber: 'SEAL-2', sealedAt: AT }));
  const seenTo = log.commits.length;
  const held = { lotId: BOTTLES, cause: 'clerk' as const, reason: 'a smell', heldAt: AT };
  log.add('certification.lot-status', BOTTLES, event('LotHeld', held));
  add(event('ShipmentDeparted', { ...order, units: [], goods: [goods(5)], departedAt: AT, seenTo }));
  const stop = { shipmentId: 'SH-2', lotId: BOTTLES, stop: 'lot_held' as const, isOnItsWay: true };
  add(event('LotStoppedOnShipment', stop));
  const refused = { shipmentId: 'SH-2', orderId: 'O6', reason: 'held', refusedOn: '2026-10-07' };
  add(other('ShipmentRefused', refused));
  const back = { shipmentId: 'SH-2', orderId: 'O6', stationId: 'PRESS', units: [], goods: [goods(5)] };
  add(event('ShipmentReturned', { ...back, returnedOn: '2026-10-08' }));
}
