import type { RecordedCommit } from '@oce/event-sourcing';
import { rounds } from '@oce/testing';
import fc from 'fast-check';
import { buyerAggregate } from '../src/buyer/domain/buyer';
import type { BuyerEvent } from '../src/buyer/domain/buyer.events';
import { lotOfferAggregate } from '../src/lot-offer/domain/lot-offer';
import type { LotOfferEvent } from '../src/lot-offer/domain/lot-offer.events';
import { LotsQuery, LotsQueryController } from '../src/lot-offer/reads/lots.query';
import { orderAggregate } from '../src/order/domain/order';
import { closeSales, furnish, openSales, orderOf, type Sales } from './sales-in-memory';

const typesOf = (commits: readonly RecordedCommit[]) =>
  commits.flatMap(({ events }) => events.map(({ type }) => type));
const refusal = (slug: string) => expect.objectContaining({ name: 'DomainError', kind: 'conflict', slug });

async function leftOf(sales: Sales, lotId = 'LOT-1'): Promise<number> {
  return (await sales.logged(lotOfferAggregate, lotId)).leftGrams;
}
async function usedBy(sales: Sales, buyerId = 'BUY-1'): Promise<number> {
  return (await sales.logged(buyerAggregate, buyerId)).usedCentimes;
}

afterEach(closeSales);

