import { event, type LogBuilder } from './log-builder';
import * as sales from './sales';

const BOTTLES = 'R2_BOT';
const PIECE_GRAMS = 458;

/** The bottles that were made are released for the Union, ordered by the piece, sent short and received shorter. */
export function sellBottles(log: LogBuilder): void {
  sales.releaseLot(log, BOTTLES, 'EX', 'EU');
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
