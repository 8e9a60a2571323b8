import { Controller, Get, Query } from '@nestjs/common';
import type { PersonKeys } from '@oce/personal-data';
import {
  InjectPersonKeys,
  InjectProjection,
  IsPageLimit,
  IsPlaceCursor,
  MinPosition,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { StatementQuery } from '../../statement/http/statements.controller';
import { StatementReader } from '../../statement/reads/statement-reader';
import { OwnSales } from '../reads/own-sales';
import { producerDeliveriesProjection, type ProducerDelivery } from '../reads/producer-deliveries';
import { producerTransfersProjection, type ProducerTransfer } from '../reads/producer-transfers';
import { producersProjection, type Producer } from '../reads/producers';
import { OwnCode } from './own-code';
import { deliveryShown, transferShown } from './shown';

export class OwnListQuery {
  @IsPageLimit(200) limit: number = 100;
  /** `next` of the page before. */
  @IsPlaceCursor() after?: string;
}

/** What a producer may see: their own, named by their token. */
@Scopes('portal:self')
@Controller('portal/me')
export class MeController {
  constructor(
    private readonly statements: StatementReader,
    @InjectProjection(producersProjection) private readonly producers: ProjectionView<Producer>,
    @InjectProjection(producerDeliveriesProjection)
    private readonly deliveries: ProjectionView<ProducerDelivery>,
    private readonly sales: OwnSales,
    @InjectProjection(producerTransfersProjection)
    private readonly transfers: ProjectionView<ProducerTransfer>,
    @InjectPersonKeys() private readonly keys: PersonKeys,
  ) {}

  /** Who it is, and whether the bank refuses their account; the names are null for somebody who has been erased. */
  @Get()
  async me(@OwnCode() producerCode: string, @MinPosition() position: LogPosition) {
    const producer = await (await this.producers.at(position)).get(producerCode, 'producer');
    const { cooperativeId, affiliatedOn, suspended } = producer;
    return { producerCode, cooperativeId, affiliatedOn, suspended, ...(await this.namesOf(producer)) };
  }

  @Get('statement')
  statement(
    @OwnCode() producerCode: string,
    @Query() { limit, after }: StatementQuery,
    @MinPosition() position: LogPosition,
  ) {
    return this.statements.read(producerCode, { limit, after }, position);
  }

  @Get('deliveries')
  async ownDeliveries(
    @OwnCode() producerCode: string,
    @Query() { limit, after }: OwnListQuery,
    @MinPosition() position: LogPosition,
  ) {
    const sort = { weighedAt: -1, _id: 1 } as const;
    const view = await this.deliveries.at(position);
    const { items, next } = await view.page({ producerCode }, { limit, after, sort });
    return { items: items.map(deliveryShown), next };
  }

  /** The lots that one's deliveries are in, with their sales; of the members only oneself. */
  @Get('sales')
  async ownLots(
    @OwnCode() producerCode: string,
    @Query() { limit, after }: OwnListQuery,
    @MinPosition() position: LogPosition,
  ) {
    return (await this.sales.at(position)).page(producerCode, { limit, after });
  }

  @Get('transfers')
  async ownTransfers(
    @OwnCode() producerCode: string,
    @Query() { limit, after }: OwnListQuery,
    @MinPosition() position: LogPosition,
  ) {
    const sort = { executionDate: -1, _id: 1 } as const;
    const view = await this.transfers.at(position);
    const { items, next } = await view.page({ producerCode }, { limit, after, sort });
    return { items: items.map(transferShown), next };
  }

  private async namesOf({ producerCode, name, nameArabic, isErased }: Producer) {
    if (isErased || name === null) return { name: null, nameArabic: null, isErased };
    const fields = { name, nameArabic: nameArabic ?? undefined };
    const opened = await this.keys.decrypt(producerCode, fields);
    if (opened.erased) return { name: null, nameArabic: null, isErased: true };
    return { name: opened.fields.name, nameArabic: opened.fields.nameArabic ?? null, isErased: false };
  }
}
