import { businessDate } from '@oce/quantities';
import { accepted, positionOf, postAll, requireAccepted, until, type DemoRun } from './demo-run';

export interface Sales {
  readonly orders: number;
  readonly refusedForLimit: number;
  readonly proceeds: number;
  readonly position: number;
}

/** Who sells, as the demo's invoices name it; the numbers are made up and well formed. */
const SELLER = {
  name: 'Office de commercialisation (démonstration)',
  place: 'Casablanca',
  ice: '993401083000144',
  taxId: '1234567',
  validFrom: '2026-01-01',
};
/** The first buyer's identifiant fiscal; the next have the numbers after it. */
const FIRST_TAX_ID = 40_000_001;

/** Buyers, contracts, offers, orders, deliveries, invoices and what the buyers paid. */
export async function sell({ client, season }: DemoRun): Promise<Sales> {
  const post = (path: string, body: unknown) => client.send('POST', path, body);
  const { orders, proceeds } = season.salesPlan;
  requireAccepted('the seller', [await post('sales/seller', SELLER)]);
  const buyers = season.buyers.map((buyer, at) => ({ ...buyer, taxId: String(FIRST_TAX_ID + at) }));
  await postAll(client, 'buyers', buyers, (buyer) => ['sales/buyers', buyer]);
  await postAll(client, 'contracts', season.contracts, (contract) => ['sales/contracts', contract]);
  await offerLots({ client, season });

  const sold = orders.filter(({ expected }) => expected === 'fulfilled');
  // One after the other: each takes its part of its buyer's limit, and earlier ones are paid before later ones come.
  const byDate = timeline(season.salesPlan);
  const firstPaid = byDate.find((step) => step.kind === 'proceeds')?.body;
  let refusedForLimit = 0;
  const take = async (step: Step) => {
    if (step.kind === 'proceeds') {
      if (step.body === firstPaid) await bookWrongAndReverse(post, step.body);
      return post('sales/proceeds', step.body);
    }
    const { orderId, contractId, placedOn, confirmedOn, deliveredOn, lines, expected } = step.order;
    const placed = await post('sales/orders', { orderId, contractId, placedOn, lines });
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
    const deliveryNoteNumber = `BL-${orderId.slice(4)}`;
    return post(`sales/orders/${orderId}/fulfil`, { deliveryNoteNumber, deliveredOn });
  };
  // `accepted` keeps several at once; a chain keeps the order and the progress line.
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = (step: Step) => {
    const mine = before.then(() => take(step));
    before = mine;
    return mine;
  };
  const position = positionOf(await accepted('orders, deliveries, proceeds', byDate, inTurn, 'sales'));
  return { orders: sold.length, refusedForLimit, proceeds: proceeds.length, position };
}

type Post = (path: string, body: unknown) => ReturnType<DemoRun['client']['send']>;
type Proceeds = DemoRun['season']['salesPlan']['proceeds'][number];

/** A clerk books half of what the bank says, sees it, and takes the receipt back: the line of the bank is free again. */
async function bookWrongAndReverse(post: Post, proceeds: Proceeds): Promise<void> {
  const proceedsId = `${proceeds.proceedsId}-FAUX`;
  const amountCentimes = Math.ceil(proceeds.amountCentimes / 2);
  const wrong = await post('sales/proceeds', { ...proceeds, proceedsId, amountCentimes });
  requireAccepted('a receipt of the wrong amount', [wrong]);
  const { id } = wrong.body as { id: string };
  const reversed = { reversalId: `${proceedsId}-REV`, proceedsId, reversedOn: proceeds.valueDate };
  const why = { reason: 'montant mal saisi' };
  requireAccepted('its reversal', [await post(`sales/invoices/${id}/reversals`, { ...reversed, ...why })]);
}

type Step = ReturnType<typeof timeline>[number];

/**
 * Orders and payments in the order of their days. A season that is played before its end has its last payments today: no
 * bank books on a day that is still to come.
 */
function timeline({ orders, proceeds }: DemoRun['season']['salesPlan']) {
  const today = businessDate(new Date().toISOString());
  const booked = (planned: string) => (planned > today ? today : planned);
  const paid = proceeds.map((body) => ({ ...body, valueDate: booked(body.valueDate) }));
  const steps = [
    ...orders.map((order) => ({ kind: 'order' as const, date: order.placedOn, order })),
    ...paid.map((body) => ({ kind: 'proceeds' as const, date: body.valueDate, body })),
  ];
  return steps.sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));
}

const codeOf = ({ body }: { readonly body: unknown }): unknown => (body as { code?: unknown } | null)?.code;

/** Sales hears of closed lots by itself; an offer may have to wait a moment for that. */
async function offerLots({ client, season }: Pick<DemoRun, 'client' | 'season'>): Promise<void> {
  const kindOf = new Map(
    season.salesPlan.settlements.map((one) => [`${one.campaignId} ${one.grade}`, one.kind]),
  );
  await accepted('lots offered', season.salesPlan.lots, (lot) =>
    until(`lot ${lot.lotId} in sales`, async () => {
      const kind = kindOf.get(`${lot.campaignId} ${lot.grade}`) ?? 'pooled';
      const answer = await client.send('POST', `sales/lots/${lot.lotId}/offer`, { kind, offeredOn: lot.to });
      // A verdict that was signed a moment ago may not be a release yet.
      const isOnItsWay = answer.status === 404 || codeOf(answer) === 'lot_not_released';
      return isOnItsWay ? undefined : answer;
    }),
  );
}
