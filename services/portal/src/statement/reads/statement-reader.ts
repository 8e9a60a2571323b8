import { Injectable } from '@nestjs/common';
import { fields, InjectProjection, ProjectionView, type LogPosition } from '@oce/service-kit';
import { producerDeliveriesProjection, type ProducerDelivery } from '../../own/reads/producer-deliveries';
import { NO_TOTALS, type Statement, type StatementLine, type StatementTotals } from '../domain/statement';
import { closedPoolsProjection, type ClosedPool } from './closed-pools';
import { StatementLinesReader, type LinesWanted } from './statement-lines.reader';
import { statementsProjection } from './statements';

/** A delivery as lines cite it. */
export type CitedDelivery = Pick<ProducerDelivery, 'deliveryId' | 'ticketNumber' | 'weighedAt' | 'netGrams'>;

/** A page of a statement with what its lines cite: every amount can be followed to tickets, pools and schedules. */
export interface StatementView {
  readonly producerCode: string;
  readonly totals: StatementTotals;
  readonly lines: readonly (StatementLine & { readonly deliveries: readonly CitedDelivery[] })[];
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

/** Reads statements, for their owner and for clerks. */
@Injectable()
export class StatementReader {
  constructor(
    @InjectProjection(statementsProjection) private readonly statements: ProjectionView<Statement>,
    private readonly pages: StatementLinesReader,
    @InjectProjection(producerDeliveriesProjection)
    private readonly deliveries: ProjectionView<ProducerDelivery>,
    @InjectProjection(closedPoolsProjection) private readonly pools: ProjectionView<ClosedPool>,
  ) {}

  /** A page of the statement, the latest lines unless told; an empty one where nothing has happened yet. */
  async read(producerCode: string, wanted: LinesWanted, minPosition: LogPosition): Promise<StatementView> {
    await Promise.all([this.statements.at(minPosition), this.pages.at(minPosition)]);
    const [found, { lines, next }] = await Promise.all([
      this.statements.find(producerCode),
      this.pages.lines(producerCode, wanted),
    ]);
    const [tickets, pools] = await Promise.all([this.citedDeliveries(lines), this.citedPools(lines)]);
    return {
      producerCode,
      totals: found?.totals ?? NO_TOTALS,
      lines: lines.map((line) => ({
        ...lineShown(line),
        deliveries: line.references.deliveryIds.flatMap((id) => tickets.get(id) ?? []),
      })),
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
}
