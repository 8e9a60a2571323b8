import { Module } from '@nestjs/common';
import { aggregate, memoryView, policy, policyWithView, projection } from '@oce/service-kit';
import { deliveriesProjection } from './delivery/reads/deliveries';
import { ticketCountersProjection } from './delivery/reads/ticket-counters';
import { TicketCountersQueryController } from './delivery/reads/ticket-counters.query';
import { DeliveriesQueryController } from './delivery/reads/deliveries.query';
import { DeliveryController } from './delivery/http/delivery.controller';
import { deliveryAggregate } from './delivery/domain/delivery';
import { Intake } from './delivery/http/intake';
import { RegradingFacts } from './delivery/http/regrading-facts';
import { TicketStreamController } from './delivery/http/ticket-stream.controller';
import { whenDeliveryTakenIntoLotThenAddToLot } from './lot/reactions/when-delivery-taken-into-lot-then-add-to-lot';
import { whenDeliveryTurnedAwayThenLeaveLot } from './lot/reactions/when-delivery-turned-away-then-leave-lot';
import { whenDeliveryReversedThenOpenReplacement } from './delivery/reactions/when-delivery-reversed-then-open-replacement';
import { ReversedDeliveriesSource } from './delivery/reactions/reversed-deliveries';
import { whenQualityDisputeUpheldThenRegrade } from './delivery/reactions/when-quality-dispute-upheld-then-regrade';
import { UpheldDisputesSource } from './delivery/reactions/upheld-disputes';
import { IntakeRuleController } from './intake-rule/http/intake-rule.controller';
import { intakeRuleAggregate } from './intake-rule/domain/intake-rule';
import { lastWeighingsProjection } from './intake-rule/reads/last-weighings';
import { limits } from './limit/domain/limits';
import { LimitsController } from './limit/http/limits.controller';
import { limitsProjection } from './limit/reads/limits';
import { LimitsQueryController } from './limit/reads/limits.query';
import { waitingProjection } from './limit/reads/waiting';
import { WaitingQueryController } from './limit/reads/waiting.query';
import { LotController } from './lot/http/lot.controller';
import { lotAggregate } from './lot/domain/lot';
import { lotsProjection } from './lot/reads/lots';
import { LotsQueryController } from './lot/reads/lots.query';
import { Facts } from './delivery/reads/facts';
import {
  campaignReferences,
  equipmentReferences,
  intakeRuleReferences,
  limitReferences,
  plotReferences,
  producerReferences,
  productReferences,
} from './delivery/reads/references';
import { StationController } from './station/http/station.controller';
import { stationAggregate } from './station/domain/station';

/** Collection: what was weighed in, from whom, at what quality. */
@Module({
  controllers: [
    StationController,
    LimitsController,
    LimitsQueryController,
    WaitingQueryController,
    IntakeRuleController,
    DeliveryController,
    TicketStreamController,
    DeliveriesQueryController,
    TicketCountersQueryController,
    LotController,
    LotsQueryController,
  ],
  providers: [
    aggregate(stationAggregate),
    aggregate(limits),
    aggregate(intakeRuleAggregate),
    aggregate(deliveryAggregate),
    aggregate(lotAggregate),

    memoryView(producerReferences),
    memoryView(campaignReferences),
    memoryView(productReferences),
    memoryView(equipmentReferences),
    memoryView(intakeRuleReferences),
    memoryView(limitReferences),
    memoryView(plotReferences),
    Facts,
    Intake,
    RegradingFacts,

    projection(deliveriesProjection),
    projection(ticketCountersProjection),
    projection(lotsProjection),
    projection(lastWeighingsProjection),
    projection(limitsProjection),
    projection(waitingProjection),

    policy(whenDeliveryTakenIntoLotThenAddToLot),
    policy(whenDeliveryTurnedAwayThenLeaveLot),
    ReversedDeliveriesSource,
    policyWithView(whenDeliveryReversedThenOpenReplacement, ReversedDeliveriesSource),
    UpheldDisputesSource,
    policyWithView(whenQualityDisputeUpheldThenRegrade, UpheldDisputesSource),
  ],
})
export class CollectionModule {}
