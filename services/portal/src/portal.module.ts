import { Module } from '@nestjs/common';
import { personKeys, projection } from '@oce/service-kit';
import { producerDeliveriesProjection } from './own/reads/producer-deliveries';
import { EventsController } from './live/http/events.controller';
import { LiveFeed } from './live/live-feed';
import { LiveHub } from './live/live-hub';
import { Past } from './live/reads/missed';
import { MeController } from './own/http/own.controller';
import { closedPoolsProjection } from './statement/reads/closed-pools';
import { producersProjection } from './own/reads/producers';
import { producerSalesProjection } from './own/reads/producer-sales';
import { StatementReader } from './statement/reads/statement-reader';
import { StatementsController } from './statement/http/statements.controller';
import { statementsProjection } from './statement/reads/statements';
import { producerTransfersProjection } from './own/reads/producer-transfers';

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
