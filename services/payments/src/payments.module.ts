import { Module } from '@nestjs/common';
import { aggregate, personKeys, policy, policyWithView, projection } from '@oce/service-kit';
import { accountAggregate } from './account/domain/account';
import { AccountController } from './account/http/account.controller';
import { AskedErasuresSource } from './account/reactions/asked-erasures';
import { SchedulesAndWoundUpPools } from './account/reactions/schedules-and-wound-up-pools';
import { ClosingsTakenBack } from './account/reactions/closings-taken-back';
import { SharesOfClosedPools } from './account/reactions/shares-of-closed-pools';
import { whenClosingTakenBackThenTakeBackFinalShares } from './account/reactions/when-closing-taken-back-then-take-back-final-shares';
import { whenDeliveryGradedThenPostAdvance } from './account/reactions/when-delivery-graded-then-post-advance';
import { whenErasureRequestedThenSettle } from './account/reactions/when-erasure-requested-then-settle';
import { whenPoolClosedThenPostFinalShares } from './account/reactions/when-pool-closed-then-post-final-shares';
import { whenSupplementDistributedThenPostSupplements } from './account/reactions/when-supplement-distributed-then-post-supplements';
import { whenProducerLeftThenNoteDeparture } from './account/reactions/when-producer-left-then-note-departure';
import { whenCashChangesThenMovePayout } from './account/reactions/when-cash-changes-then-move-payout';
import { whenTransferChangesThenMovePayout } from './account/reactions/when-transfer-changes-then-move-payout';
import { accountsProjection } from './account/reads/accounts';
import { awaitedDeliveriesProjection, heldErasuresProjection } from './account/reads/held-erasures';
import { purchasesProjection } from './account/reads/purchases';
import { AccountsQueryController } from './account/reads/accounts.query';
import { AccountsReader } from './account/reads/accounts.reader';
import { cashDispositionAggregate } from './cash/domain/cash-disposition';
import { CashAtCounter } from './cash/http/cash-at-counter';
import { CashController } from './cash/http/cash.controller';
import { CashReceiptController } from './cash/reads/cash-receipt.query';
import { cashDispositionsProjection } from './cash/reads/cash-dispositions';
import { CashDispositionsQueryController } from './cash/reads/cash-dispositions.query';
import { counterAggregate } from './counter/domain/counter';
import { CounterController } from './counter/http/counter.controller';
import { countersProjection } from './counter/reads/counters';
import { CountersQueryController } from './counter/reads/counters.query';
import { bankDetailsAggregate } from './bank-details/domain/bank-details';
import { BankDetailsController } from './bank-details/http/bank-details.controller';
import { BankDetailsProposals } from './bank-details/http/propose-bank-details';
import { whenAccountGivenUpThenReleaseReservation } from './bank-details/reactions/when-account-given-up-then-release-reservation';
import { whenAccountSuspendedThenAskClerk } from './bank-details/reactions/when-account-suspended-then-ask-clerk';
import { whenTransferFailsThenSuspendAccount } from './bank-details/reactions/when-transfer-fails-then-suspend-account';
import { payeesProjection } from './bank-details/reads/payees';
import { PayeesQueryController } from './bank-details/reads/payees.query';
import { limits } from './limit/domain/limits';
import { LimitsInForce } from './limit/http/limits-in-force';
import { LimitsController } from './limit/http/limits.controller';
import { limitsProjection } from './limit/reads/limits';
import { LimitsQueryController } from './limit/reads/limits.query';
import { waitingProjection } from './limit/reads/waiting';
import { WaitingQueryController } from './limit/reads/waiting.query';
import { payoutTermsAggregate } from './payout-terms/domain/payout-terms';
import { PayoutTermsController } from './payout-terms/http/payout-terms.controller';
import { payoutTermsProjection } from './payout-terms/reads/payout-terms';
import { PayoutTermsQueryController } from './payout-terms/reads/payout-terms.query';
import { poolAggregate } from './pool/domain/pool';
import { PoolController } from './pool/http/pool.controller';
import { PoolsService } from './pool/http/pools.service';
import { KnownPoolsSource } from './pool/reactions/known-pools';
import { TraceableLotsSource } from './pool/reactions/traceable-lots';
import { whenCorrectionPostedThenTakeCorrection } from './pool/reactions/when-correction-posted-then-take-correction';
import { whenProceedsReceivedThenPool } from './pool/reactions/when-proceeds-received-then-pool';
import { whenPoolClosedThenAskAboutLots } from './pool/reactions/when-pool-closed-then-ask-about-lots';
import { campaignsProjection } from './pool/reads/campaigns';
import { conventionsProjection, memberCooperativesProjection } from './pool/reads/conventions';
import { invoicesOfPoolsProjection } from './pool/reads/invoices-of-pools';
import { lotGoodsProjection } from './pool/reads/lot-goods';
import { lotKindsProjection } from './pool/reads/lot-kinds';
import { lotsToSellProjection } from './pool/reads/lots-to-sell';
import { OutstandingQueryController } from './pool/reads/outstanding.query';
import { OutstandingReader } from './pool/reads/outstanding.reader';
import { PoolDeliveriesReader } from './pool/reads/pool-deliveries';
import { poolEntriesProjection } from './pool/reads/pool-entries';
import { poolMembersProjection } from './pool/reads/pool-members';
import { poolsProjection } from './pool/reads/pools';
import { PoolsQueryController } from './pool/reads/pools.query';
import { proceedsProjection } from './pool/reads/proceeds';
import { ProceedsByOrigin } from './pool/reads/proceeds-by-origin';
import { ungradedDeliveriesProjection } from './pool/reads/ungraded-deliveries';
import { WoundUpPools } from './pool/reads/wound-up-pools';
import { resultAggregate } from './result/domain/result';
import { reservationAggregate } from './reservation/domain/reservation';
import { holidayAggregate } from './holiday/domain/holiday';
import { HolidayController } from './holiday/http/holiday.controller';
import { holidaysProjection } from './holiday/reads/holidays';
import { HolidaysQueryController } from './holiday/reads/holidays.query';
import { PaymentsReservations } from './reservation/reservations';
import { scheduleAggregate } from './schedule/domain/schedule';
import { ScheduleController } from './schedule/http/schedule.controller';
import { schedulesProjection } from './schedule/reads/schedules';
import { weighingDaysProjection } from './schedule/reads/weighing-days';
import { SchedulesQueryController } from './schedule/reads/schedules.query';
import { SchedulesReader } from './schedule/reads/schedules.reader';
import { transferBatchAggregate } from './transfer-batch/domain/transfer-batch';
import { BankAnswers } from './transfer-batch/http/bank-answers';
import { IssueFile } from './transfer-batch/http/issue-file';
import { PrepareBatch } from './transfer-batch/http/prepare-batch';
import { TransferBatchController } from './transfer-batch/http/transfer-batch.controller';
import { BatchesOfTransfersSource } from './transfer-batch/reactions/batches-of-transfers';
import { whenLineDisputedThenWithdrawTransfer } from './transfer-batch/reactions/when-line-disputed-then-withdraw-transfer';
import { whenBankAnsweredThenAskClerk } from './transfer-batch/reactions/when-bank-answered-then-ask-clerk';
import { ExplainController } from './transfer-batch/reads/explain.query';
import { transferBatchesProjection } from './transfer-batch/reads/transfer-batches';
import { transfersProjection } from './transfer-batch/reads/transfers';
import { TransfersQueryController } from './transfer-batch/reads/transfers.query';

