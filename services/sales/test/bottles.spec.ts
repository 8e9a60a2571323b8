import { certification, conditioning, transport } from '@oce/contracts';
import { LotControlsReader } from '../src/lot-offer/reads/lot-controls.reader';
import { lotOfferAggregate } from '../src/lot-offer/domain/lot-offer';
import { contractAggregate } from '../src/contract/domain/contract';
import { orderAggregate } from '../src/order/domain/order';
import { contractSigned, lotReleased } from './facts';
import { closeSales, furnish, openSales, type Sales } from './sales-in-memory';

const lotId = 'RUN-2_B';
const PIECE_GRAMS = 458;
const refusal = (slug: string) => expect.objectContaining({ name: 'DomainError', slug });
const { LotHeld, LotReleased, LotRecalled } = certification.lotStatus;

/** 200 bottles of half a litre that a run made, and a contract on bottles for the Union. */
async function bottled(sales: Sales): Promise<void> {
  const { office } = sales;
  await furnish(sales, { buyers: 1, limitCentimes: 100_000_000, lots: 0 });
  const made = conditioning.lotBalance.LotMadeAvailable({
    lotId,
    runId: 'RUN-2',
    productId: 'BOTTLE',
    netGrams: 200 * PIECE_GRAMS,
    pieces: 200,
    origins: [{ lotId: 'LOT-A', grams: 200 * PIECE_GRAMS }],
    tankId: null,
  });
  await office.hear(conditioning.lotBalance.LotMadeAvailable, lotId, made);
  const prices = [{ grade: 'extra-virgin', unitPriceMinor: 4_250 }];
  const goods = { campaignId: null, productId: 'BOTTLE', unit: 'piece', destination: 'EU' } as const;
  const market = { market: 'export', productKind: 'packed' } as const;
  const data = { ...contractSigned.data, ...goods, ...market, contractId: 'CT-B', buyerId: 'BUY-1', prices };
  await office.send(contractAggregate, 'CT-B', { type: 'SignSaleContract', data });
  await office.settle();
}

const released = (sales: Sales, market = 'EU') =>
  sales.office.hear(LotReleased, lotId, lotReleased(lotId, 'extra-virgin', market));

async function offered(sales: Sales): Promise<void> {
  const controls = sales.office.get('sales', LotControlsReader);
  const facts = {
    pooledIn: null,
    drawnGrams: await controls.drawnGrams(lotId),
    control: (await controls.of([lotId])).get(lotId),
  };
  const data = { lotId, kind: 'pooled', offeredOn: '2026-09-26' } as const;
  await sales.office.send(lotOfferAggregate, lotId, { type: 'OfferLot', data, facts });
}

const order = (orderId: string, pieces: number) => ({
  orderId,
  contractId: 'CT-B',
  buyerReference: null,
  lines: [{ lotId, pieces }],
  placedOn: '2026-09-27',
});
const confirm = (sales: Sales, orderId: string) =>
  sales.office.send(orderAggregate, orderId, {
    type: 'ConfirmOrder',
    data: { orderId, confirmedOn: '2026-09-28' },
  });
const received = (sales: Sales, orderId: string, sent: number, came: number) =>
  sales.office.hear(
    transport.shipment.ShipmentReceived,
    `SH-${orderId}`,
    transport.shipment.ShipmentReceived({
      shipmentId: `SH-${orderId}`,
      orderId,
      buyerId: 'BUY-1',
      deliveryNoteNumber: `BL-${orderId}`,
      lines: [
        {
          lotId,
          sentGrams: sent * PIECE_GRAMS,
          sentPieces: sent,
          receivedGrams: came * PIECE_GRAMS,
          receivedPieces: came,
        },
      ],
      differences: [],
      receivedOn: '2026-10-02',
    }),
  );

afterEach(closeSales);

