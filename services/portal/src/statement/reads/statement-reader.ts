import { Injectable } from '@nestjs/common';
import { businessDate } from '@oce/quantities';
import { fields, InjectProjection, ProjectionView, type LogPosition } from '@oce/service-kit';
import { producerDeliveriesProjection, type ProducerDelivery } from '../../own/reads/producer-deliveries';
import { producersProjection, type Producer } from '../../own/reads/producers';
import { NO_TOTALS, type Statement, type StatementLine, type StatementTotals } from '../domain/statement';
import { belowMinimum, type BelowMinimum, type PayoutMinimum } from '../domain/payout-minimum';
import { priceChainOf, type PriceChain, type SupplementChain } from '../domain/price-chain';
import { closedPoolsProjection, type ClosedPool } from './closed-pools';
import { owedProjection, type OpenClaim, type OwedDocument } from './owed';
import { payoutMinimumsProjection } from './payout-minimums';
import { StatementLinesReader, type LinesWanted } from './statement-lines.reader';
import { statementsProjection } from './statements';
import { supplementKey, supplementsProjection, type Supplement } from './supplements';

/** A delivery as lines cite it. */
export type CitedDelivery = Pick<ProducerDelivery, 'deliveryId' | 'ticketNumber' | 'weighedAt' | 'netGrams'>;

/** A line with what it cites. */
export type ShownLine = StatementLine & {
  /** The business day on which it was posted; a transfer's is that of its execution. */
  readonly postedOn: string;
  /** The first and the last day of weighing of what it pays for; null where it pays for no delivery. */
  readonly deliveredFrom: string | null;
  readonly deliveredTo: string | null;
  readonly deliveries: readonly CitedDelivery[];
  /** How a final share or a supplement came about; null for lines of another kind. */
  readonly priceChain: PriceChain | SupplementChain | null;
};

/** A page of a statement with what its lines cite: every amount can be followed to tickets, pools and schedules. */
export interface StatementView extends BelowMinimum {
  readonly producerCode: string;
  readonly totals: StatementTotals;
  /** What the producer owes still: credits, premiums and what was paid too much, the oldest first. */
  readonly owed: readonly OpenClaim[];
  readonly lines: readonly ShownLine[];
  /** Send it back as `after` for the lines before these; null where there are none. */
  readonly next: string | null;
  readonly pools: Readonly<Record<string, ClosedPool>>;
  /** Position in the log of the last commit on the statement; 0 for an empty one. */
  readonly position: number;
}

const deliveryShown = fields<ProducerDelivery>()('deliveryId', 'ticketNumber', 'weighedAt', 'netGrams');
const poolShown = fields<ClosedPool>()(
  'poolId',
  'kind',
  'campaignId',
  'productId',
  'grades',
  'proceedsCentimes',
  'charges',
  'distributableCentimes',
  'points',
  'members',
  'deliveries',
  'payableGrams',
  'logPosition',
  'closedOn',
);
/** What is shown of a line; the position of its commit is a field of its own. */
export const lineShown = fields<StatementLine>()(
  'lineId',
  'kind',
  'label',
  'date',
  'campaignId',
  'grade',
  'grossCentimes',
  'deductions',
  'claimCentimes',
  'netCentimes',
  'basis',
  'references',
  'position',
  'balanceCentimes',
);

/** What lines cite of pools. */
interface CitedPools {
  readonly pools: StatementView['pools'];
  readonly supplements: Pick<ReadonlyMap<string, Supplement>, 'get'>;
}

export function shownLine(
  line: StatementLine,
  tickets: Pick<ReadonlyMap<string, CitedDelivery>, 'get'>,
  { pools, supplements }: CitedPools,
): ShownLine {
  const deliveries = line.references.deliveryIds.flatMap((id) => tickets.get(id) ?? []);
  const days = deliveries.map(({ weighedAt }) => businessDate(weighedAt)).sort();
  const { poolId } = line.references;
  const number = line.basis.of === 'supplement' ? line.basis.number : 0;
  return {
    ...lineShown(line),
    postedOn: line.date,
    deliveredFrom: days[0] ?? null,
    deliveredTo: days.at(-1) ?? null,
    deliveries,
    priceChain: priceChainOf(line, {
      pool: poolId === null ? undefined : pools[poolId],
      supplement: supplements.get(supplementKey(poolId ?? '', number)),
    }),
  };
}

