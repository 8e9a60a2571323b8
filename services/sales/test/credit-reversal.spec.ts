import { postingsFault, type Posting } from '@oce/contracts';
import { sumExactly } from '@oce/quantities';
import { Balances } from '../src/buyer/http/balances';
import { buyerAggregate } from '../src/buyer/domain/buyer';
import { CreditReversals } from '../src/credit-note/http/credit-reversals';
import { invoiceAggregate } from '../src/invoice/domain/invoice';
import { invoicesProjection } from '../src/invoice/reads/invoices';
import { orderAggregate } from '../src/order/domain/order';
import { closeSales, furnish, openSales, orderOf, type Sales } from './sales-in-memory';

const refusal = (slug: string) => expect.objectContaining({ name: 'DomainError', slug });
const invoiceNumber = 'F-2026-000001';

/** One invoice of 994.85 MAD. */
async function invoiced(): Promise<Sales> {
  const sales = await openSales();
  await furnish(sales, { buyers: 1, limitCentimes: 10_000_000, lots: 2 });
  await sales.orders.place(orderOf('ORD-1', { 'LOT-1': 100, 'LOT-2': 1 }), sales.meta());
  const data = { orderId: 'ORD-1', confirmedOn: '2026-09-28' };
  await sales.office.send(orderAggregate, 'ORD-1', { type: 'ConfirmOrder', data });
  const note = { orderId: 'ORD-1', deliveryNoteNumber: 'BL-1', deliveredOn: '2026-10-02' };
  await sales.orders.fulfil(note, sales.meta());
  return sales;
}
const pay = (sales: Sales, amount = 99_485, proceedsId = 'PRO-1') =>
  sales.proceeds.receive(
    {
      proceedsId,
      invoiceNumber,
      amount,
      currency: 'MAD',
      rate: { date: '2026-10-14', rateMicros: 1_000_000 },
      valueDate: '2026-10-14',
      bankReference: `VIR ${proceedsId}`,
    },
    sales.meta(),
  );
const credit = (sales: Sales, creditId = 'CR-1', amountCentimes = 30_000) =>
  sales.credit({
    creditId,
    invoiceNumber,
    lines: [{ lotId: 'LOT-1', amountCentimes }],
    reason: 'broken',
    grantedOn: '2026-10-20',
  });
const takeBack = (sales: Sales, change: object = {}, meta = sales.meta()) =>
  sales.office.get('sales', CreditReversals).reverse(
    {
      invoiceNumber,
      creditId: 'CR-1',
      reversalId: 'CRV-1',
      reason: 'not broken after all',
      reversedOn: '2026-10-21',
      ...change,
    },
    meta,
  );
const state = async (sales: Sales) => {
  const { openCentimes, openVatCentimes, isSettled } = await sales.logged(invoiceAggregate, invoiceNumber);
  const { balance, usedCentimes } = await sales.logged(buyerAggregate, 'BUY-1');
  return { openCentimes, openVatCentimes, isSettled, balance: balance.centimes, usedCentimes };
};
const received = async (sales: Sales) => {
  const { proceeds } = await sales.logged(invoiceAggregate, invoiceNumber);
  const sums = new Map<string, number>();
  for (const { lotId, amountCentimes } of [...proceeds.values()].flatMap(({ parts }) => parts))
    sums.set(lotId, (sums.get(lotId) ?? 0) + amountCentimes);
  return [...sums].sort();
};

/** What the ledger says of the buyer is the balance less what is open on the invoice. */
async function expectSoundBooks(sales: Sales): Promise<void> {
  const ledger = new Map<string, number>();
  for (const { data } of await sales.office.events()) {
    const { postings = [] } = data as { postings?: readonly Posting[] };
    expect(postingsFault(postings)).toBeUndefined();
    for (const { account, amountCentimes } of postings)
      ledger.set(account, (ledger.get(account) ?? 0) + amountCentimes);
  }
  const { openCentimes, balance } = await state(sales);
  expect(ledger.get('buyer:BUY-1') ?? 0).toBe(balance - sumExactly(openCentimes));
}

afterEach(closeSales);

