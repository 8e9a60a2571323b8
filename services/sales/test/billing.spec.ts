import { postingsFault, type Posting } from '@oce/contracts';
import { sumExactly } from '@oce/quantities';
import { rounds } from '@oce/testing';
import fc from 'fast-check';
import { buyerAggregate } from '../src/buyer/domain/buyer';
import { invoiceAggregate } from '../src/invoice/domain/invoice';
import type { ProceedsOf } from '../src/invoice/http/proceeds';
import { orderAggregate } from '../src/order/domain/order';
import { reservationAggregate, reservationOf } from '../src/reservation/domain/reservation';
import { closeSales, furnish, openSales, orderOf, type Sales } from './sales-in-memory';

const refusal = (slug: string) => expect.objectContaining({ name: 'DomainError', slug });
const typesOf = (events: readonly { type: string }[]) => events.map(({ type }) => type).sort();

/** Places and confirms an order of so many kilograms of LOT-1 and LOT-2. */
async function confirmed(sales: Sales, orderId: string, kilograms = 100): Promise<void> {
  await sales.orders.place(orderOf(orderId, { 'LOT-1': kilograms, 'LOT-2': 1 }), sales.meta());
  const data = { orderId, confirmedOn: '2026-09-28' };
  await sales.office.send(orderAggregate, orderId, { type: 'ConfirmOrder', data });
}
const note = (orderId: string, deliveryNoteNumber = `BL-${orderId}`, deliveredOn = '2026-10-02') => ({
  orderId,
  deliveryNoteNumber,
  deliveredOn,
});
const proceeds = (number: number, change: Partial<ProceedsOf> = {}): ProceedsOf => ({
  proceedsId: `PRO-${number}`,
  orderId: 'ORD-1',
  amount: 10_000,
  currency: 'MAD',
  rate: { date: '2026-10-14', rateMicros: 1_000_000 },
  valueDate: '2026-10-14',
  bankReference: `VIR${number}`,
  ...change,
});
const used = async (sales: Sales) => (await sales.logged(buyerAggregate, 'BUY-1')).usedCentimes;

afterEach(closeSales);

