import { personalFieldsOf, runAudit } from '@oce/audit';
import { findContexts } from '@oce/contexts';
import { openLog } from '@oce/office/open-log';
import type { OfficeHome } from '@oce/office/home';
import { openMatters } from './aftermath';
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
  readonly closing: { readonly distributableCentimes: number } | null;
  readonly proceedsCentimes: number;
}
interface DeliveryRow {
  readonly replaces: string | null;
  readonly status: string;
  readonly netGrams: number;
  readonly payableGrams: number | null;
}

/** Asks the office what came of the season. */
export async function makeSummary(
  run: DemoRun,
  { intake, sales, batches }: { intake: Intake; sales: Sales; batches: readonly Batch[] },
): Promise<Summary> {
  const { client, home } = run;
  const [pools, deliveries, batchRows, transfers] = await Promise.all([
    allPages<PoolRow>(client, 'payments/pools'),
    allPages<DeliveryRow>(client, 'collection/deliveries'),
    allPages<Summary['transfers']>(client, 'payments/transfer-batches'),
    allPages<{ transferId: string }>(client, `payments/transfers?producerCode=${SHOWN}`),
  ]);
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
    pools: plansOf(run).length,
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
    waitingForClerks: (await openMatters(run)).length,
    balance: await balanced(home),
    producerCode: SHOWN,
    personalCode: code,
    statement,
    transferId: transfers.at(-1)?.transferId ?? '',
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
