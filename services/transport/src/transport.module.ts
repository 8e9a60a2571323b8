import { Module } from '@nestjs/common';
import { aggregate, policy, policyWithView, projection } from '@oce/service-kit';
import { checklistAggregate } from './checklist/domain/checklist';
import { ChecklistController } from './checklist/http/checklist.controller';
import { custodyAggregate } from './custody/domain/custody';
import { whenUnitLeavesShipmentThenFreeIt } from './custody/reactions/when-unit-leaves-shipment-then-free-it';
import { custodyProjection } from './custody/reads/custody';
import { CustodyQueryController } from './custody/reads/custody.query';
import { GoodsReader } from './goods/goods.reader';
import { lotsProjection } from './goods/reads/lots';
import { ordersProjection } from './goods/reads/orders';
import { packedUnitsProjection } from './goods/reads/packed-units';
import { permitsProjection } from './goods/reads/permits';
import { saleContractsProjection } from './goods/reads/sale-contracts';
import { PapersController } from './papers/http/papers.controller';
import { reservationAggregate } from './reservation/domain/reservation';
import { whenShipmentEndsThenFreeItsOrder } from './reservation/reactions/when-shipment-ends-then-free-its-order';
import { TransportReservations } from './reservation/reservations';
import { shipmentAggregate } from './shipment/domain/shipment';
import { Loading } from './shipment/http/loading';
import { OnTheWayController } from './shipment/http/on-the-way.controller';
import { Planning } from './shipment/http/planning';
import { ShipmentController } from './shipment/http/shipment.controller';
import { StoppableGoodsSource } from './shipment/reactions/stoppable-goods';
import { whenLotStoppedThenNameIt } from './shipment/reactions/when-lot-stopped-then-name-it';
import { whenUnitLoadedThenTakeItOnBoard } from './shipment/reactions/when-unit-loaded-then-take-it-on-board';
import { shipmentsProjection } from './shipment/reads/shipments';
import { ShipmentsQueryController } from './shipment/reads/shipments.query';
import { temperatureTermsAggregate } from './temperature/domain/temperature-terms';
import { TemperatureTermsController } from './temperature/http/temperature-terms.controller';

/** Transport: what left for whom, in whose hands it is, and what arrived of it. */
@Module({
  controllers: [
    ChecklistController,
    TemperatureTermsController,
    ShipmentController,
    OnTheWayController,
    PapersController,
    ShipmentsQueryController,
    CustodyQueryController,
  ],
  providers: [
    aggregate(checklistAggregate),
    aggregate(temperatureTermsAggregate),
    aggregate(reservationAggregate),
    aggregate(custodyAggregate),
    aggregate(shipmentAggregate),

    projection(packedUnitsProjection),
    projection(permitsProjection),
    projection(ordersProjection),
    projection(saleContractsProjection),
    projection(lotsProjection),
    projection(custodyProjection),
    projection(shipmentsProjection),

    policy(whenUnitLoadedThenTakeItOnBoard),
    policy(whenUnitLeavesShipmentThenFreeIt),
    policy(whenShipmentEndsThenFreeItsOrder),
    policyWithView(whenLotStoppedThenNameIt, StoppableGoodsSource),

    StoppableGoodsSource,
    TransportReservations,
    GoodsReader,
    Planning,
    Loading,
  ],
})
export class TransportModule {}