describe('billing', () => {
  let sales: Sales;
  beforeEach(async () => {
    sales = await openSales();
    await furnish(sales, { buyers: 1, limitCentimes: 10_000_000, lots: 2 });
    for (const orderId of ['ORD-1', 'ORD-2']) await confirmed(sales, orderId);
  });

  it('issues the invoice with the delivery note, under the next number', async () => {
    const first = await sales.orders.fulfil(note('ORD-2'), sales.meta());
    expect(typesOf(first.events)).toEqual(['InvoiceIssued', 'InvoiceNumberTaken', 'OrderFulfilled']);
    await sales.orders.fulfil(note('ORD-1'), sales.meta());
    expect((await sales.invoice('F-2026-000001')).invoice).toMatchObject({
      orderId: 'ORD-2',
      amountCentimes: 99_485,
      issuedOn: '2026-10-02',
      dueOn: '2026-11-01',
    });
    expect((await sales.invoice('F-2026-000002')).invoice?.orderId).toBe('ORD-1');
  });

  it('gives no number twice and leaves none out when deliveries come at once, in two processes', async () => {
    for (let at = 3; at <= 12; at++) await confirmed(sales, `ORD-${at}`, 10);
    const [one, two] = [await sales.another(), await sales.another()];
    await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        (at % 2 ? one : two).orders.fulfil(note(`ORD-${at + 1}`), sales.meta()),
      ),
    );
    expect(await sales.runPolicies()).toEqual([]);
    const numbers = (await sales.office.commits()).flatMap(({ events, ref }) =>
      events.some(({ type }) => type === 'InvoiceIssued') ? [ref.id] : [],
    );
    const gapless = Array.from({ length: 12 }, (_, at) => `F-2026-0000${String(at + 1).padStart(2, '0')}`);
    expect([...numbers].sort()).toEqual(gapless);
  });

  it('takes a delivery note once', async () => {
    await sales.orders.fulfil(note('ORD-1', 'BL-7'), sales.meta());
    await expect(sales.orders.fulfil(note('ORD-2', 'BL-7'), sales.meta())).rejects.toEqual(
      refusal('delivery_note_number_used'),
    );
  });

  it.each(['BL  7', 'BL 7 ', 'BL\u00a07'])(
    'knows a delivery note in another spelling of spaces: %j',
    async (number) => {
      await sales.orders.fulfil(note('ORD-1', 'BL 7'), sales.meta());
      await expect(sales.orders.fulfil(note('ORD-2', number), sales.meta())).rejects.toEqual(
        refusal('delivery_note_number_used'),
      );
      const again = await sales.orders.fulfil(note('ORD-1', number), sales.meta());
      expect(again).toMatchObject({ repeated: true, events: [] });
    },
  );

  it('lets a note go that was refused, and keeps the one that was not', async () => {
    const early = note('ORD-1', 'BL-7', '2026-09-01');
    await expect(sales.orders.fulfil(early, sales.meta())).rejects.toEqual(
      refusal('delivered_before_confirmed'),
    );
    await sales.orders.fulfil(note('ORD-2', 'BL-7'), sales.meta());
    await expect(sales.orders.fulfil(note('ORD-2', 'BL-8'), sales.meta())).rejects.toEqual(
      refusal('order_fulfilled_already'),
    );
    await sales.orders.fulfil(note('ORD-1', 'BL-8'), sales.meta());
    expect((await sales.order('ORD-1')).delivery?.deliveryNoteNumber).toBe('BL-8');
  });

  it('keeps a note whose delivery stands when another telling of it is refused', async () => {
    await sales.orders.fulfil(note('ORD-2', 'BL-7'), sales.meta());
    const later = note('ORD-2', 'BL-7', '2026-10-03');
    await expect(sales.orders.fulfil(later, sales.meta())).rejects.toEqual(
      refusal('order_fulfilled_already'),
    );
    await expect(sales.orders.fulfil(note('ORD-1', 'BL-7'), sales.meta())).rejects.toEqual(
      refusal('delivery_note_number_used'),
    );
  });

  it('finishes what a dead process began, once', async () => {
    sales.store.commitsLeft = 2;
    const meta = sales.meta();
    await expect(sales.orders.fulfil(note('ORD-1'), meta)).rejects.toMatchObject({
      name: 'StoreUnavailable',
    });
    sales.store.commitsLeft = Infinity;
    expect(await sales.runPolicies()).toEqual([]);
    const again = await (await sales.another()).orders.fulfil(note('ORD-1'), meta);
    expect(again.repeated).toBe(true);
    expect(typesOf(again.events)).toEqual(['InvoiceIssued', 'InvoiceNumberTaken', 'OrderFulfilled']);
    expect(await sales.invoiceNumbers()).toBe(1);
  });

  it.each([2, 3, 4])(
    'after %d commits of a dead process is finished by the same request under a fresh id',
    async (commits) => {
      sales.store.commitsLeft = commits;
      await sales.orders.fulfil(note('ORD-1'), sales.meta()).catch((error: Error) => error.name);
      sales.store.commitsLeft = Infinity;
      const again = await (await sales.another()).orders.fulfil(note('ORD-1'), sales.meta());
      expect(again).toMatchObject({ repeated: true, position: await sales.store.lastPosition() });
      expect(typesOf(again.events)).not.toContain('OrderFulfilled');
      expect((await sales.invoice('F-2026-000001')).invoice?.orderId).toBe('ORD-1');
      expect(await sales.runPolicies()).toEqual([]);
      expect(await sales.invoiceNumbers()).toBe(1);
    },
  );
});