describe('placing an order', () => {
  let sales: Sales;
  beforeEach(async () => {
    sales = await openSales();
    await furnish(sales, { buyers: 2, limitCentimes: 1_000_000, lots: 2 });
    await sales.runPolicies();
  });

  it('answers when credit and every lot are set aside', async () => {
    const outcome = await sales.orders.place(orderOf('ORD-1', { 'LOT-1': 600, 'LOT-2': 400 }), sales.meta());
    expect(outcome.events.map(({ type }) => type).sort()).toEqual([
      'BuyerCreditReserved',
      'LotAllocated',
      'LotAllocated',
      'OrderPartAnswered',
      'OrderPartAnswered',
      'OrderPartAnswered',
      'OrderPlaced',
      'OrderSecured',
    ]);
    expect(outcome.position).toBe(await sales.store.lastPosition());
    expect([await leftOf(sales), await leftOf(sales, 'LOT-2'), await usedBy(sales)]).toEqual([
      400_000, 600_000, 985_000,
    ]);
  });

  it.each([
    ['buyer_limit_exceeded', orderOf('ORD-1', { 'LOT-1': 600, 'LOT-2': 500 })],
    ['lot_weight_exceeded', orderOf('ORD-1', { 'LOT-1': 1, 'LOT-2': 1_001 })],
  ])('is refused with %s, and sets free what it had taken', async (slug, data) => {
    await expect(sales.orders.place(data, sales.meta())).rejects.toEqual(refusal(slug));
    expect((await sales.order('ORD-1')).status).toBe('refused');
    expect([await leftOf(sales), await leftOf(sales, 'LOT-2'), await usedBy(sales)]).toEqual([
      1_000_000, 1_000_000, 0,
    ]);
  });

  it('is refused the same when repeated, even when there would be room by now', async () => {
    const meta = sales.meta();
    const data = orderOf('ORD-1', { 'LOT-1': 600, 'LOT-2': 500 });
    await expect(sales.orders.place(data, meta)).rejects.toEqual(refusal('buyer_limit_exceeded'));
    const raise = { buyerId: 'BUY-1', limitCentimes: 9_000_000 };
    await sales.office.send(buyerAggregate, 'BUY-1', { type: 'SetBuyerLimit', data: raise });
    const before = await sales.store.lastPosition();
    await expect((await sales.another()).orders.place(data, meta)).rejects.toEqual(
      refusal('buyer_limit_exceeded'),
    );
    expect(await sales.runPolicies()).toEqual([]);
    expect(await sales.store.lastPosition()).toBe(before);
  });

  it("takes a buyer's own number once", async () => {
    const more = { buyerReference: 'PO 77' };
    await sales.orders.place(orderOf('ORD-1', { 'LOT-1': 1 }, more), sales.meta());
    const again = orderOf('ORD-2', { 'LOT-1': 1 }, more);
    await expect(sales.orders.place(again, sales.meta())).rejects.toEqual(refusal('buyer_reference_used'));
    const spaced = orderOf('ORD-4', { 'LOT-1': 1 }, { buyerReference: 'PO  77 ' });
    await expect(sales.orders.place(spaced, sales.meta())).rejects.toEqual(refusal('buyer_reference_used'));
    await sales.orders.place(orderOf('ORD-3', { 'LOT-1': 1 }, { ...more, contractId: 'CT-2' }), sales.meta());
    expect(await leftOf(sales)).toBe(998_000);
  });

  it('repeated without its key says so, writes nothing, and tells the position of all that followed', async () => {
    const data = orderOf('ORD-1', { 'LOT-1': 600, 'LOT-2': 400 });
    const first = await sales.orders.place(data, sales.meta());
    const again = await (await sales.another()).orders.place(data, sales.meta());
    expect(again).toMatchObject({ repeated: true, events: [], position: first.position });
    expect(await sales.store.lastPosition()).toBe(first.position);
  });

  it('of another content is refused under the same id', async () => {
    await sales.orders.place(orderOf('ORD-1', { 'LOT-1': 600 }), sales.meta());
    await expect(sales.orders.place(orderOf('ORD-1', { 'LOT-1': 601 }), sales.meta())).rejects.toEqual(
      refusal('order_placed_already'),
    );
  });

  it.each([
    ['contract_unknown', orderOf('ORD-1', { 'LOT-1': 1 }, { contractId: 'CT-9' })],
    ['lot_unknown', orderOf('ORD-1', { 'LOT-9': 1 })],
  ])('is not written down with %s', async (slug, data) => {
    await expect(sales.orders.place(data, sales.meta())).rejects.toMatchObject({
      kind: 'not_found',
      slug,
    });
    expect((await sales.office.handler(orderAggregate).load('ORD-1')).version).toBe(0);
  });

  it('stands among the allocations of its lots, as these are read', async () => {
    await sales.orders.place(orderOf('ORD-1', { 'LOT-1': 600, 'LOT-2': 400 }), sales.meta());
    await sales.office.settle();
    const lots = sales.office.get('sales', LotsQueryController);
    const end = await sales.store.lastPosition();
    const own = { allocatedGrams: 600_000, allocations: [{ orderId: 'ORD-1', grams: 600_000 }] };
    expect(await lots.one('LOT-1', end)).toMatchObject(own);
    const { items } = await lots.list(Object.assign(new LotsQuery(), { limit: 10 }), end);
    expect(items.find(({ lotId }) => lotId === 'LOT-1')).toMatchObject(own);
  });

  it('writes what the runners would write, so that they find it done', async () => {
    await sales.orders.place(orderOf('ORD-1', { 'LOT-1': 600 }), sales.meta());
    const before = await sales.store.lastPosition();
    expect(await sales.runPolicies()).toEqual([]);
    expect(await sales.store.lastPosition()).toBe(before);
  });

  it('is followed by the policies, which are the actors whether the request or a runner came first', async () => {
    await sales.orders.place(orderOf('ORD-1', { 'LOT-1': 1 }), sales.meta());
    sales.store.commitsLeft = 1;
    await expect(sales.orders.place(orderOf('ORD-2', { 'LOT-1': 1 }), sales.meta())).rejects.toThrow();
    sales.store.commitsLeft = Infinity;
    await sales.runPolicies();
    const actorsOf = async (orderId: string) =>
      (await sales.office.commits())
        .filter(({ events }) => events.some(({ data }) => 'orderId' in data && data.orderId === orderId))
        .map(({ ref, actor }) => `${ref.aggregate} by ${actor}`)
        .sort();
    expect(await actorsOf('ORD-1')).toEqual([
      'buyer by policy:secure-order',
      'lot-offer by policy:secure-order',
      'order by policy:answer-order',
      'order by policy:answer-order',
      'order by staff:tester',
    ]);
    expect(await actorsOf('ORD-2')).toEqual(await actorsOf('ORD-1'));
  });

  it('keeps the limit and the weight when two processes place at once', async () => {
    const [one, two] = [await sales.another(), await sales.another()];
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        (at % 2 ? one : two).orders.place(orderOf(`ORD-${at}`, { 'LOT-1': 100 }), sales.meta()),
      ),
    );
    expect(await sales.runPolicies()).toEqual([]);
    const ended = await Promise.all(results.map((_, at) => sales.logged(orderAggregate, `ORD-${at}`)));
    expect(ended.filter(({ status }) => status === 'secured')).toHaveLength(10);
    expect(ended.filter(({ status }) => status === 'refused')).toHaveLength(10);
    for (const [at, { status }] of results.entries())
      if (status === 'fulfilled') expect(ended[at]?.status).toBe('secured');
    expect([await leftOf(sales), await usedBy(sales)]).toEqual([0, 985_000]);
  });
});

