import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView } from '@oce/service-kit';
import { deliveryShown, transferShown } from '../../own/http/shown';
import { OwnSales } from '../../own/reads/own-sales';
import { producerDeliveriesProjection, type ProducerDelivery } from '../../own/reads/producer-deliveries';
import { producerTransfersProjection, type ProducerTransfer } from '../../own/reads/producer-transfers';
import { lineShown } from '../../statement/reads/statement-reader';
import { StatementLinesReader } from '../../statement/reads/statement-lines.reader';
import { sentLate } from '../http/server-sent';

/** More documents than a producer changes while a page is away. */
const MOST = { limit: 500 };

/** What a page has missed since it was last connected: read once from the projections, as things stand now. */
@Injectable()
export class Missed {
  constructor(
    private readonly statements: StatementLinesReader,
    @InjectProjection(producerDeliveriesProjection)
    private readonly deliveries: ProjectionView<ProducerDelivery>,
    @InjectProjection(producerTransfersProjection)
    private readonly transfers: ProjectionView<ProducerTransfer>,
    private readonly sales: OwnSales,
  ) {}

  /** Everything of one producer that changed after a position, once the projections hold all up to another. */
  async between(producerCode: string, after: number, upTo: number): Promise<string[]> {
    const all = [this.statements, this.deliveries, this.transfers, this.sales];
    await Promise.all(all.map((view) => view.at(upTo)));
    const position = { $gt: after };
    const [{ lines }, deliveries, transfers, lots] = await Promise.all([
      this.statements.lines(producerCode, { ...MOST, since: after }),
      this.deliveries.all({ producerCode, position }, MOST),
      this.transfers.all({ producerCode, position }, MOST),
      this.sales.since(producerCode, after, MOST),
    ]);
    return [
      ...deliveries.map((one) => sentLate({ event: 'delivery', data: deliveryShown(one) })),
      ...lines.map((line) => sentLate({ event: 'line', data: lineShown(line) })),
      ...transfers.map((one) => sentLate({ event: 'transfer', data: transferShown(one) })),
      ...lots.map((lot) => sentLate({ event: 'sale', data: lot })),
    ];
  }
}