describe('proceeds', () => {
  let sales: Sales;
  beforeEach(async () => {
    sales = await openSales();
    await furnish(sales, { buyers: 1, limitCentimes: 10_000_000, lots: 2 });
    await confirmed(sales, 'ORD-1');
  });
  const deliver = () => sales.orders.fulfil(note('ORD-1'), sales.meta());

  it("find the invoice by its order, and free the buyer's limit", async () => {
    await deliver();
    const { invoiceNumber, outcome } = await sales.proceeds.receive(proceeds(1), sales.meta());
    expect(invoiceNumber).toBe('F-2026-000001');
    expect(typesOf(outcome.events)).toEqual(['BuyerCreditReleased', 'ProceedsReceived']);
    expect(await used(sales)).toBe(89_485);
    const rest = proceeds(2, { orderId: undefined, invoiceNumber, amount: 89_485 });
    const last = await sales.proceeds.receive(rest, sales.meta());
    expect(typesOf(last.outcome.events)).toEqual([
      'BuyerCreditReleased',
      'InvoiceSettled',
      'ProceedsReceived',
    ]);
    expect(await used(sales)).toBe(0);
  });

  it.each<[string, Partial<ProceedsOf>]>([
    ['invoice_missing', { orderId: undefined }],
    ['order_unknown', { orderId: 'ORD-9' }],
    ['invoice_unknown', { orderId: undefined, invoiceNumber: 'F-2026-000009' }],
    ['proceeds_above_open_amount', { amount: 99_486 }],
    ['invoice_of_another_order', { orderId: 'ORD-2', invoiceNumber: 'F-2026-000001' }],
  ])('are refused with %s', async (slug, wrong) => {
    await deliver();
    await expect(sales.proceeds.receive(proceeds(1, wrong), sales.meta())).rejects.toEqual(refusal(slug));
    await sales.proceeds.receive(proceeds(1), sales.meta());
  });

  it('wait for the delivery and for the invoice', async () => {
    await expect(sales.proceeds.receive(proceeds(1), sales.meta())).rejects.toEqual(
      refusal('order_not_fulfilled'),
    );
    const data = note('ORD-1');
    await sales.office.send(orderAggregate, 'ORD-1', { type: 'FulfilOrder', data });
    await expect(sales.proceeds.receive(proceeds(1), sales.meta())).rejects.toEqual(
      refusal('order_not_billed_yet'),
    );
    await sales.runPolicies();
    await sales.proceeds.receive(proceeds(1), sales.meta());
  });

  it('take a bank reference and an id once, whatever the invoice', async () => {
    await confirmed(sales, 'ORD-2');
    await deliver();
    await sales.orders.fulfil(note('ORD-2'), sales.meta());
    await sales.proceeds.receive(proceeds(1), sales.meta());
    const other = { orderId: 'ORD-2' };
    await expect(
      sales.proceeds.receive(proceeds(2, { ...other, bankReference: 'VIR1' }), sales.meta()),
    ).rejects.toEqual(refusal('bank_reference_used'));
    await expect(
      sales.proceeds.receive(proceeds(2, { ...other, proceedsId: 'PRO-1' }), sales.meta()),
    ).rejects.toEqual(refusal('proceeds_id_used'));
    await expect(
      sales.proceeds.receive(proceeds(2, { ...other, bankReference: 'VIR1 ' }), sales.meta()),
    ).rejects.toEqual(refusal('bank_reference_used'));
    await sales.proceeds.receive(proceeds(2, other), sales.meta());
  });

  it('of a line of the bank that was recorded are refused for that, whatever else stands against them', async () => {
    await deliver();
    await sales.proceeds.receive(proceeds(1, { amount: 99_485 }), sales.meta());
    const again = proceeds(2, { bankReference: 'VIR1', amount: 99_485 });
    await expect(sales.proceeds.receive(again, sales.meta())).rejects.toEqual(refusal('bank_reference_used'));
    const other = proceeds(3, { amount: 99_485 });
    await expect(sales.proceeds.receive(other, sales.meta())).rejects.toEqual(
      refusal('proceeds_above_open_amount'),
    );
  });

  it('keep their values even when a crossing request gives them back', async () => {
    await deliver();
    await sales.proceeds.receive(proceeds(1), sales.meta());
    const claim = { kind: 'bank_reference', value: 'VIR1', holder: 'PRO-1 on F-2026-000001' } as const;
    await sales.office.send(reservationAggregate, reservationOf(claim).id, {
      type: 'ReleaseClaim',
      data: claim,
    });
    expect(await sales.runPolicies()).toEqual([]);
    await expect(
      (await sales.another()).proceeds.receive(proceeds(2, { bankReference: 'VIR1' }), sales.meta()),
    ).rejects.toEqual(refusal('bank_reference_used'));
  });

  it('answer a repeated request as the first time', async () => {
    await deliver();
    const meta = sales.meta();
    const first = await sales.proceeds.receive(proceeds(1), meta);
    const again = await (await sales.another()).proceeds.receive(proceeds(1), meta);
    expect(again).toEqual({ ...first, outcome: { ...first.outcome, repeated: true } });
  });

  it('are not of a day before their order was placed, and the reference of such a request is free', async () => {
    await deliver();
    const early = proceeds(1, { valueDate: '2026-09-26' });
    await expect(sales.proceeds.receive(early, sales.meta())).rejects.toEqual(
      refusal('proceeds_before_order'),
    );
    const { outcome } = await sales.proceeds.receive(proceeds(1), sales.meta());
    expect(outcome.events.length).toBeGreaterThan(0);
  });

  it('are recorded once, whatever id a repeated request comes under, and refused with another content', async () => {
    await deliver();
    const first = await sales.proceeds.receive(proceeds(1), sales.meta());
    const again = await (await sales.another()).proceeds.receive(proceeds(1), sales.meta());
    expect(again.outcome).toMatchObject({ repeated: true, events: [], position: first.outcome.position });
    for (const other of [{ amount: 10_001 }, { valueDate: '2026-10-15' }, { bankReference: 'VIR9' }])
      await expect(sales.proceeds.receive(proceeds(1, other), sales.meta())).rejects.toEqual(
        refusal('proceeds_recorded_already'),
      );
    // The reference of the refused request is free.
    await sales.proceeds.receive(proceeds(2, { bankReference: 'VIR9' }), sales.meta());
  });
});