describe('an order whose process died half way', () => {
  /** Places an order that is secured with 9 commits, or refused with more, and lets the log go away after some. */
  const died = async (commitsBefore: number, kilograms: Record<string, number>) => {
    const sales = await openSales();
    await furnish(sales, { buyers: 1, limitCentimes: 1_000_000, lots: 3 });
    sales.store.commitsLeft = commitsBefore;
    const meta = sales.meta();
    const data = orderOf('ORD-1', kilograms);
    const first = await sales.orders.place(data, meta).catch((error: Error) => error.name);
    sales.store.commitsLeft = Infinity;
    return {
      sales,
      first,
      again: async (its = meta) => (await sales.another()).orders.place(data, its),
    };
  };
  const fits = { 'LOT-1': 300, 'LOT-2': 300, 'LOT-3': 300 };
  const tooMuch = { 'LOT-1': 400, 'LOT-2': 400, 'LOT-3': 400 };
  const after = [1, 2, 3, 4, 5, 6, 7, 8];

  it.each(after)('after %d commits is secured by the runners', async (commits) => {
    const { sales, first } = await died(commits, fits);
    expect(first).toBe('StoreUnavailable');
    expect(await sales.runPolicies()).toEqual([]);
    expect((await sales.logged(orderAggregate, 'ORD-1')).status).toBe('secured');
    expect([await leftOf(sales), await leftOf(sales, 'LOT-3'), await usedBy(sales)]).toEqual([
      700_000, 700_000, 886_500,
    ]);
  });

  it.each([...after, 9, 10, 11])(
    'after %d commits is refused by the runners, and holds nothing',
    async (commits) => {
      const { sales, first } = await died(commits, tooMuch);
      expect(first).toBe('StoreUnavailable');
      expect(await sales.runPolicies()).toEqual([]);
      expect((await sales.logged(orderAggregate, 'ORD-1')).status).toBe('refused');
      expect([await leftOf(sales), await leftOf(sales, 'LOT-3'), await usedBy(sales)]).toEqual([
        1_000_000, 1_000_000, 0,
      ]);
    },
  );

  it.each(after.flatMap((commits) => [true, false].map((hasKey) => ({ commits, hasKey }))))(
    'after $commits commits is finished by the same request repeated (with its key: $hasKey)',
    async ({ commits, hasKey }) => {
      const { sales, again } = await died(commits, fits);
      const outcome = await again(hasKey ? undefined : sales.meta());
      expect(outcome).toMatchObject({ repeated: true, position: await sales.store.lastPosition() });
      const once = typesOf(await sales.office.commits()).filter(
        (type) => type === 'LotAllocated' || type === 'OrderSecured',
      );
      expect(once).toHaveLength(4);
      expect(await usedBy(sales)).toBe(886_500);
    },
  );

  it.each([...after, 9, 10, 11])(
    'after %d commits is refused to the same request under a fresh id, and holds nothing',
    async (commits) => {
      const { sales, again } = await died(commits, tooMuch);
      await expect(again(sales.meta())).rejects.toEqual(refusal('buyer_limit_exceeded'));
      expect([await leftOf(sales), await leftOf(sales, 'LOT-3'), await usedBy(sales)]).toEqual([
        1_000_000, 1_000_000, 0,
      ]);
    },
  );
});

