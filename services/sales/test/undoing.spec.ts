import { postingsFault, type Posting } from '@oce/contracts';
import { sumExactly } from '@oce/quantities';
import { rounds } from '@oce/testing';
import fc from 'fast-check';
import { Balances } from '../src/buyer/http/balances';
import { buyerAggregate } from '../src/buyer/domain/buyer';
import { invoiceAggregate } from '../src/invoice/domain/invoice';
import type { ProceedsOf } from '../src/invoice/http/proceeds';
import { orderAggregate } from '../src/order/domain/order';
import { closeSales, furnish, openSales, orderOf, type Sales } from './sales-in-memory';

const refusal = (slug: string) => expect.objectContaining({ name: 'DomainError', slug });
const numberOf = (at: number) => `F-2026-00000${at}`;

/** Two invoices of 994.85 MAD each to one buyer. */
async function twoInvoices(): Promise<Sales> {
  const sales = await openSales();
  await furnish(sales, { buyers: 1, limitCentimes: 10_000_000, lots: 2 });
  for (const orderId of ['ORD-1', 'ORD-2']) {
    await sales.orders.place(orderOf(orderId, { 'LOT-1': 100, 'LOT-2': 1 }), sales.meta());
    const data = { orderId, confirmedOn: '2026-09-28' };
    await sales.office.send(orderAggregate, orderId, { type: 'ConfirmOrder', data });
    const note = { orderId, deliveryNoteNumber: `BL-${orderId}`, deliveredOn: '2026-10-02' };
    await sales.orders.fulfil(note, sales.meta());
  }
  return sales;
}
const proceeds = (proceedsId: string, change: Partial<ProceedsOf> = {}): ProceedsOf => ({
  proceedsId,
  invoiceNumber: numberOf(1),
  amount: 99_485,
  currency: 'MAD',
  rate: { date: '2026-10-14', rateMicros: 1_000_000 },
  valueDate: '2026-10-14',
  bankReference: 'VIR 4711',
  ...change,
});
async function reverse(sales: Sales, invoiceNumber: string, proceedsId: string): Promise<void> {
  const about = { invoiceNumber, proceedsId, reversalId: `REV-${proceedsId}` };
  const data = { ...about, reason: 'booked to the wrong invoice', reversedOn: '2026-10-22' };
  await sales.office.send(invoiceAggregate, invoiceNumber, { type: 'ReverseProceeds', data });
  await sales.office.settle();
}
const credit = (sales: Sales, creditId: string, amountCentimes: number, at = 1) =>
  sales.credit({
    creditId,
    invoiceNumber: numberOf(at),
    lines: [{ lotId: 'LOT-1', amountCentimes }],
    reason: 'broken',
    grantedOn: '2026-10-20',
  });
const balances = (sales: Sales) => sales.office.get('sales', Balances);
const setOff = (setOffId: string, amountCentimes: number, at = 2) => ({
  buyerId: 'BUY-1',
  setOffId,
  invoiceNumber: numberOf(at),
  amountCentimes,
  setOffOn: '2026-10-21',
});
const refund = (refundId: string, amountCentimes: number) => ({
  buyerId: 'BUY-1',
  refundId,
  amountCentimes,
  valueDate: '2026-10-22',
  bankReference: `VIR ${refundId}`,
  reason: 'paid too much',
});
const buyer = (sales: Sales) => sales.logged(buyerAggregate, 'BUY-1');
const openOf = async (sales: Sales, at: number) =>
  sumExactly((await sales.logged(invoiceAggregate, numberOf(at))).openCentimes);

/** What the ledger says of the buyer is what is open on the invoices, less the balance. */
async function expectSoundBooks(sales: Sales): Promise<void> {
  const ledger = new Map<string, number>();
  for (const { data } of (await sales.office.commits()).flatMap(({ events }) => events)) {
    const { postings = [] } = data as { postings?: readonly Posting[] };
    expect(postingsFault(postings)).toBeUndefined();
    for (const { account, amountCentimes } of postings)
      ledger.set(account, (ledger.get(account) ?? 0) + amountCentimes);
  }
  expect(sumExactly(ledger.values())).toBe(0);
  const { balance } = await buyer(sales);
  const open = (await openOf(sales, 1)) + (await openOf(sales, 2));
  expect(ledger.get('buyer:BUY-1')).toBe(balance.centimes - open);
}

afterEach(closeSales);

describe('a receipt on the wrong invoice', () => {
  it('is reversed and booked to the right one, under the same reference of the bank', async () => {
    const sales = await twoInvoices();
    await sales.proceeds.receive(proceeds('PRO-1'), sales.meta());
    const right = proceeds('PRO-2', { invoiceNumber: numberOf(2) });
    await expect(sales.proceeds.receive(right, sales.meta())).rejects.toEqual(refusal('bank_reference_used'));
    await reverse(sales, numberOf(1), 'PRO-1');
    expect((await buyer(sales)).usedCentimes).toBe(198_970);
    await sales.proceeds.receive(right, sales.meta());
    expect([await openOf(sales, 1), await openOf(sales, 2)]).toEqual([99_485, 0]);
    expect((await buyer(sales)).usedCentimes).toBe(99_485);
    expect(await sales.runPolicies()).toEqual([]);
    // The reference is that of the second receipt now, and the id of the first is never used again.
    const third = proceeds('PRO-3', { amount: 1 });
    await expect(sales.proceeds.receive(third, sales.meta())).rejects.toEqual(refusal('bank_reference_used'));
    const first = proceeds('PRO-1', { invoiceNumber: numberOf(2), bankReference: 'VIR9', amount: 1 });
    await expect(sales.proceeds.receive(first, sales.meta())).rejects.toEqual(refusal('proceeds_id_used'));
    await expectSoundBooks(sales);
  });
});