describe('credit notes', () => {
  const credit = (creditId: string, amountCentimes: number) => ({
    creditId,
    invoiceNumber: 'F-2026-000001',
    lines: [{ lotId: 'LOT-1', amountCentimes }],
    reason: 'acidity above the contract',
    grantedOn: '2026-10-05',
  });

  it("take the next number and free the buyer's limit; a refused one takes none", async () => {
    const sales = await openSales();
    await furnish(sales, { buyers: 1, limitCentimes: 10_000_000, lots: 2 });
    await confirmed(sales, 'ORD-1');
    await sales.orders.fulfil(note('ORD-1'), sales.meta());
    const { events } = await sales.credit(credit('CR-1', 8_500));
    expect(typesOf(events)).toEqual([
      'BuyerCreditReleased',
      'CreditGranted',
      'CreditNoteIssued',
      'CreditNoteNumberTaken',
    ]);
    expect(await used(sales)).toBe(90_985);
    await expect(sales.credit(credit('CR-2', 90_001))).rejects.toEqual(refusal('credit_above_line'));
    const next = await sales.credit(credit('CR-3', 1));
    expect(next.events).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ creditNoteNumber: 'AV-2026-000002' }) }),
    );
  });
});

describe('any season of deliveries and payments', () => {
  const story = fc.array(
    fc.record({ kilograms: fc.integer({ min: 1, max: 60 }), share: fc.integer({ min: 1, max: 999 }) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  );

  it('ends with numbers without gaps, each line paid exactly, no limit in use, and a ledger of zero', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (orders) => {
        const sales = await openSales();
        await furnish(sales, { buyers: 1, limitCentimes: 10_000_000, lots: 2 });
        for (const [at, { kilograms, share }] of orders.entries()) {
          const orderId = `ORD-${at}`;
          await confirmed(sales, orderId, kilograms);
          await sales.orders.fulfil(note(orderId), sales.meta());
          const whole = (kilograms + 1) * 985;
          const first = Math.ceil((whole * share) / 1_000);
          const receive = (half: number, amount: number) =>
            sales.proceeds.receive(proceeds(2 * at + half, { orderId, amount }), sales.meta());
          await receive(0, first);
          if (first < whole) await receive(1, whole - first);
        }
        expect(await sales.runPolicies()).toEqual([]);
        expect(await used(sales)).toBe(0);
        await expectExactBooks(sales, orders.length);
      }),
      { numRuns: rounds(15, 150) },
    );
  });
});

async function expectExactBooks(sales: Sales, orders: number): Promise<void> {
  const ledger = new Map<string, number>();
  const paid = new Map<string, number>();
  for (const event of (await sales.office.commits()).flatMap(({ events }) => events)) {
    const {
      postings = [],
      parts = [],
      invoiceNumber,
    } = event.data as {
      postings?: readonly Posting[];
      parts?: readonly { lotId: string; amountCentimes: number }[];
      invoiceNumber?: string;
    };
    expect(postingsFault(postings)).toBeUndefined();
    for (const { account, amountCentimes } of postings)
      ledger.set(account, (ledger.get(account) ?? 0) + amountCentimes);
    for (const { lotId, amountCentimes } of parts) {
      const line = `${invoiceNumber} ${lotId}`;
      paid.set(line, (paid.get(line) ?? 0) + amountCentimes);
    }
  }
  expect(sumExactly(ledger.values())).toBe(0);
  expect(ledger.get('buyer:BUY-1')).toBe(0);
  for (let number = 1; number <= orders; number++) {
    const { invoice } = await sales.logged(invoiceAggregate, `F-2026-00000${number}`);
    for (const { lotId, amountCentimes } of invoice?.lines ?? [])
      expect(paid.get(`${invoice?.invoiceNumber} ${lotId}`)).toBe(amountCentimes);
    expect(invoice?.orderId).toBe(`ORD-${number - 1}`);
  }
  expect(await sales.invoiceNumbers()).toBe(orders);
}
