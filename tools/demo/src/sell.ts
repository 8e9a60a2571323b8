import { forEach, positionOf, requireAccepted, until, type DemoRun } from './demo-run';

export interface Sales {
  readonly orders: number;
  readonly refusedForLimit: number;
  readonly proceeds: number;
  readonly position: number;
}

/** Buyers, contracts, offers, orders, deliveries, invoices and what the buyers paid. */
export async function sell({ client, season }: DemoRun): Promise<Sales> {
  const post = (path: string, body: unknown) => client.send('POST', path, body);
  const { orders, proceeds } = season.salesPlan;
  requireAccepted('buyers', await forEach('buyers', season.buyers, (buyer) => post('sales/buyers', buyer)));
  requireAccepted(
    'contracts',
    await forEach('contracts', season.contracts, (contract) => post('sales/contracts', contract)),
  );
  await offerLots({ client, season });

  const sold = orders.filter(({ expected }) => expected === 'fulfilled');
  // One after the other: each takes its part of its buyer's limit, and earlier ones are paid before later ones come.
  const byDate = timeline(orders, proceeds);
  let refusedForLimit = 0;
  const answers = await forEachInTurn('orders, deliveries, proceeds', byDate, async (step) => {
    if (step.kind === 'proceeds') return post('sales/proceeds', step.body);
    const { orderId, contractId, placedOn, confirmedOn, deliveredOn, lines, expected } = step.order;
    const placed = await post('sales/orders', {
      orderId,
      contractId,
      placedOn,
      lines: lines.map(({ lotId, grams }) => ({ lotId, grams })),
    });
    if (expected !== 'fulfilled') {
      if (placed.status !== 409)
        throw new Error(
          `order ${orderId} was to be refused for its buyer's limit, and answered ${placed.status}`,
        );
      refusedForLimit++;
      return { ...placed, status: 200 };
    }
    requireAccepted(`order ${orderId}`, [placed]);
    requireAccepted(`order ${orderId}`, [await post(`sales/orders/${orderId}/confirm`, { confirmedOn })]);
    return post(`sales/orders/${orderId}/fulfil`, {
      deliveryNoteNumber: `BL-${orderId.slice(4)}`,
      deliveredOn,
    });
  });
  const position = positionOf(requireAccepted('sales', answers));
  return { orders: sold.length, refusedForLimit, proceeds: proceeds.length, position };
}

type Order = DemoRun['season']['salesPlan']['orders'][number];
type Step =
  | { readonly kind: 'order'; readonly date: string; readonly order: Order }
  | {
      readonly kind: 'proceeds';
      readonly date: string;
      readonly body: DemoRun['season']['salesPlan']['proceeds'][number];
    };

/** Orders and payments in the order of their days. */
function timeline(orders: readonly Order[], proceeds: DemoRun['season']['salesPlan']['proceeds']): Step[] {
  const steps: Step[] = [
    ...orders.map((order) => ({ kind: 'order' as const, date: order.placedOn, order })),
    ...proceeds.map((body) => ({ kind: 'proceeds' as const, date: body.valueDate, body })),
  ];
  return steps.sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));
}

async function forEachInTurn(
  label: string,
  steps: readonly Step[],
  send: (step: Step) => ReturnType<DemoRun['client']['send']>,
) {
  // forEach keeps several at once; a chain keeps the order and the progress line.
  let before: Promise<unknown> = Promise.resolve();
  return forEach(label, steps, (step) => {
    const mine = before.then(() => send(step));
    before = mine;
    return mine;
  });
}

/** Sales hears of closed lots by itself; an offer may have to wait a moment for that. */
async function offerLots({ client, season }: Pick<DemoRun, 'client' | 'season'>): Promise<void> {
  const kindOf = new Map(
    season.salesPlan.settlements.map((one) => [`${one.campaignId} ${one.grade}`, one.kind]),
  );
  const answers = await forEach('lots offered', season.salesPlan.lots, (lot) =>
    until(`lot ${lot.lotId} in sales`, async () => {
      const kind = kindOf.get(`${lot.campaignId} ${lot.grade}`) ?? 'pooled';
      const answer = await client.send('POST', `sales/lots/${lot.lotId}/offer`, { kind, offeredOn: lot.to });
      return answer.status === 404 ? undefined : answer;
    }),
  );
  requireAccepted('lots offered', answers);
}
