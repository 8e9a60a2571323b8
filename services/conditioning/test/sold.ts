import { sales, transport } from '@oce/contracts';
import type { PressHouse } from './conditioning-in-memory';

const DAY = '2026-11-20';
const AT = '2026-11-20T10:00:00.000Z';
const { custody, shipment } = transport;

/** What sales and transport say of goods: each is heard as one event of theirs. */
export class Sold {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly house: PressHouse) {}

  /** One after the other, as one writer says it. */
  private hear(...heard: Parameters<PressHouse['office']['hear']>): Promise<number> {
    const next = this.turn.then(() => this.house.office.hear(...heard));
    this.turn = next;
    return next;
  }

  /** Of a raw lot with its campaign, of what a run made without. */
  offered(lotId: string, netGrams: number, campaignId: string | null = null) {
    const what = { lotId, campaignId, productId: 'X', grade: 'extra', netGrams };
    const event = sales.lotOffer.LotOffered({ ...what, kind: 'pooled', offeredOn: DAY });
    return this.hear(sales.lotOffer.LotOffered, lotId, event);
  }

  fulfilled(orderId: string, lotId: string, grams: number, campaignId: string | null = null) {
    const priced = { unit: 'kg' as const, quantity: grams, unitPriceMinor: 100, amountCentimes: 100 };
    const event = sales.order.OrderFulfilled({
      orderId,
      buyerId: 'B-1',
      deliveryNoteNumber: `BL-${orderId}`,
      contractId: 'C-1',
      kind: 'pooled',
      lines: [{ lotId, grams, campaignId, productId: 'X', grade: 'extra', ...priced }],
      amountCentimes: 100,
      paymentDays: 30,
      deliveredOn: DAY,
      tax: null,
    });
    return this.hear(sales.order.OrderFulfilled, orderId, event);
  }

  loaded(sscc: string, shipmentId: string) {
    const what = { sscc, shipmentId, goods: [], within: [], netGrams: 1 };
    return this.hear(custody.UnitLoaded, sscc, custody.UnitLoaded({ ...what, loadedAt: AT }));
  }

  unloaded(sscc: string, shipmentId: string) {
    const event = custody.UnitUnloaded({ sscc, shipmentId, reason: 'wrong one', unloadedAt: AT });
    return this.hear(custody.UnitUnloaded, sscc, event);
  }

  departed(shipmentId: string, orderId: string, units: string[], lotIds: string[] = []) {
    const goods = lotIds.map((lotId) => ({ lotId, productId: 'X', pieces: null, grams: 1, origins: [] }));
    const what = { shipmentId, orderId, buyerId: 'B-1', units, goods, departedAt: AT };
    return this.hear(shipment.ShipmentDeparted, shipmentId, shipment.ShipmentDeparted(what));
  }

  returned(shipmentId: string, orderId: string, units: string[]) {
    const what = { shipmentId, orderId, stationId: 'PRESS', units, goods: [], returnedOn: DAY };
    return this.hear(shipment.ShipmentReturned, shipmentId, shipment.ShipmentReturned(what));
  }
}
