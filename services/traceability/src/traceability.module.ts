import { Module } from '@nestjs/common';
import { aggregate, projection } from '@oce/service-kit';
import { ConsumerReader } from './digital-link/consumer.reader';
import { DigitalLinkController } from './digital-link/http/digital-link.controller';
import { certificatesProjection } from './digital-link/reads/certificates';
import { productsProjection } from './digital-link/reads/products';
import { drillAggregate } from './drill/domain/drill';
import { DrillController } from './drill/http/drill.controller';
import { drillsProjection } from './drill/reads/drills';
import { DrillsQueryController, DueDrillsController } from './drill/reads/drills.query';
import { CooperativesReader } from './lot/cooperatives.reader';
import { LotsReader } from './lot/lots.reader';
import { lotStatusesProjection } from './lot/reads/lot-statuses';
import { lotsProjection } from './lot/reads/lots';
import { cooperativesProjection, stationsProjection } from './lot/reads/places';
import { traderPriceAggregate } from './price-chain/domain/trader-price';
import { PriceChainController } from './price-chain/http/price-chain.controller';
import { TraderPriceController } from './price-chain/http/trader-price.controller';
import { PriceChainReader } from './price-chain/price-chain.reader';
import { poolSumsProjection } from './price-chain/reads/pool-sums';
import { soldLotsProjection } from './price-chain/reads/sold-lots';
import { traderPricesProjection } from './price-chain/reads/trader-prices';
import { TraderPricesQueryController } from './price-chain/reads/trader-prices.query';
import { RecallListsController } from './recall/http/recall-lists.controller';
import { buyersProjection, ordersProjection } from './recall/reads/orders';
import { shipmentsProjection } from './recall/reads/shipments';
import { tankContentsProjection } from './recall/reads/tank-contents';
import { unitsProjection } from './recall/reads/units';
import { RecallReader } from './recall/recall.reader';

/** Traceability: where goods came from and where they went, who is to be told, and what became of the money. */
@Module({
  controllers: [
    RecallListsController,
    DrillController,
    DueDrillsController,
    DrillsQueryController,
    PriceChainController,
    TraderPriceController,
    TraderPricesQueryController,
    DigitalLinkController,
  ],
  providers: [
    aggregate(drillAggregate),
    aggregate(traderPriceAggregate),

    projection(lotsProjection),
    projection(lotStatusesProjection),
    projection(stationsProjection),
    projection(cooperativesProjection),
    projection(tankContentsProjection),
    projection(unitsProjection),
    projection(shipmentsProjection),
    projection(ordersProjection),
    projection(buyersProjection),
    projection(drillsProjection),
    projection(soldLotsProjection),
    projection(poolSumsProjection),
    projection(traderPricesProjection),
    projection(productsProjection),
    projection(certificatesProjection),

    LotsReader,
    CooperativesReader,
    RecallReader,
    PriceChainReader,
    ConsumerReader,
  ],
})
export class TraceabilityModule {}
