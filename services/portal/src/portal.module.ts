import { Module } from '@nestjs/common';
import { memoryView, personKeys, projection } from '@oce/service-kit';
import { EventsController } from './live/http/events.controller';
import { LiveFeed } from './live/live-feed';
import { LiveHub } from './live/live-hub';
import { lotMembers } from './live/reads/lot-members';
import { Missed } from './live/reads/missed';
import { MeController } from './own/http/me.controller';
import { producerDeliveriesProjection } from './own/reads/producer-deliveries';
import { lotInvoicesProjection } from './own/reads/lot-invoices';
import { OwnSales } from './own/reads/own-sales';
import { producerSalesProjection } from './own/reads/producer-sales';
import { producerTransfersProjection } from './own/reads/producer-transfers';
import { producersProjection } from './own/reads/producers';
import { StatementsController } from './statement/http/statements.controller';
import { closedPoolsProjection } from './statement/reads/closed-pools';
import { payoutMinimumsProjection } from './statement/reads/payout-minimums';
import { StatementLinesReader } from './statement/reads/statement-lines.reader';
import { owedProjection } from './statement/reads/owed';
import { statementPagesProjection } from './statement/reads/statement-pages';
import { StatementReader } from './statement/reads/statement-reader';
import { statementsProjection } from './statement/reads/statements';
import { supplementsProjection } from './statement/reads/supplements';

/** Portal: what a producer may see of their own, live. No aggregates: it listens. */
@Module({
  controllers: [MeController, EventsController, StatementsController],
  providers: [
    projection(producersProjection),
    projection(statementsProjection),
    projection(owedProjection),
    projection(statementPagesProjection),
    projection(producerDeliveriesProjection),
    projection(producerSalesProjection),
    projection(lotInvoicesProjection),
    OwnSales,
    projection(producerTransfersProjection),
    projection(closedPoolsProjection),
    projection(supplementsProjection),
    projection(payoutMinimumsProjection),
    personKeys(),
    StatementLinesReader,
    StatementReader,

    memoryView(lotMembers),
    LiveHub,
    LiveFeed,
    Missed,
  ],
})
export class PortalModule {}
