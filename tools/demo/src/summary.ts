import { personalFieldsOf, runAudit } from '@oce/audit';
import { findContexts } from '@oce/contexts';
import { openLog } from '@oce/office/open-log';
import type { OfficeHome } from '@oce/office/home';
import { openMatters } from './aftermath';
import { ChainOffice } from './chain/chain-office';
import { summaryOfChain, type ChainSummary } from './chain/chain-summary';
import type { ChainPlayed } from './chain/play-chain';
import { readMoments, type Moments } from './moments';
import { plansOf } from './pools';
import type { Sales } from './sell';
import { allPages, type DemoRun } from './demo-run';
import type { Intake } from './take-in';
import type { Batch } from './transfers';

export interface Summary {
  readonly intake: Intake;
  /** Deliveries in the office, without those that stand in for a reversed one. */
  readonly deliveries: number;
  readonly weighedGrams: number;
  readonly payableGrams: number;
  readonly lots: number;
  readonly sales: Sales;
  readonly proceedsCentimes: number;
  readonly pools: number;
  readonly sharesCentimes: number;
  readonly batches: readonly Batch[];
  readonly transfers: { readonly executed: number; readonly rejected: number; readonly returned: number };
  readonly moments: Moments;
  readonly chain: ChainSummary;
  readonly waitingForClerks: number;
  readonly balance: {
    readonly clean: boolean;
    readonly commits: number;
    readonly findings: readonly string[];
  };
  readonly producerCode: string;
  readonly personalCode: string | null;
  readonly statement: string;
  readonly transferId: string;
}

/** A producer of whom everything is told: advances, deductions, final shares, transfers. */
const SHOWN = 'P-OUEZ-0011';

interface PoolRow {
  readonly poolId: string;
  readonly closing: { readonly distributableCentimes: number } | null;
  readonly proceedsCentimes: number;
}
interface DeliveryRow {
  readonly campaignId: string;
  readonly replaces: string | null;
  readonly status: string;
  readonly netGrams: number;
  readonly payableGrams: number | null;
}

interface Played {
  readonly intake: Intake;
  readonly sales: Sales;
  readonly batches: readonly Batch[];
  readonly chain: ChainPlayed;
}

/** Asks the office what came of the season; what is of the chain of goods stands apart. */
export async function makeSummary(run: DemoRun, { intake, sales, batches, chain }: Played): Promise<Summary> {
  const { client, home } = run;
  const { pools, deliveries, batchRows, transfers } = await ofTheSeason(run, batches);
  const standing = deliveries.filter((one) => one.status === 'graded');
  const sum = <T>(rows: readonly T[], of: (row: T) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const statement = await client.call<string>('GET', `portal/statements/${SHOWN}`, undefined, {
    accept: 'text/plain',
  });
  const { code } = await client.call<{ code: string | null }>('POST', 'access/producer-codes', {
    producerCode: SHOWN,
  });
  return {
    intake,
    deliveries: deliveries.filter((one) => one.replaces === null).length,
    weighedGrams: sum(standing, (one) => one.netGrams),
    payableGrams: sum(standing, (one) => one.payableGrams ?? 0),
    lots: run.season.salesPlan.lots.length,
    sales,
    proceedsCentimes: sum(pools, (one) => one.proceedsCentimes),
    pools: pools.length,
    sharesCentimes: sum(pools, (one) => one.closing?.distributableCentimes ?? 0),
    batches: batches.map(({ batchId, transfers: count, totalCentimes, file }) => ({
      batchId,
      transfers: count,
      totalCentimes,
      file,
    })),
    transfers: {
      executed: sum(batchRows, (one) => one.executed),
      rejected: sum(batchRows, (one) => one.rejected),
      returned: sum(batchRows, (one) => one.returned),
    },
    moments: await readMoments(run),
    chain: await summaryOfChain(new ChainOffice(run), chain),
    waitingForClerks: (await openMatters(run)).length,
    balance: await balanced(home),
    producerCode: SHOWN,
    personalCode: code,
    statement,
    transferId: transfers.at(-1)?.transferId ?? '',
  };
}

/** Pools, deliveries and batches of the season: those of the chain of goods are not among them. */
async function ofTheSeason(run: DemoRun, batches: readonly Batch[]) {
  const { client, season } = run;
  const [pools, deliveries, batchRows, transfers] = await Promise.all([
    allPages<PoolRow>(client, 'payments/pools'),
    allPages<DeliveryRow>(client, 'collection/deliveries'),
    allPages<Summary['transfers'] & { batchId: string }>(client, 'payments/transfer-batches'),
    allPages<{ transferId: string }>(client, `payments/transfers?producerCode=${SHOWN}`),
  ]);
  const plans = new Set(plansOf(run).map(({ poolId }) => poolId));
  const campaigns = new Set(season.campaigns.map(({ campaignId }) => campaignId));
  const own = new Set(batches.map(({ batchId }) => batchId));
  return {
    pools: pools.filter(({ poolId }) => plans.has(poolId)),
    deliveries: deliveries.filter(({ campaignId }) => campaigns.has(campaignId)),
    batchRows: batchRows.filter(({ batchId }) => own.has(batchId)),
    transfers,
  };
}

/** The log alone: the collections are compared by ./oce audit. */
async function balanced(home: OfficeHome): Promise<Summary['balance']> {
  const { streams, close } = await openLog(home);
  try {
    const report = await runAudit({
      streams: streams.map((store) => ({ stream: store.stream, log: store })),
      personalFields: personalFieldsOf(findContexts()),
      patienceMs: 15_000,
    });
    const findings = report.findings.slice(0, 10).map((finding) => JSON.stringify(finding));
    return { clean: report.clean, commits: report.commits, findings };
  } finally {
    await close();
  }
}