describe('bottles that a run made', () => {
  let sales: Sales;
  beforeEach(async () => {
    sales = await openSales();
    await bottled(sales);
  });

  it('are offered, ordered and delivered only once they are released for where they go', async () => {
    await expect(offered(sales)).rejects.toEqual(refusal('lot_not_released'));
    await released(sales, 'MA');
    await offered(sales);
    await expect(sales.orders.place(order('ORD-1', 60), sales.meta())).rejects.toEqual(
      refusal('lot_not_released'),
    );
    await released(sales);
    await sales.orders.place(order('ORD-1', 60), sales.meta());
    expect(await sales.order('ORD-1')).toMatchObject({
      status: 'secured',
      order: { amountCentimes: 255_000, lines: [{ grams: 60 * PIECE_GRAMS, quantity: 60 }] },
    });
    await confirm(sales, 'ORD-1');
    const held = {
      lotId,
      cause: 'clerk',
      reason: 'a buyer smelt it',
      heldAt: '2026-09-29T08:00:00Z',
    } as const;
    await sales.office.hear(LotHeld, lotId, LotHeld(held));
    const note = { orderId: 'ORD-1', deliveryNoteNumber: 'BL-1', deliveredOn: '2026-10-02' };
    await expect(sales.orders.fulfil(note, sales.meta())).rejects.toEqual(refusal('lot_not_released'));
    await released(sales);
    await sales.orders.fulfil(note, sales.meta());
    expect((await sales.order('ORD-1')).status).toBe('fulfilled');
  });

  it('are billed as they were received, and what was not sent may be ordered again', async () => {
    await released(sales);
    await offered(sales);
    await sales.orders.place(order('ORD-1', 200), sales.meta());
    await confirm(sales, 'ORD-1');
    await received(sales, 'ORD-1', 150, 149);
    expect(await sales.runPolicies()).toEqual([]);
    expect((await sales.invoice()).invoice).toMatchObject({
      orderId: 'ORD-1',
      netCentimes: 149 * 4_250,
      lines: [{ lotId, quantity: 149, grams: 149 * PIECE_GRAMS }],
    });
    expect((await sales.lot(lotId)).leftGrams).toBe(50 * PIECE_GRAMS);
    await sales.orders.place(order('ORD-2', 50), sales.meta());
    await expect(sales.orders.place(order('ORD-3', 1), sales.meta())).rejects.toEqual(
      refusal('lot_weight_exceeded'),
    );
  });

  it('that were recalled on their way are not billed: a clerk hears', async () => {
    await released(sales);
    await offered(sales);
    await sales.orders.place(order('ORD-1', 10), sales.meta());
    await confirm(sales, 'ORD-1');
    const recalled = { lotId, recallId: 'RC-1', reason: 'glass', recalledAt: '2026-09-30T08:00:00Z' };
    await sales.office.hear(LotRecalled, lotId, LotRecalled(recalled));
    await received(sales, 'ORD-1', 10, 10);
    expect(await sales.runPolicies()).toEqual(['lot_recalled']);
    expect((await sales.order('ORD-1')).status).toBe('confirmed');
    await expect(sales.orders.place(order('ORD-2', 1), sales.meta())).rejects.toEqual(
      refusal('lot_recalled'),
    );
  });

  it('that came back are of no order any more', async () => {
    await released(sales);
    await offered(sales);
    await sales.orders.place(order('ORD-1', 200), sales.meta());
    await confirm(sales, 'ORD-1');
    const back = { shipmentId: 'SH-1', orderId: 'ORD-1', stationId: 'ST-1', units: [], goods: [] };
    const { ShipmentReturned } = transport.shipment;
    await sales.office.hear(
      ShipmentReturned,
      'SH-1',
      ShipmentReturned({ ...back, returnedOn: '2026-10-04' }),
    );
    expect(await sales.runPolicies()).toEqual([]);
    expect((await sales.order('ORD-1')).status).toBe('cancelled');
    expect((await sales.lot(lotId)).leftGrams).toBe(200 * PIECE_GRAMS);
  });
});