describe('a credit note that is taken back', () => {
  it('gives an open invoice back what it was, under the next number of the register', async () => {
    const sales = await invoiced();
    const before = await state(sales);
    await credit(sales);
    await takeBack(sales);
    expect(await state(sales)).toEqual(before);
    await sales.office.settle();
    const [document] = await sales.office.documents('sales', invoicesProjection);
    expect(document).toMatchObject({
      openCentimes: 99_485,
      creditedCentimes: 0,
      creditNotes: [
        {
          creditNoteNumber: 'AV-2026-000001',
          reversedBy: { reversalNumber: 'AV-2026-000002', reason: 'not broken after all' },
        },
      ],
    });
    const reversal = (await sales.office.events()).find(({ type }) => type === 'CreditNoteReversed');
    expect(reversal?.data).toMatchObject({ creditNoteNumber: 'AV-2026-000001', amountCentimes: 30_000 });
    await expectSoundBooks(sales);
    expect(await sales.runPolicies()).toEqual([]);
  });

  it('gives a paid invoice and the balance back what they were, lot by lot', async () => {
    const sales = await invoiced();
    await pay(sales);
    const [before, lots] = [await state(sales), await received(sales)];
    await credit(sales);
    expect(await state(sales)).toMatchObject({ balance: 30_000 });
    await takeBack(sales);
    expect(await state(sales)).toEqual(before);
    expect(await received(sales)).toEqual(lots);
    await expectSoundBooks(sales);
    expect(await sales.runPolicies()).toEqual([]);
  });

  it('of an invoice paid in part does both', async () => {
    const sales = await invoiced();
    await pay(sales, 90_000);
    const [before, lots] = [await state(sales), await received(sales)];
    await credit(sales);
    await takeBack(sales);
    expect(await state(sales)).toEqual(before);
    expect(await received(sales)).toEqual(lots);
    await expectSoundBooks(sales);
    await pay(sales, 9_485, 'PRO-2');
    expect(await state(sales)).toMatchObject({ isSettled: true, usedCentimes: 0 });
  });

  it('is refused while its balance is spent, and done once the refund has come back', async () => {
    const sales = await invoiced();
    await pay(sales);
    await credit(sales);
    const money = { buyerId: 'BUY-1', refundId: 'R-1', amountCentimes: 1 };
    const at = { valueDate: '2026-10-21', bankReference: 'VIR R-1', reason: 'credited' };
    await sales.office.get('sales', Balances).refund({ ...money, ...at }, sales.meta());
    await expect(takeBack(sales)).rejects.toEqual(refusal('credit_spent'));
    expect(await state(sales)).toMatchObject({ openCentimes: [0, 0], balance: 29_999 });
    const back = { buyerId: 'BUY-1', refundId: 'R-1', returnId: 'RET-1' };
    await sales.office
      .get('sales', Balances)
      .returnRefund({ ...back, ...at, bankReference: 'VIR BACK' }, sales.meta());
    await takeBack(sales);
    expect(await state(sales)).toMatchObject({ openCentimes: [0, 0], balance: 0, isSettled: true });
  });

  it('owes what is left where the receipt was reversed meanwhile', async () => {
    const sales = await invoiced();
    await pay(sales);
    await credit(sales);
    const about = { invoiceNumber, proceedsId: 'PRO-1', reversalId: 'REV-1' };
    await sales.office.send(invoiceAggregate, invoiceNumber, {
      type: 'ReverseProceeds',
      data: { ...about, reason: 'wrong invoice', reversedOn: '2026-10-21' },
    });
    await sales.office.settle();
    await takeBack(sales);
    expect(sumExactly((await state(sales)).openCentimes)).toBe(99_485);
    expect((await state(sales)).balance).toBe(0);
    await expectSoundBooks(sales);
  });

  it('is taken back once: again it changes nothing, and the right one has an id of its own', async () => {
    const sales = await invoiced();
    await pay(sales);
    await credit(sales);
    const meta = sales.meta();
    await takeBack(sales, {}, meta);
    const after = await state(sales);
    await takeBack(sales, {}, meta);
    await takeBack(sales);
    expect(await state(sales)).toEqual(after);
    await expect(takeBack(sales, { reversalId: 'CRV-2' })).rejects.toEqual(
      refusal('credit_reversed_already'),
    );
    await expect(credit(sales)).rejects.toEqual(refusal('credit_reversed'));
    await credit(sales, 'CR-2', 20_000);
    await expect(takeBack(sales, { creditId: 'CR-2' })).rejects.toEqual(refusal('reversal_id_used'));
    expect(await state(sales)).toMatchObject({ balance: 20_000 });
  });

  it.each([
    ['invoice_unknown', { invoiceNumber: 'F-2026-000009' }],
    ['credit_unknown', { creditId: 'CR-9' }],
    ['reversed_before_credit', { reversedOn: '2026-10-19' }],
    ['reversal_id_used', { reversalId: 'PRO-1' }],
  ])('is refused with %s', async (slug, change) => {
    const sales = await invoiced();
    await pay(sales, 50_000);
    await credit(sales);
    await expect(takeBack(sales, change)).rejects.toEqual(refusal(slug));
  });
});
