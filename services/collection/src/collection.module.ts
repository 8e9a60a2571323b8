import { Module } from '@nestjs/common';
import { aggregate, memoryView, policy, policyWithView, projection } from '@oce/service-kit';
import { deliveriesProjection } from './deliveries/deliveries.projection';
import { DeliveriesQueryController } from './deliveries/deliveries.query';
import { DeliveryController } from './delivery/delivery.controller';
import { deliveryDecider } from './delivery/delivery.decider';
import { Intake } from './delivery/intake.service';
import { TicketStreamController } from './delivery/ticket-stream.controller';
import { fillLotPolicy } from './fill-lot/fill-lot.policy';
import { followReversalPolicy } from './follow-reversal/follow-reversal.policy';
import { ReversedDeliveriesSource } from './follow-reversal/reversed-deliveries';
import { IntakeRuleController } from './intake-rule/intake-rule.controller';
import { intakeRuleDecider } from './intake-rule/intake-rule.decider';
import { LotController } from './lot/lot.controller';
import { lotDecider } from './lot/lot.decider';
import { lotsProjection } from './lots/lots.projection';
import { LotsQueryController } from './lots/lots.query';
import { Facts } from './references/facts';
import {
  campaignReferences,
  equipmentReferences,
  intakeRuleReferences,
  producerReferences,
  productReferences,
} from './references/references';
import { StationController } from './station/station.controller';
import { stationDecider } from './station/station.decider';

/** Collection: what was weighed in, from whom, at what quality. */
@Module({
  controllers: [
    StationController,
    IntakeRuleController,
    DeliveryController,
    TicketStreamController,
    DeliveriesQueryController,
    LotController,
    LotsQueryController,
  ],
  providers: [
    aggregate(stationDecider),
    aggregate(intakeRuleDecider),
    aggregate(deliveryDecider),
    aggregate(lotDecider),

    memoryView(producerReferences),
    memoryView(campaignReferences),
    memoryView(productReferences),
    memoryView(equipmentReferences),
    memoryView(intakeRuleReferences),
    Facts,
    Intake,

    projection(deliveriesProjection),
    projection(lotsProjection),

    policy(fillLotPolicy),
    ReversedDeliveriesSource,
    policyWithView(followReversalPolicy, ReversedDeliveriesSource),
  ],
})
export class CollectionModule {}
