import { conditioning, sales, transport } from '@oce/contracts';
import { projected } from '@oce/testing';
import { Goods } from '../../test/chain-in-memory';
import { DigitalLinkController } from '../digital-link/http/digital-link.controller';
import { PriceChainReader } from '../price-chain/price-chain.reader';
import { RecallReader } from './recall.reader';
import { buyersProjection, ordersProjection } from './reads/orders';
import { shipmentsProjection } from './reads/shipments';
import { tankContentsProjection } from './reads/tank-contents';
import { unitsProjection } from './reads/units';

const LOT = 'RUN-1_B';
let goods: Goods;
beforeEach(async () => {
  goods = await Goods.open();
  await goods.bottled(LOT);
});
afterEach(() => goods.office.close());

/** Four cases of ten: one loose, two on a pallet that is loaded, one received. */
async function spread(): Promise<void> {
  for (const sscc of ['CASE-1', 'CASE-2', 'CASE-3', 'CASE-4']) await goods.packed(sscc, LOT, 10);
  await goods.packed('PALLET', LOT, 0, ['CASE-2', 'CASE-3']);
  await goods.shipped('SH-1', LOT, ['PALLET'], 20);
  await goods.shipped('SH-2', LOT, ['CASE-4'], 10);
  await goods.departed('SH-2', LOT, 10);
  await goods.received('SH-2', LOT, 10, 9);
  await goods.recalled(LOT, 'LOT-C-1');
}

describe('the list of a recall', () => {
  it('names who has goods of it, in stock, at the dock and at the buyer', async () => {
    await spread();
    const list = await goods.get(RecallReader).list('RC-1');
    expect(list).toMatchObject({ recallId: 'RC-1', reason: 'glass' });
    expect(list.lots.map(({ lotId }) => lotId).sort()).toEqual(['LOT-C-1', LOT]);
    expect(list.stations).toEqual([
      { stationId: 'PRESS', looseGrams: 60 * 458, units: 1, unitGrams: 10 * 458 },
      { stationId: 'ST-C-1', looseGrams: 500_000, units: 0, unitGrams: 0 },
    ]);
    expect(list.units).toEqual({ count: 4, grams: 40 * 458 });
    const shown = list.shipments.map(({ shipmentId, status, units, grams }) => [
      shipmentId,
      status,
      units,
      grams,
    ]);
    expect(shown.sort()).toEqual([
      ['SH-1', 'planned', 2, 20 * 458],
      ['SH-2', 'received', 1, 9 * 458],
    ]);
  });

  it('names everyone to tell: buyers with their orders, cooperatives with their raw lots', async () => {
    await spread();
    const { buyers, cooperatives } = await goods.get(RecallReader).list('RC-1');
    expect(buyers).toMatchObject([
      { buyerId: 'B-1', name: 'Épicerie', city: 'Rabat', receivedGrams: 9 * 458 },
    ]);
    expect(buyers[0]?.orders).toEqual([
      { orderId: 'O-SH-1', status: 'placed', grams: 20 * 458, pieces: 20, invoiceNumbers: [] },
      { orderId: 'O-SH-2', status: 'placed', grams: 10 * 458, pieces: 10, invoiceNumbers: [] },
    ]);
    expect(cooperatives).toEqual([
      { cooperativeId: 'C-1', name: 'Coop C-1', region: 'Tanger', rawLotIds: ['LOT-C-1'] },
      { cooperativeId: 'C-2', name: 'Coop C-2', region: 'Fès', rawLotIds: ['LOT-C-2'] },
    ]);
  });

  it('has its units by pages, each with where it is', async () => {
    await spread();
    const first = await goods.get(RecallReader).unitsOf('RC-1', { limit: 2 });
    expect(first.items).toMatchObject([
      { sscc: 'CASE-1', within: null, stationId: 'PRESS', shipmentId: null },
      { sscc: 'CASE-2', within: 'PALLET', stationId: null, shipmentId: 'SH-1' },
    ]);
    const rest = await goods.get(RecallReader).unitsOf('RC-1', { limit: 2, after: first.next ?? '' });
    expect(rest).toMatchObject({ items: [{ sscc: 'CASE-3' }, { sscc: 'CASE-4' }], next: null });
  });

  it('is refused where nothing was recalled', async () => {
    await expect(goods.get(RecallReader).list('RC-1')).rejects.toMatchObject({ slug: 'recall_unknown' });
  });

  it('is the same when all is heard again', async () => {
    await spread();
    const before = await goods.get(RecallReader).list('RC-1');
    await goods.office.again();
    expect(await goods.get(RecallReader).list('RC-1')).toEqual(before);
  });
});

