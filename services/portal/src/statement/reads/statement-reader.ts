import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView } from '@oce/service-kit';
import type { Filter } from 'mongodb';
import {
  producerDeliveriesProjection,
  type ProducerDelivery,
} from '../../own/reads/producer-deliveries';
import { closedPoolsProjection, type ClosedPool } from './closed-pools';
import { emptyStatement, type Statement, type StatementLine, type StatementTotals } from '../domain/statement';
import { statementsProjection } from './statements';

/** A delivery as lines cite it. */
export type CitedDelivery = Pick<ProducerDelivery, 'deliveryId' | 'ticketNumber' | 'weighedAt' | 'netGrams'>;

/** A statement with what its lines cite: every amount can be followed to tickets, pools and schedules. */
export interface StatementView {
  readonly producerCode: string;
  readonly totals: StatementTotals;
  readonly lines: readonly (StatementLine & { readonly deliveries: readonly CitedDelivery[] })[];
  readonly pools: Readonly<Record<string, ClosedPool>>;
  /** Position in the log of the last commit on the statement; 0 for an empty one. */
  readonly position: number;
}

/** Reads statements, for their owner and for clerks. */
@Injectable()
export class StatementReader {
  constructor(
    @InjectProjection(statementsProjection) private readonly statements: ProjectionView<Statement>,
    @InjectProjection(producerDeliveriesProjection)
    private readonly deliveries: ProjectionView<ProducerDelivery>,
    @InjectProjection(closedPoolsProjection) private readonly pools: ProjectionView<ClosedPool>,
  ) {}

  /** The statement, an empty one for somebody to whom nothing has happened yet. */
  async read(producerCode: string, minPosition: number): Promise<StatementView> {
    const found = await (await this.statements.at(minPosition)).find(producerCode);
    const { lines, totals } = found ?? emptyStatement(producerCode);
    const [tickets, pools] = await Promise.all([this.citedDeliveries(lines), this.citedPools(lines)]);
    return {
      producerCode,
      totals,
      lines: lines.map((line) => ({
        ...line,
        deliveries: line.references.deliveryIds.flatMap((id) => tickets.get(id) ?? []),
      })),
      pools,
      position: found?.position ?? 0,
    };
  }

  private async citedDeliveries(lines: readonly StatementLine[]): Promise<Map<string, CitedDelivery>> {
    const ids = [...new Set(lines.flatMap((line) => line.references.deliveryIds))];
    const found = await everyOne(this.deliveries, ids);
    return new Map(
      found.map(({ deliveryId, ticketNumber, weighedAt, netGrams }) => [
        deliveryId,
        { deliveryId, ticketNumber, weighedAt, netGrams },
      ]),
    );
  }

  private async citedPools(lines: readonly StatementLine[]): Promise<Record<string, ClosedPool>> {
    const ids = [...new Set(lines.flatMap((line) => line.references.poolId ?? []))];
    const found = await everyOne(this.pools, ids);
    return Object.fromEntries(found.map(({ _id, position: _position, ...pool }) => [_id, pool]));
  }
}

async function everyOne<Doc extends object>(view: ProjectionView<Doc>, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const filter = { _id: { $in: ids } } as unknown as Filter<Doc & { _id: string; position: number }>;
  return view.all(filter);
}
