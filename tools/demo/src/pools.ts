import { postAll, postInTurn, until, untilQuiet, type DemoRun } from './demo-run';

type Settlement = DemoRun['season']['salesPlan']['settlements'][number];

/** A pool to open: a campaign's grade, or one lot on its own. */
interface Plan {
  readonly poolId: string;
  readonly settlement: Settlement;
  readonly lotId: string | null;
}

/** The pools that the season's settlements come to: one a pooled grade, one a traceable lot. */
export function plansOf({ season }: Pick<DemoRun, 'season'>): Plan[] {
  return season.salesPlan.settlements.flatMap((settlement): Plan[] => {
    if (settlement.kind === 'pooled') return [{ poolId: settlement.settlementId, settlement, lotId: null }];
    return lotsOf(season, settlement).map((lotId) => ({ poolId: `LOT-${lotId}`, settlement, lotId }));
  });
}

/** Only lots that were sold have something to share. */
function lotsOf(season: DemoRun['season'], { campaignId, grade, contractIds }: Settlement): string[] {
  const sold = new Set(
    season.salesPlan.orders
      .filter((order) => order.expected === 'fulfilled' && contractIds.includes(order.contractId))
      .flatMap((order) => order.lines.map(({ lotId }) => lotId)),
  );
  return season.salesPlan.lots
    .filter((lot) => lot.campaignId === campaignId && lot.grade === grade && sold.has(lot.lotId))
    .map(({ lotId }) => lotId);
}

/** Opens every pool, before the proceeds come. */
export async function openPools(run: DemoRun): Promise<void> {
  const { client, season } = run;
  const oceChargesCapPpm = Math.min(...season.cooperatives.map((one) => one.commissionCapPpm));
  const milling = { perKgCentimes: 0, chargedBy: 'third_party' };
  await postAll(client, 'pools opened', plansOf(run), ({ poolId, settlement, lotId }) => {
    const { kind, campaignId, productId, grade, commissionPpm } = settlement;
    const terms = { milling, commissionPpm, oceChargesCapPpm };
    const lotIds = lotId === null ? undefined : [lotId];
    return ['payments/pools', { poolId, kind, campaignId, productId, grades: [grade], lotIds, terms }];
  });
}

/** What is outstanding when the season's pools close, and known: the campaigns still take in, some buyers still owe. */
const KNOWN = ['open_invoices', 'unsold_lots', 'ungraded_deliveries', 'unlotted_deliveries', 'open_campaign'];

/** Posts the charges and closes; a second person closes, for it fixes what everybody gets. */
export async function closePools(run: DemoRun): Promise<number> {
  const { client, approver } = run;
  await untilQuiet(client, ['sales', 'payments']);
  const plans = plansOf(run);
  const charges = plans.flatMap(({ poolId, settlement, lotId }) =>
    settlement.charges
      .filter((charge) => (charge.lotId ?? null) === lotId)
      .map(({ kind, chargedBy, amountCentimes }, number) => ({
        poolId,
        chargeId: `${poolId}-${number + 1}`.slice(-60),
        kind,
        chargedBy,
        amountCentimes,
      })),
  );
  // A closing names its charges in the order in which they were posted.
  const pool = ({ poolId }: { poolId: string }) => poolId;
  await postInTurn(client, 'charges', charges, pool, ({ poolId, ...charge }) => [
    `payments/pools/${poolId}/charges`,
    charge,
  ]);
  // A member of two pools has deductions on the share that is posted first: one pool closes after the other.
  const close = ({ poolId }: Plan) => [`payments/pools/${poolId}/close`, { acknowledge: KNOWN }] as const;
  await postInTurn(approver, 'pools closed', plans, () => 'all', close);
  await until('final shares', async () => {
    const states = await Promise.all(
      plans.map(({ poolId }) => client.call<{ status: string }>('GET', `payments/pools/${poolId}`)),
    );
    return states.every((state) => state.status === 'closed') ? true : undefined;
  });
  await untilQuiet(client, ['payments', 'portal']);
  await shareLate(run, charges);
  return plans.length;
}

/** A charge turns out to have been invoiced twice: it is taken back, and a supplement shares what that frees. */
async function shareLate(
  { client, approver }: DemoRun,
  charges: readonly { readonly poolId: string; readonly chargeId: string }[],
): Promise<void> {
  const twice = charges.slice(0, 1);
  const reason = 'facturé deux fois';
  await postAll(client, 'charges taken back', twice, ({ poolId, chargeId }) => [
    `payments/pools/${poolId}/charge-reversals`,
    { chargeId, reason },
  ]);
  await postAll(approver, 'supplements', twice, ({ poolId }) => [
    `payments/pools/${poolId}/supplements`,
    { supplementId: `${poolId}-S1`.slice(-60) },
  ]);
  await untilQuiet(client, ['payments', 'portal']);
}
