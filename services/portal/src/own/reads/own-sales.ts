import { Injectable } from '@nestjs/common';
import type { Stored } from '@oce/projections';
import { InjectProjection, ProjectionView, type LogPosition, type PageOptions } from '@oce/service-kit';
import { lotInvoicesProjection, type LotInvoiceDocument } from './lot-invoices';
import { ownSales, producerSalesProjection, type OwnLotSales, type ProducerLot } from './producer-sales';

const IN_ORDER = { since: 1, _id: 1 } as const;
const LATEST = { closedOn: -1, _id: 1 } as const;

/** Reads the lots of a producer with what they were sold for. */
@Injectable()
export class OwnSales {
  constructor(
    @InjectProjection(producerSalesProjection) private readonly lots: ProjectionView<ProducerLot>,
    @InjectProjection(lotInvoicesProjection) private readonly invoices: ProjectionView<LotInvoiceDocument>,
  ) {}

  /** Waits until both hold what the log does up to a position. */
  async at(position: LogPosition): Promise<this> {
    await Promise.all([this.lots.at(position), this.invoices.at(position)]);
    return this;
  }

  async page(producerCode: string, wanted: Omit<PageOptions, 'sort'>) {
    const { items, next } = await this.lots.page(
      { producerCodes: producerCode },
      { ...wanted, sort: LATEST },
    );
    return { items: (await this.withInvoices(producerCode, items)).map(({ own }) => own), next };
  }

  /** Lots that changed after a position, or whose invoices did, each with the position of its last change. */
  async since(producerCode: string, after: number, most: { readonly limit: number }) {
    const lots = await this.lots.all({ producerCodes: producerCode }, { ...most, sort: LATEST });
    const changed = (await this.withInvoices(producerCode, lots)).filter(({ position }) => position > after);
    return changed.map(({ own, position }) => ({ ...own, position }));
  }

  private async withInvoices(producerCode: string, lots: readonly Stored<ProducerLot>[]) {
    const lotIds = lots.map(({ lotId }) => lotId);
    const found = await this.invoices.all({ lotId: { $in: lotIds } }, { sort: IN_ORDER });
    return lots.flatMap((lot): { own: OwnLotSales; position: number }[] => {
      const invoices = found.filter(({ lotId }) => lotId === lot.lotId);
      const own = ownSales(lot, invoices, producerCode);
      const position = Math.max(lot.position, ...invoices.map((one) => one.position));
      return own ? [{ own, position }] : [];
    });
  }
}
