import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView } from '@oce/service-kit';
import type { Filter } from 'mongodb';
import {
  producerDeliveriesProjection,
  type ProducerDelivery,
} from '../../own/reads/producer-deliveries';
import { ownSales, producerSalesProjection, type LotSales } from '../../own/reads/producer-sales';
import type { Statement } from '../../statement/domain/statement';
import { statementsProjection } from '../../statement/reads/statements';
import {
  producerTransfersProjection,
  type ProducerTransfer,
} from '../../own/reads/producer-transfers';
import { sentLate } from '../http/server-sent';

/** More documents than a producer changes while a page is away. */
const MOST = 500;

/** What a page has missed since it was last connected: read once from the projections, as things stand now. */
@Injectable()
export class Past {
  constructor(
    @InjectProjection(statementsProjection) private readonly statements: ProjectionView<Statement>,
    @InjectProjection(producerDeliveriesProjection)
    private readonly deliveries: ProjectionView<ProducerDelivery>,
    @InjectProjection(producerTransfersProjection)
    private readonly transfers: ProjectionView<ProducerTransfer>,
    @InjectProjection(producerSalesProjection) private readonly sales: ProjectionView<LotSales>,
  ) {}

  /** Everything of one producer that changed after a position, once the projections hold all up to another. */
  async between(producerCode: string, after: number, upTo: number): Promise<string[]> {
    const [statements, deliveries, transfers, sales] = await Promise.all([
      this.statements.at(upTo),
      this.deliveries.at(upTo),
      this.transfers.at(upTo),
      this.sales.at(upTo),
    ]);
    const [statement, weighed, paid, lots] = await Promise.all([
      statements.find(producerCode),
      changed(deliveries, { producerCode }, after),
      changed(transfers, { producerCode }, after),
      changed(sales, { producerCodes: producerCode }, after),
    ]);
    const lines = statement?.lines.filter((line) => line.position > after) ?? [];
    return [
      ...weighed.map((data) => sentLate({ event: 'delivery', data })),
      ...lines.map((data) => sentLate({ event: 'line', data })),
      ...paid.map((data) => sentLate({ event: 'transfer', data })),
      ...lots.flatMap((lot) => {
        const own = ownSales(lot, producerCode);
        return own ? [sentLate({ event: 'sale', data: { ...own, position: lot.position } })] : [];
      }),
    ];
  }
}

async function changed<Doc extends object>(view: ProjectionView<Doc>, whose: object, after: number) {
  const filter = { ...whose, position: { $gt: after } } as Filter<Doc & { _id: string; position: number }>;
  const found = await view.all(filter, { limit: MOST });
  return found.map(({ _id, ...document }) => document as unknown as Doc & { position: number });
}