describe('any story of orders', () => {
  const orders = fc.array(
    fc.record({
      buyer: fc.integer({ min: 1, max: 2 }),
      lots: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
      kilograms: fc.integer({ min: 1, max: 500 }),
      /** The process dies after so many commits; its order is left to the runners. */
      diesAfter: fc.option(fc.nat(12)),
      then: fc.constantFrom('nothing', 'cancel', 'raise', 'follow'),
    }),
    { maxLength: 14 },
  );
  type Step = typeof orders extends fc.Arbitrary<(infer T)[]> ? T : never;

  async function play(sales: Sales, at: number, step: Step): Promise<void> {
    const { buyer, lots, kilograms, diesAfter, then } = step;
    const orderId = `ORD-${at}`;
    const lines = Object.fromEntries(lots.map((lot) => [`LOT-${lot}`, kilograms]));
    sales.store.commitsLeft = diesAfter ?? Infinity;
    const placing = sales.orders.place(orderOf(orderId, lines, { contractId: `CT-${buyer}` }), sales.meta());
    const isPlaced = await placing.then(() => true).catch(() => false);
    sales.store.commitsLeft = Infinity;
    if (isPlaced && then === 'cancel') {
      const data = { orderId, reason: 'withdrawn', cancelledOn: '2026-09-28' };
      await sales.office.send(orderAggregate, orderId, { type: 'CancelOrder', data });
    }
    if (then === 'raise') {
      const data = { buyerId: `BUY-${buyer}`, limitCentimes: 600_000 + at * 10_000 };
      await sales.office.send(buyerAggregate, data.buyerId, { type: 'SetBuyerLimit', data });
    }
    if (then === 'follow') for (let steps = 0; steps < 5; steps++) await sales.office.step();
  }

  it('never allocates beyond a lot nor a limit, however late, often and in what order policies follow', async () => {
    await fc.assert(
      fc.asyncProperty(orders, fc.nat(), async (story, seed) => {
        const sales = await openSales({ seed });
        await furnish(sales, { buyers: 2, limitCentimes: 600_000, lots: 3 });
        for (const [at, step] of story.entries()) await play(sales, at, step);
        expect(await sales.runPolicies()).toEqual([]);
        await expectWhatIsHeldToStand(sales, story.length);
        await closeSales();
      }),
      { numRuns: rounds(10, 200) },
    );
  });
});

/** Replays the log: no running sum was ever beyond its bound, and in the end exactly the orders that stand hold. */
async function expectWhatIsHeldToStand(sales: Sales, orders: number): Promise<void> {
  const left = new Map<string, number>();
  const limits = new Map<string, number>();
  for (const { events } of await sales.office.commits()) {
    for (const event of events as readonly (BuyerEvent | LotOfferEvent)[]) followBounds(event, left, limits);
  }
  const used = new Map<string, number>();
  const allocated = new Map<string, number>();
  for (let at = 0; at < orders; at++) {
    const { status, order } = await sales.logged(orderAggregate, `ORD-${at}`);
    if (!order || status !== 'secured') continue;
    used.set(order.buyerId, (used.get(order.buyerId) ?? 0) + order.amountCentimes);
    for (const { lotId, grams } of order.lines) allocated.set(lotId, (allocated.get(lotId) ?? 0) + grams);
  }
  for (const buyerId of limits.keys()) expect(await usedBy(sales, buyerId)).toBe(used.get(buyerId) ?? 0);
  for (const [lotId, grams] of left) {
    expect(grams).toBe(1_000_000 - (allocated.get(lotId) ?? 0));
    expect(await leftOf(sales, lotId)).toBe(grams);
  }
}

function followBounds(
  event: BuyerEvent | LotOfferEvent,
  left: Map<string, number>,
  limits: Map<string, number>,
): void {
  switch (event.type) {
    case 'LotRecorded':
      return void left.set(event.data.lotId, event.data.netGrams);
    case 'LotAllocated':
    case 'LotAllocationReleased': {
      const { lotId, grams } = event.data;
      const now = (left.get(lotId) ?? 0) + (event.type === 'LotAllocated' ? -grams : grams);
      expect(now).toBeGreaterThanOrEqual(0);
      return void left.set(lotId, now);
    }
    case 'BuyerAccepted':
    case 'BuyerLimitSet':
      return void limits.set(event.data.buyerId, event.data.limitCentimes);
    case 'BuyerCreditReserved':
      return expect(event.data.usedCentimes).toBeLessThanOrEqual(limits.get(event.data.buyerId) ?? 0);
    default:
      return undefined;
  }
}