const minimumShown = fields<PayoutMinimum>()('version', 'validFrom', 'minimumTransferCentimes');
const claimShown = fields<OpenClaim>()('kind', 'reference', 'grantedCentimes', 'leftCentimes', 'dueOn');

/** Reads statements, for their owner and for clerks. */
@Injectable()
export class StatementReader {
  constructor(
    @InjectProjection(statementsProjection) private readonly statements: ProjectionView<Statement>,
    private readonly pages: StatementLinesReader,
    @InjectProjection(producerDeliveriesProjection)
    private readonly deliveries: ProjectionView<ProducerDelivery>,
    @InjectProjection(owedProjection) private readonly owed: ProjectionView<OwedDocument>,
    @InjectProjection(closedPoolsProjection) private readonly pools: ProjectionView<ClosedPool>,
    @InjectProjection(supplementsProjection) private readonly supplements: ProjectionView<Supplement>,
    @InjectProjection(payoutMinimumsProjection) private readonly minimums: ProjectionView<PayoutMinimum>,
    @InjectProjection(producersProjection) private readonly producers: ProjectionView<Producer>,
  ) {}

  /** A page of the statement, the latest lines unless told; an empty one where nothing has happened yet. */
  async read(producerCode: string, wanted: LinesWanted, minPosition: LogPosition): Promise<StatementView> {
    await Promise.all([
      this.statements.at(minPosition),
      this.pages.at(minPosition),
      this.owed.at(minPosition),
      this.minimums.at(minPosition),
      this.producers.at(minPosition),
    ]);
    const [found, owed, { lines, next }] = await Promise.all([
      this.statements.find(producerCode),
      this.owed.find(producerCode),
      this.pages.lines(producerCode, wanted),
    ]);
    const totals = found?.totals ?? NO_TOTALS;
    const [tickets, pools, supplements, below] = await Promise.all([
      this.citedDeliveries(lines),
      this.citedPools(lines),
      this.citedSupplements(lines),
      this.belowMinimum(producerCode, totals),
    ]);
    return {
      producerCode,
      totals,
      ...below,
      owed: (owed?.claims ?? []).filter(({ leftCentimes }) => leftCentimes > 0).map(claimShown),
      lines: lines.map((line) => shownLine(line, tickets, { pools, supplements })),
      next,
      pools,
      position: found?.position ?? 0,
    };
  }

  private async citedDeliveries(lines: readonly StatementLine[]): Promise<Map<string, CitedDelivery>> {
    const ids = [...new Set(lines.flatMap((line) => line.references.deliveryIds))];
    const found = ids.length === 0 ? [] : await this.deliveries.all({ _id: { $in: ids } });
    return new Map(found.map((delivery) => [delivery.deliveryId, deliveryShown(delivery)]));
  }

  private async citedPools(lines: readonly StatementLine[]): Promise<Record<string, ClosedPool>> {
    const ids = [...new Set(lines.flatMap((line) => line.references.poolId ?? []))];
    const found = ids.length === 0 ? [] : await this.pools.all({ _id: { $in: ids } });
    return Object.fromEntries(found.map((pool) => [pool.poolId, poolShown(pool)]));
  }

  private async citedSupplements(lines: readonly StatementLine[]): Promise<Map<string, Supplement>> {
    const cited = lines.flatMap(({ basis, references: { poolId } }) =>
      basis.of === 'supplement' && poolId !== null ? [supplementKey(poolId, basis.number)] : [],
    );
    const found = cited.length === 0 ? [] : await this.supplements.all({ _id: { $in: [...new Set(cited)] } });
    return new Map(found.map((one) => [supplementKey(one.poolId, one.number), one]));
  }

  private async belowMinimum(producerCode: string, totals: StatementTotals): Promise<BelowMinimum> {
    const [terms, producer] = await Promise.all([this.minimums.all({}), this.producers.find(producerCode)]);
    const day = { today: businessDate(new Date().toISOString()), leftOn: producer?.leftOn ?? null };
    return belowMinimum(totals, terms.map(minimumShown), day);
  }
}