describe('tanks', () => {
  const of = { tankId: 'T', productId: 'OIL', origins: [] };
  const { TankFilled, TankDrawn } = conditioning.tank;
  const filled = (lotId: string, contentGrams: number) =>
    TankFilled({ ...of, fillId: lotId, lotId, grams: 10, contentGrams });
  const drawn = (contentGrams: number, heelLotIds: readonly string[] = []) =>
    TankDrawn({ ...of, drawId: 'D', into: { kind: 'run', id: 'R' }, grams: 10, heelLotIds, contentGrams });

  it('hold what was filled in since they were last empty, and a heel', () => {
    const { T } = projected(tankContentsProjection, [filled('A', 10), filled('B', 20), drawn(0)]);
    expect(T).toMatchObject({ contentGrams: 0, lotIds: ['A', 'B'] });
    const { T: later } = projected(tankContentsProjection, [
      filled('A', 10),
      drawn(0),
      filled('B', 10),
      drawn(5, ['A']),
    ]);
    expect(later).toEqual({ tankId: 'T', contentGrams: 5, lotIds: ['B'], heelLotIds: ['A'] });
  });
});

describe('units, shipments and orders', () => {
  it('of what came back is at the station that it came back to; what was broken up is no more', () => {
    const packed = conditioning.unit.UnitPacked({ sscc: 'S', stationId: 'A', goods: [], units: [] } as never);
    const loaded = transport.custody.UnitLoaded({ sscc: 'S', shipmentId: 'SH' } as never);
    const returned = transport.shipment.ShipmentReturned({
      shipmentId: 'SH',
      stationId: 'B',
      units: ['S'],
    } as never);
    const broken = conditioning.unit.UnitBroken({ sscc: 'S', reason: 'wet', goods: [], units: [] });
    expect(projected(unitsProjection, [packed, loaded])['S']).toMatchObject({ shipmentId: 'SH' });
    const back = projected(unitsProjection, [packed, loaded, returned])['S'];
    expect(back).toMatchObject({ stationId: 'B', shipmentId: null });
    expect(projected(unitsProjection, [packed, broken])['S']).toMatchObject({ isBroken: true });
    const planned = transport.shipment.ShipmentPlanned({ shipmentId: 'SH', carrier: 'X' } as never);
    expect(projected(shipmentsProjection, [planned, returned])['SH']).toMatchObject({ status: 'returned' });
  });

  it('of what was cancelled is owed to nobody; what was billed names its invoice', () => {
    const orderId = 'O-1';
    const placed = sales.order.OrderPlaced({ orderId, buyerId: 'B', lines: [] } as never);
    const cancelled = sales.order.OrderCancelled({ orderId } as never);
    const billed = sales.invoice.InvoiceIssued({ orderId, invoiceNumber: 'F-1' } as never);
    expect(projected(ordersProjection, [placed, cancelled])[orderId]).toMatchObject({ status: 'cancelled' });
    expect(projected(ordersProjection, [placed, billed])[orderId]).toMatchObject({ invoiceNumbers: ['F-1'] });
    const accepted = sales.buyer.BuyerAccepted({ buyerId: 'B', name: 'X', city: 'Y' } as never);
    expect(projected(buyersProjection, [accepted])).toMatchObject({ B: { name: 'X', city: 'Y' } });
  });
});

describe('the money and the consumer', () => {
  it('a lot that was paid has its chain to the centime, and a product that of its lots', async () => {
    await goods.paid(LOT);
    const chain = await goods.get(PriceChainReader).chain(LOT);
    expect(chain).toMatchObject({
      of: { kind: 'lot', id: LOT },
      paid: { amountCentimes: 400_000 },
      members: { amountCentimes: 86_000 },
      oce: { amountCentimes: 300_000 },
      unsettled: { amountCentimes: 0 },
      received: [{ poolId: 'P-1', perKgDeliveredCentimes: 215 }],
    });
    expect(chain.costs.map(({ name, amountCentimes }) => [name, amountCentimes])).toEqual([
      ['milling', 10_000],
      ['commission', 4_000],
    ]);
    const product = await goods.get(PriceChainReader).chain('BOTTLE');
    expect(product).toMatchObject({ of: { kind: 'product', id: 'BOTTLE' }, lots: 1, members: chain.members });
    await expect(goods.get(PriceChainReader).chain('NOTHING')).rejects.toMatchObject({
      slug: 'nothing_sold',
    });
  });

  it('a recalled lot says so first to whoever scans it', async () => {
    await goods.listed('BOTTLE', '4006381333931');
    await goods.released(LOT);
    const seen = await goods.scan(goods.get(DigitalLinkController), '4006381333931', LOT, 'application/json');
    expect(seen).toMatchObject({ state: 'released', markets: ['MA'], origin: [{ sharePpm: 750_000 }, {}] });
    await goods.recalled(LOT);
    const page = await goods.scan(goods.get(DigitalLinkController), '04006381333931', LOT, 'text/html');
    expect(page).toContain('PRODUIT RAPPELÉ');
    const link = goods.get(DigitalLinkController);
    await expect(goods.scan(link, '4006381333931', 'OTHER', 'application/json')).rejects.toMatchObject({
      slug: 'lot_unknown',
    });
  });
});
