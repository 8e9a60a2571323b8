import { Controller, Get, Res } from '@nestjs/common';
import type { HandlerOf } from '@oce/event-store';
import { AggregateId, InjectAggregate, Scopes } from '@oce/service-kit';
import type { FastifyReply } from 'fastify';
import { GoodsReader } from '../../goods/goods.reader';
import { shipmentAggregate } from '../../shipment/domain/shipment';
import { plannedOf } from '../../shipment/domain/shipment.state';
import { consignmentNotePdf, packingListPdf, type PackingLine, type PaperContent } from './paper-files';

/** The papers of a shipment, as PDF. */
@Scopes('transport:read')
@Controller('transport/shipments')
export class PapersController {
  constructor(
    @InjectAggregate(shipmentAggregate) private readonly shipments: HandlerOf<typeof shipmentAggregate>,
    private readonly goods: GoodsReader,
  ) {}

  /** The consignment note. */
  @Get(':id/consignment-note.pdf')
  async consignmentNote(@AggregateId() id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const content = await this.content(id);
    void reply.type('application/pdf');
    return consignmentNotePdf(content);
  }

  /** The packing list. */
  @Get(':id/packing-list.pdf')
  async packingList(@AggregateId() id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const content = await this.content(id);
    void reply.type('application/pdf');
    return packingListPdf(content);
  }

  private async content(id: string): Promise<PaperContent> {
    const { state } = await this.shipments.load(id);
    const planned = plannedOf(state);
    const known = await this.goods.packed([...state.units.keys()]);
    const gtins = new Map(known.map(({ sscc, gtin }) => [sscc, gtin]));
    const inUnits = [...state.units.values()].flatMap(({ sscc, goods }) =>
      goods.map((one): PackingLine => ({ sscc, gtin: gtins.get(sscc) ?? null, ...one })),
    );
    const inBulk = [...state.bulk.values()].map(({ goods }): PackingLine => ({
      sscc: null,
      gtin: null,
      ...goods,
    }));
    const { shipmentId, orderId, buyerId, destination, carrier, vehicle, container, plannedOn } = planned;
    return {
      shipmentId,
      orderId,
      buyerId,
      destination,
      carrier,
      vehicle,
      container,
      seal: state.seal,
      deliveryTerm: `${planned.incoterm} ${planned.place}`,
      plannedOn,
      departedAt: state.departedAt,
      lines: [...inUnits, ...inBulk],
    };
  }
}
