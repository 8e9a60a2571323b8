import { Module } from '@nestjs/common';
import { aggregate, policy, projection } from '@oce/service-kit';
import { lotBalanceAggregate } from './lot-balance/domain/lot-balance';
import { whenLotClosedThenMakeAvailable } from './lot-balance/reactions/when-lot-closed-then-make-available';
import { whenOutputIsForATankThenDrawIt } from './lot-balance/reactions/when-output-is-for-a-tank-then-draw-it';
import { whenReversalAbandonedThenSetOutputsFree } from './lot-balance/reactions/when-reversal-abandoned-then-set-outputs-free';
import { whenReversalBegunThenHoldOutputs } from './lot-balance/reactions/when-reversal-begun-then-hold-outputs';
import { whenRunCompletedThenMakeOutputsAvailable } from './lot-balance/reactions/when-run-completed-then-make-outputs-available';
import { whenRunReversedThenWithdrawOutputs } from './lot-balance/reactions/when-run-reversed-then-withdraw-outputs';
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
  ],
  providers: [
    aggregate(stationAggregate),
    aggregate(productTermsAggregate),
    aggregate(materialAggregate),
    aggregate(lotBalanceAggregate),
    aggregate(tankAggregate),
    aggregate(runAggregate),

    projection(materialsProjection),
    projection(lotBalancesProjection),
    projection(tanksProjection),
    projection(runsProjection),

    policy(whenLotClosedThenMakeAvailable),
    policy(whenRunCompletedThenMakeOutputsAvailable),
    policy(whenOutputIsForATankThenDrawIt),
    policy(whenReversalBegunThenHoldOutputs),
    policy(whenReversalAbandonedThenSetOutputsFree),
    policy(whenRunReversedThenWithdrawOutputs),
    policy(whenLotDrawnThenFillTank),
    policy(whenFillingTurnedAwayThenReturnToLot),
    policy(whenGoodsDrawnThenChargeRun),
    policy(whenChargeSentBackThenGiveBack),
    policy(whenRunReversedThenGiveInputsBack),
    policy(whenOutputAnswersThenTellRun),
  ],
})
export class ConditioningModule {}
