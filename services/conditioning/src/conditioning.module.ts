import { Module } from '@nestjs/common';
import { aggregate, memoryView, policy, projection } from '@oce/service-kit';
import { lotBalanceAggregate } from './lot-balance/domain/lot-balance';
import { whenLotClosedOrSoldThenFollow } from './lot-balance/reactions/when-lot-closed-or-sold-then-follow';
import { whenOutputIsForATankThenDrawIt } from './lot-balance/reactions/when-output-is-for-a-tank-then-draw-it';
import { whenReversalAbandonedThenSetOutputsFree } from './lot-balance/reactions/when-reversal-abandoned-then-set-outputs-free';
import { whenReversalBegunThenHoldOutputs } from './lot-balance/reactions/when-reversal-begun-then-hold-outputs';
import { whenRunCompletedThenMakeOutputsAvailable } from './lot-balance/reactions/when-run-completed-then-make-outputs-available';
import { whenRunReversedThenWithdrawOutputs } from './lot-balance/reactions/when-run-reversed-then-withdraw-outputs';
import { whenTollRunHandedOverThenDrawOutputs } from './lot-balance/reactions/when-toll-run-handed-over-then-draw-outputs';
import { lotBalancesProjection } from './lot-balance/reads/lots';
import { LotBalancesQueryController } from './lot-balance/reads/lots.query';
import { materialAggregate } from './material/domain/material';
import { MaterialController } from './material/http/material.controller';
import { materialsProjection } from './material/reads/materials';
import { MaterialsQueryController } from './material/reads/materials.query';
import { runAggregate } from './run/domain/run';
import { RunController } from './run/http/run.controller';
import { whenChargeSentBackThenGiveBack } from './run/reactions/when-charge-sent-back-then-give-back';
import { whenGoodsDrawnThenChargeRun } from './run/reactions/when-goods-drawn-then-charge-run';
import { whenOutputAnswersThenTellRun } from './run/reactions/when-output-answers-then-tell-run';
import { whenRunReversedThenGiveInputsBack } from './run/reactions/when-run-reversed-then-give-inputs-back';
import { Surroundings } from './run/http/surroundings';
import { packingsView } from './run/reads/packings';
import { runsProjection } from './run/reads/runs';
import { RunsQueryController } from './run/reads/runs.query';
import { stationAggregate } from './station/domain/station';
import { StationController } from './station/http/station.controller';
import { tankAggregate } from './tank/domain/tank';
import { TankController } from './tank/http/tank.controller';
import { whenFillingTurnedAwayThenReturnToLot } from './tank/reactions/when-filling-turned-away-then-return-to-lot';
import { whenLotDrawnThenFillTank } from './tank/reactions/when-lot-drawn-then-fill-tank';
import { tanksProjection } from './tank/reads/tanks';
import { TanksQueryController } from './tank/reads/tanks.query';
import { ssccRegister } from './unit/domain/sscc-register';
import { unitAggregate } from './unit/domain/unit';
import { UnitController } from './unit/http/unit.controller';
import { whenGoodsDrawnThenPutIntoUnit } from './unit/reactions/when-goods-drawn-then-put-into-unit';
import { whenGoodsLeaveUnitThenReturnToLot } from './unit/reactions/when-goods-leave-unit-then-return-to-lot';
import { whenShipmentMovesThenMoveUnit } from './unit/reactions/when-shipment-moves-then-move-unit';
import { whenUnitIsOutOfAnotherThenFreeIt } from './unit/reactions/when-unit-is-out-of-another-then-free-it';
import { whenUnitMovesThenMoveInnerUnits } from './unit/reactions/when-unit-moves-then-move-inner-units';
import { whenUnitPutIntoAnotherThenTakeIt } from './unit/reactions/when-unit-put-into-another-then-take-it';
import { unitsProjection } from './unit/reads/units';
import { UnitsQueryController } from './unit/reads/units.query';
import { productTermsAggregate } from './terms/domain/product-terms';
import { ProductTermsController } from './terms/http/product-terms.controller';

/** Conditioning: what became of what was weighed in, to the gram. */
@Module({
  controllers: [
    StationController,
    ProductTermsController,
    MaterialController,
    MaterialsQueryController,
    LotBalancesQueryController,
    TankController,
    TanksQueryController,
    RunController,
    RunsQueryController,
    UnitController,
    UnitsQueryController,
  ],
  providers: [
    aggregate(stationAggregate),
    aggregate(productTermsAggregate),
    aggregate(materialAggregate),
    aggregate(lotBalanceAggregate),
    aggregate(tankAggregate),
    aggregate(runAggregate),
    aggregate(unitAggregate),
    aggregate(ssccRegister),

    memoryView(packingsView),
    Surroundings,

    projection(materialsProjection),
    projection(lotBalancesProjection),
    projection(tanksProjection),
    projection(runsProjection),
    projection(unitsProjection),

    policy(whenLotClosedOrSoldThenFollow),
    policy(whenRunCompletedThenMakeOutputsAvailable),
    policy(whenOutputIsForATankThenDrawIt),
    policy(whenTollRunHandedOverThenDrawOutputs),
    policy(whenReversalBegunThenHoldOutputs),
    policy(whenReversalAbandonedThenSetOutputsFree),
    policy(whenRunReversedThenWithdrawOutputs),
    policy(whenLotDrawnThenFillTank),
    policy(whenFillingTurnedAwayThenReturnToLot),
    policy(whenGoodsDrawnThenChargeRun),
    policy(whenChargeSentBackThenGiveBack),
    policy(whenRunReversedThenGiveInputsBack),
    policy(whenOutputAnswersThenTellRun),
    policy(whenGoodsDrawnThenPutIntoUnit),
    policy(whenGoodsLeaveUnitThenReturnToLot),
    policy(whenUnitPutIntoAnotherThenTakeIt),
    policy(whenUnitIsOutOfAnotherThenFreeIt),
    policy(whenShipmentMovesThenMoveUnit),
    policy(whenUnitMovesThenMoveInnerUnits),
  ],
})
export class ConditioningModule {}