/** Payments: who gets what, and why. */
@Module({
  controllers: [
    ScheduleController,
    LimitsController,
    LimitsQueryController,
    WaitingQueryController,
    PayoutTermsController,
    PayoutTermsQueryController,
    SchedulesQueryController,
    HolidayController,
    HolidaysQueryController,
    AccountController,
    AccountsQueryController,
    BankDetailsController,
    PayeesQueryController,
    PoolController,
    PoolsQueryController,
    OutstandingQueryController,
    TransferBatchController,
    TransfersQueryController,
    ExplainController,
    CounterController,
    CountersQueryController,
    CashController,
    CashDispositionsQueryController,
    CashReceiptController,
  ],
  providers: [
    aggregate(scheduleAggregate),
    aggregate(limits),
    aggregate(payoutTermsAggregate),
    aggregate(holidayAggregate),
    aggregate(accountAggregate),
    aggregate(bankDetailsAggregate),
    aggregate(reservationAggregate),
    aggregate(poolAggregate),
    aggregate(resultAggregate),
    aggregate(transferBatchAggregate),
    aggregate(counterAggregate),
    aggregate(cashDispositionAggregate),

    projection(schedulesProjection),
    projection(limitsProjection),
    projection(waitingProjection),
    projection(payoutTermsProjection),
    projection(weighingDaysProjection),
    projection(holidaysProjection),
    projection(accountsProjection),
    projection(purchasesProjection),
    projection(heldErasuresProjection),
    projection(awaitedDeliveriesProjection),
    projection(payeesProjection),
    projection(poolsProjection),
    projection(poolEntriesProjection),
    projection(poolMembersProjection),
    projection(lotKindsProjection),
    projection(lotGoodsProjection),
    projection(proceedsProjection),
    projection(lotsToSellProjection),
    projection(invoicesOfPoolsProjection),
    projection(ungradedDeliveriesProjection),
    projection(campaignsProjection),
    projection(conventionsProjection),
    projection(memberCooperativesProjection),
    projection(transferBatchesProjection),
    projection(transfersProjection),
    projection(countersProjection),
    projection(cashDispositionsProjection),

    personKeys(),
    LimitsInForce,
    SchedulesReader,
    AccountsReader,
    PaymentsReservations,
    BankDetailsProposals,
    ProceedsByOrigin,
    PoolDeliveriesReader,
    OutstandingReader,
    PoolsService,
    PrepareBatch,
    IssueFile,
    BankAnswers,
    CashAtCounter,

    AskedErasuresSource,
    policyWithView(whenErasureRequestedThenSettle, AskedErasuresSource),
    SchedulesAndWoundUpPools,
    WoundUpPools,
    KnownPoolsSource,
    SharesOfClosedPools,
    ClosingsTakenBack,
    policyWithView(whenDeliveryGradedThenPostAdvance, SchedulesAndWoundUpPools),
    policyWithView(whenProceedsReceivedThenPool, KnownPoolsSource),
    policyWithView(whenPoolClosedThenPostFinalShares, SharesOfClosedPools),
    policyWithView(whenClosingTakenBackThenTakeBackFinalShares, ClosingsTakenBack),
    policyWithView(whenSupplementDistributedThenPostSupplements, SharesOfClosedPools),
    TraceableLotsSource,
    policyWithView(whenPoolClosedThenAskAboutLots, TraceableLotsSource),
    policy(whenCorrectionPostedThenTakeCorrection),
    policy(whenProducerLeftThenNoteDeparture),
    policy(whenTransferChangesThenMovePayout),
    policy(whenCashChangesThenMovePayout),
    policy(whenBankAnsweredThenAskClerk),
    BatchesOfTransfersSource,
    policyWithView(whenLineDisputedThenWithdrawTransfer, BatchesOfTransfersSource),
    policy(whenAccountGivenUpThenReleaseReservation),
    policy(whenTransferFailsThenSuspendAccount),
    policy(whenAccountSuspendedThenAskClerk),
  ],
})
export class PaymentsModule {}
