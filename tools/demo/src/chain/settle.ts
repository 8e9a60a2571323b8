import { businessDate } from '@oce/quantities';
import { postAll, requireAccepted, untilQuiet } from '../demo-run';
import type { ChainOffice } from './chain-office';
import { ORDERS } from './orders';
import { RAW_LOTS } from './raw-lots';

export interface Invoice {
  readonly invoiceNumber: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly amountCentimes: number;
  readonly netCentimes: number;
}

/** A pool of the chain: one a traceable lot, one for the pooled lots of a campaign. */
interface PoolPlan {
  readonly poolId: string;
  readonly kind: 'pooled' | 'traceable';
  readonly campaignId: string;
  readonly productId: string;
  readonly grade: string;
  readonly lotIds?: readonly string[];
}

/** The pools that the raw lots of the chain are settled by. */
export function poolsOfChain(): PoolPlan[] {
  const plans = RAW_LOTS.map(({ lotId, settledAs: kind, campaignId, productId, grade }): PoolPlan =>
    kind === 'traceable'
      ? { poolId: lotId, kind, campaignId, productId, grade, lotIds: [lotId] }
      : { poolId: `POOL-${campaignId}`, kind, campaignId, productId, grade },
  );
  return [...new Map(plans.map((plan) => [plan.poolId, plan])).values()];
}

/** Opens every pool, before proceeds come. */
export async function openChainPools({ run: { client } }: ChainOffice): Promise<void> {
  const terms = {
    milling: { perKgCentimes: 50, chargedBy: 'third_party' },
    commissionPpm: 40_000,
    oceChargesCapPpm: 50_000,
  };
  await postAll(client, 'chain, pools opened', poolsOfChain(), ({ grade, ...plan }) => [
    'payments/pools',
    { ...plan, grades: [grade], terms },
  ]);
}

/** Waits for the invoices of what was delivered, and books what the buyers pay: all of it. */
export async function payInvoices(office: ChainOffice, without: readonly string[]): Promise<Invoice[]> {
  const paid: Invoice[] = [];
  for (const { orderId } of ORDERS)
    if (!without.includes(orderId)) paid.push(await payInvoice(office, orderId));
  return paid;
}

const PAID_ON = '2026-11-10';

async function payInvoice(office: ChainOffice, orderId: string): Promise<Invoice> {
  const invoiceNumber = await office.getSoon<{ invoiceNumber: string | null }, string>(
    `sales/orders/${orderId}`,
    (order) => order.invoiceNumber,
  );
  const invoice = await office.getSoon<Invoice, Invoice>(`sales/invoices/${invoiceNumber}`, (one) => one);
  const { buyerId, amountCentimes, netCentimes } = invoice;
  const today = businessDate(new Date().toISOString());
  await office.post('sales/proceeds', {
    proceedsId: `ENC-${orderId}`,
    orderId,
    amountCentimes,
    // No bank books on a day that is still to come.
    valueDate: PAID_ON > today ? today : PAID_ON,
    bankReference: `VIR ${orderId}`,
  });
  return { invoiceNumber, orderId, buyerId, amountCentimes, netCentimes };
}

/** What is outstanding when they close, and known: the campaign takes in for longer, and some of the oil is not sold yet. */
const KNOWN = ['open_invoices', 'unsold_lots', 'ungraded_deliveries', 'unlotted_deliveries', 'open_campaign'];

/** A second person closes, for it fixes what everybody gets. */
export async function closeChainPools({ run: { client, approver } }: ChainOffice): Promise<void> {
  await untilQuiet(client, ['sales', 'payments']);
  for (const { poolId } of poolsOfChain())
    requireAccepted(poolId, [
      await approver.send('POST', `payments/pools/${poolId}/close`, { acknowledge: KNOWN }),
    ]);
  await untilQuiet(client, ['payments', 'portal']);
}
