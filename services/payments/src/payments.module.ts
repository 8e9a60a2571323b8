import { Module } from '@nestjs/common';
import { aggregate, personKeys, policy, policyWithView, projection } from '@oce/service-kit';
import { AccountController } from './account/account.controller';
import { accountAggregate } from './account/account.decider';
import { PostAdvanceByHand } from './account/post-advance.service';
import { accountsProjection } from './accounts/accounts.projection';
import { AccountsQueryController } from './accounts/accounts.query';
import { askAboutBankAnswersPolicy } from './ask-about-bank-answers/ask-about-bank-answers.policy';
import { BankDetailsController } from './bank-details/bank-details.controller';
import { bankDetailsAggregate } from './bank-details/bank-details.decider';
import { ProposeBankDetails } from './bank-details/propose-bank-details.service';
import { claimAggregate } from './claim/claim.decider';
import { Claims } from './claim/claims.service';
import { Census } from './close-pool/census';
import { ExplainController } from './explain/explain.controller';
import { Explain } from './explain/explain.service';
import { followTransfersPolicy } from './follow-transfers/follow-transfers.policy';
import { lotKindsProjection } from './lot-kinds/lot-kinds.projection';
import { payeesProjection } from './payees/payees.projection';
import { poolMembersProjection } from './pool-members/pool-members.projection';
import { OpenPoolsSource } from './pool-proceeds/open-pools';
import { poolProceedsPolicy } from './pool-proceeds/pool-proceeds.policy';
import { PoolController } from './pool/pool.controller';
import { poolAggregate } from './pool/pool.decider';
import { PoolsService } from './pool/pools.service';
import { poolsProjection } from './pools/pools.projection';
import { PoolsQueryController } from './pools/pools.query';
import { AdvanceViewSource } from './post-advance-on-grading/advance-view';
import { postAdvanceOnGradingPolicy } from './post-advance-on-grading/post-advance-on-grading.policy';
import { postFinalSharesPolicy } from './post-final-shares/post-final-shares.policy';
import { SharesViewSource } from './post-final-shares/shares-view';
import { proceedsProjection } from './proceeds/proceeds.projection';
import { FinishReleases } from './release-rib-claims/finish-releases.service';
import { releaseRibClaimsPolicy } from './release-rib-claims/release-rib-claims.policy';
import { ScheduleController } from './schedule/schedule.controller';
import { scheduleAggregate } from './schedule/schedule.decider';
import { schedulesProjection } from './schedules/schedules.projection';
import { SchedulesReader } from './schedules/schedules.reader';
import { IssueFile } from './transfer-batch/issue-file.service';
import { PrepareBatch } from './transfer-batch/prepare-batch.service';
import { TransferBatchController } from './transfer-batch/transfer-batch.controller';
import { transferBatchAggregate } from './transfer-batch/transfer-batch.decider';
import { transferBatchesProjection } from './transfers/transfer-batches.projection';
import { transfersProjection } from './transfers/transfers.projection';
import { TransfersQueryController } from './transfers/transfers.query';

/** Payments: who gets what, and why. */
@Module({
  controllers: [
    ScheduleController,
    AccountController,
    AccountsQueryController,
    BankDetailsController,
    PoolController,
    PoolsQueryController,
    TransferBatchController,
    TransfersQueryController,
    ExplainController,
  ],
  providers: [
    aggregate(scheduleAggregate),
    aggregate(accountAggregate),
    aggregate(bankDetailsAggregate),
    aggregate(claimAggregate),
    aggregate(poolAggregate),
    aggregate(transferBatchAggregate),

    projection(schedulesProjection),
    projection(accountsProjection),
    projection(payeesProjection),
    projection(poolsProjection),
    projection(poolMembersProjection),
    projection(lotKindsProjection),
    projection(proceedsProjection),
    projection(transferBatchesProjection),
    projection(transfersProjection),

    personKeys(),
    SchedulesReader,
    PostAdvanceByHand,
    Claims,
    FinishReleases,
    ProposeBankDetails,
    Census,
    PoolsService,
    PrepareBatch,
    IssueFile,
    Explain,

    AdvanceViewSource,
    OpenPoolsSource,
    SharesViewSource,
    policyWithView(postAdvanceOnGradingPolicy, AdvanceViewSource),
    policyWithView(poolProceedsPolicy, OpenPoolsSource),
    policyWithView(postFinalSharesPolicy, SharesViewSource),
    policy(followTransfersPolicy),
    policy(askAboutBankAnswersPolicy),
    policy(releaseRibClaimsPolicy),
  ],
})
export class PaymentsModule {}
