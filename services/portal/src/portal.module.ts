import { Module } from '@nestjs/common';
import { personKeys, projection } from '@oce/service-kit';
import { producerDeliveriesProjection } from './deliveries/producer-deliveries.projection';
import { EventsController } from './live/events.controller';
import { LiveFeed } from './live/live-feed';
import { LiveHub } from './live/live-hub';
import { Past } from './live/past';
import { MeController } from './me/me.controller';
import { closedPoolsProjection } from './pools/closed-pools.projection';
import { producersProjection } from './producers/producers.projection';
import { producerSalesProjection } from './sales/producer-sales.projection';
import { StatementReader } from './statements/statement-reader';
import { StatementsController } from './statements/statements.controller';
import { statementsProjection } from './statements/statements.projection';
import { producerTransfersProjection } from './transfers/producer-transfers.projection';

/** Portal: what a producer may see of their own, live. No aggregates: it listens. */
@Module({
  controllers: [MeController, EventsController, StatementsController],
  providers: [
    projection(producersProjection),
    projection(statementsProjection),
    projection(producerDeliveriesProjection),
    projection(producerSalesProjection),
    projection(producerTransfersProjection),
    projection(closedPoolsProjection),
    personKeys(),
    StatementReader,

    LiveHub,
    LiveFeed,
    Past,
  ],
})
export class PortalModule {}
