import {
  ledgerFault,
  type CreditNoteIssued,
  type InvoiceSettled,
  type ProceedsReceived,
} from '@oce/contracts';
import { buyerAggregate } from '../src/buyer/domain/buyer';
import { contractAggregate } from '../src/contract/domain/contract';
import { orderAggregate } from '../src/order/domain/order';
import { SELLER_ID, sellerAggregate } from '../src/tax/domain/seller';
import { vatScheduleAggregate } from '../src/tax/domain/vat-schedule';
import { contractSigned } from './facts';
import { closeSales, furnish, openSales, orderOf, type Sales } from './sales-in-memory';

type Said = CreditNoteIssued | InvoiceSettled | ProceedsReceived;

const rate = (version: string, validFrom: string, ratePpm: number) => ({
  productKind: 'packed' as const,
  version,
  market: 'domestic' as const,
  validFrom,
  ratePpm,
  ground: null,
});

/** A buyer of a limit under a contract on packed goods, of which a kilogram costs 9.85. */
async function furnished(sales: Sales, limitCentimes = 10_000_000): Promise<void> {
  const { office } = sales;
  await furnish(sales, { buyers: 1, limitCentimes, lots: 2 });
  const data = {
    ...contractSigned.data,
    contractId: 'CT-V',
    buyerId: 'BUY-1',
    productKind: 'packed',
  } as const;
  await office.send(contractAggregate, 'CT-V', { type: 'SignSaleContract', data });
  for (const one of [rate('TVA-1', '2026-01-01', 200_000), rate('TVA-2', '2026-10-01', 100_000)])
    await office.send(vatScheduleAggregate, 'packed', { type: 'PublishVat', data: one });
  const seller = { name: 'Office', place: 'Casablanca', ice: '993401083000144', taxId: '1234567' };
  const identified = { sellerId: SELLER_ID, ...seller, validFrom: '2026-01-01' };
  await office.send(sellerAggregate, SELLER_ID, { type: 'IdentifySeller', data: identified });
  await office.send(buyerAggregate, 'BUY-1', {
    type: 'SetBuyerTaxId',
    data: { buyerId: 'BUY-1', taxId: '0040123456' },
  });
}
async function delivered(sales: Sales, deliveredOn: string): Promise<void> {
  await sales.orders.place(
    orderOf('ORD-1', { 'LOT-1': 100, 'LOT-2': 1 }, { contractId: 'CT-V' }),
    sales.meta(),
  );
  const data = { orderId: 'ORD-1', confirmedOn: '2026-09-28' };
  await sales.office.send(orderAggregate, 'ORD-1', { type: 'ConfirmOrder', data });
  await sales.orders.fulfil({ orderId: 'ORD-1', deliveryNoteNumber: 'BL-1', deliveredOn }, sales.meta());
}
const paid = (sales: Sales, number: number, amount: number) =>
  sales.proceeds.receive(
    {
      proceedsId: `PRO-${number}`,
      orderId: 'ORD-1',
      amount,
      currency: 'MAD',
      rate: { date: '2026-10-14', rateMicros: 1_000_000 },
      valueDate: '2026-10-14',
      bankReference: `VIR${number}`,
    },
    sales.meta(),
  );

describe('an invoice with VAT', () => {
  let sales: Sales;
  beforeEach(async () => {
    sales = await openSales();
    await furnished(sales);
  });
  afterEach(closeSales);

  it('says who sells, who buys, and the rate of the day of delivery: 994.85 + 10 % = 1,094.34', async () => {
    await delivered(sales, '2026-10-02');
    const { invoice } = await sales.invoice();
    expect(invoice).toMatchObject({
      netCentimes: 99_485,
      vatCentimes: 9_949,
      amountCentimes: 109_434,
      lines: [
        { amountCentimes: 98_500, vatCentimes: 9_850 },
        { amountCentimes: 985, vatCentimes: 99 },
      ],
      tax: {
        seller: { ice: '993401083000144', taxId: '1234567' },
        buyer: { taxId: '40123456' },
        vat: { version: 'TVA-2', ratePpm: 100_000, ground: null },
      },
    });
    expect(invoice?.postings).toEqual([
      { account: 'buyer:BUY-1', amountCentimes: -109_434 },
      { account: 'sales:F-2026-000001', amountCentimes: 99_485 },
      { account: 'vat', amountCentimes: 9_949 },
    ]);
  });

  it('asks the limit for what the order comes to with VAT, and in the end for what was billed', async () => {
    await sales.orders.place(
      orderOf('ORD-1', { 'LOT-1': 100, 'LOT-2': 1 }, { contractId: 'CT-V' }),
      sales.meta(),
    );
    expect((await sales.buyer()).usedCentimes).toBe(119_382);
    const data = { orderId: 'ORD-1', confirmedOn: '2026-09-28' };
    await sales.office.send(orderAggregate, 'ORD-1', { type: 'ConfirmOrder', data });
    const note = { orderId: 'ORD-1', deliveryNoteNumber: 'BL-1', deliveredOn: '2026-10-02' };
    await sales.orders.fulfil(note, sales.meta());
    expect((await sales.buyer()).usedCentimes).toBe(109_434);
    await paid(sales, 1, 109_434);
    expect((await sales.buyer()).usedCentimes).toBe(0);
    expect(await sales.runPolicies()).toEqual([]);
  });

  it('gives pools the net and the State the VAT, whatever is paid and credited, to the centime', async () => {
    await delivered(sales, '2026-10-02');
    await paid(sales, 1, 33_333);
    await sales.credit({
      creditId: 'CR-1',
      invoiceNumber: 'F-2026-000001',
      lines: [{ lotId: 'LOT-1', amountCentimes: 11_000 }],
      reason: 'short weight',
      grantedOn: '2026-10-05',
    });
    await paid(sales, 2, 65_101);
    const events = (await sales.office.commits()).flatMap((commit) => [...commit.events]);
    const of = <T extends Said>(type: T['type']) =>
      events.filter((one): one is T => one.type === type).map(({ data }) => data as T['data']);
    const sum = (amounts: number[]) => amounts.reduce((total, one) => total + one, 0);
    const [note] = of<CreditNoteIssued>('CreditNoteIssued');
    expect(note).toMatchObject({ amountCentimes: 11_000, vatCentimes: 1_000 });
    const net = sum(
      of<ProceedsReceived>('ProceedsReceived').flatMap(({ parts }) => parts.map((one) => one.amountCentimes)),
    );
    const vat = sum(of<ProceedsReceived>('ProceedsReceived').map((one) => one.vatCentimes));
    expect([net, vat]).toEqual([99_485 - 10_000, 9_949 - 1_000]);
    expect(ledgerFault(events)).toBeUndefined();
    expect((await sales.invoice()).openCentimes).toEqual([0, 0]);
    expect(of<InvoiceSettled>('InvoiceSettled')).toHaveLength(1);
  });

  it('is refused more than is open, VAT included', async () => {
    await delivered(sales, '2026-10-02');
    await expect(paid(sales, 1, 109_435)).rejects.toMatchObject({ slug: 'proceeds_above_open_amount' });
  });
});

describe('a limit', () => {
  afterEach(closeSales);

  it('that holds the net but not the VAT is exceeded', async () => {
    const sales = await openSales();
    await furnished(sales, 119_381);
    const order = orderOf('ORD-1', { 'LOT-1': 100, 'LOT-2': 1 }, { contractId: 'CT-V' });
    await expect(sales.orders.place(order, sales.meta())).rejects.toMatchObject({
      slug: 'buyer_limit_exceeded',
    });
  });
});