describe('what a buyer has paid too much', () => {
  it('is set against another invoice, and back where that was wrong', async () => {
    const sales = await twoInvoices();
    await sales.proceeds.receive(proceeds('PRO-1', { amount: 119_485, excess: 'keep' }), sales.meta());
    expect((await buyer(sales)).balance.centimes).toBe(20_000);
    await expect(balances(sales).setOff(setOff('SO-1', 20_001), sales.meta())).rejects.toEqual(
      refusal('above_balance'),
    );
    const meta = sales.meta();
    await balances(sales).setOff(setOff('SO-1', 15_000), meta);
    expect(await openOf(sales, 2)).toBe(84_485);
    expect((await buyer(sales)).balance.centimes).toBe(5_000);
    expect(await balances(sales).setOff(setOff('SO-1', 15_000), meta)).toMatchObject({ repeated: true });
    await reverse(sales, numberOf(2), 'SO-1');
    expect(await openOf(sales, 2)).toBe(99_485);
    expect((await buyer(sales)).balance.centimes).toBe(20_000);
    expect(await sales.runPolicies()).toEqual([]);
    await expectSoundBooks(sales);
  });

  it('is refunded once a line of the bank, and comes back where the refund does', async () => {
    const sales = await twoInvoices();
    await sales.proceeds.receive(proceeds('PRO-1', { amount: 119_485, excess: 'keep' }), sales.meta());
    const used = { ...refund('R-1', 20_000), bankReference: 'VIR 4711' };
    await expect(balances(sales).refund(used, sales.meta())).rejects.toEqual(refusal('bank_reference_used'));
    await balances(sales).refund(refund('R-1', 20_000), sales.meta());
    expect((await buyer(sales)).balance.centimes).toBe(0);
    const { amountCentimes: _whole, ...told } = refund('R-1', 20_000);
    const back = { ...told, returnId: 'RR-1', bankReference: 'VIR 9', reason: 'account closed' };
    await balances(sales).returnRefund(back, sales.meta());
    expect((await buyer(sales)).balance.centimes).toBe(20_000);
    expect(await sales.runPolicies()).toEqual([]);
    await expectSoundBooks(sales);
  });

  it.each([
    ['invoice_unknown', 'F-2026-000009'],
    ['set_off_above_open_amount', 'F-2026-000001'],
  ])('is refused with %s, before anything is taken', async (slug, invoiceNumber) => {
    const sales = await twoInvoices();
    await sales.proceeds.receive(proceeds('PRO-1', { amount: 119_485, excess: 'keep' }), sales.meta());
    const wrong = { ...setOff('SO-1', 1), invoiceNumber };
    await expect(balances(sales).setOff(wrong, sales.meta())).rejects.toEqual(refusal(slug));
    expect((await buyer(sales)).balance.centimes).toBe(20_000);
  });

  it('goes on no invoice of somebody else', async () => {
    const sales = await twoInvoices();
    const other = { ...setOff('SO-1', 1), buyerId: 'BUY-9' };
    await expect(balances(sales).setOff(other, sales.meta())).rejects.toEqual(
      refusal('invoice_of_another_buyer'),
    );
  });
});

describe('a credit note after payment', () => {
  it('leaves a balance, that a reversed receipt takes back', async () => {
    const sales = await twoInvoices();
    await sales.proceeds.receive(proceeds('PRO-1'), sales.meta());
    await credit(sales, 'CR-1', 8_500);
    expect((await buyer(sales)).balance.centimes).toBe(8_500);
    await expectSoundBooks(sales);
    await reverse(sales, numberOf(1), 'PRO-1');
    expect((await buyer(sales)).balance.centimes).toBe(0);
    expect(await openOf(sales, 1)).toBe(90_985);
    expect(await sales.runPolicies()).toEqual([]);
    await expectSoundBooks(sales);
  });
});

describe('any order of receipts, credits, refunds, set-offs and reversals', () => {
  const step = fc.record({
    what: fc.constantFrom('receive', 'credit', 'refund', 'setOff', 'reverse'),
    at: fc.constantFrom(1, 2),
    amount: fc.integer({ min: 1, max: 150_000 }),
  });

  it('leaves the buyer owing what is open less the balance, to the centime', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const sales = await twoInvoices();
        for (const [number, { what, at, amount }] of steps.entries()) {
          const id = `${what}-${number}`;
          const receipts = [...(await sales.logged(invoiceAggregate, numberOf(at))).proceeds.keys()];
          const told = { invoiceNumber: numberOf(at), amount, bankReference: id, excess: 'keep' as const };
          const run = {
            receive: () => sales.proceeds.receive(proceeds(id, told), sales.meta()),
            credit: () => credit(sales, id, amount, at),
            refund: () => balances(sales).refund(refund(id, amount), sales.meta()),
            setOff: () => balances(sales).setOff(setOff(id, amount, at), sales.meta()),
            reverse: () => reverse(sales, numberOf(at), receipts.at(-1) ?? 'none'),
          };
          await run[what]().catch((error: Error) => expect(error.name).toBe('DomainError'));
        }
        expect(await sales.runPolicies()).toEqual([]);
        await expectSoundBooks(sales);
        expect((await buyer(sales)).usedCentimes).toBe((await openOf(sales, 1)) + (await openOf(sales, 2)));
      }),
      { numRuns: rounds(20, 200) },
    );
  });
});
