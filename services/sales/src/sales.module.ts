import { Module } from '@nestjs/common';
import { aggregate, policy, policyWithView, projection } from '@oce/service-kit';
import { buyerAggregate } from './buyer/domain/buyer';
import { BalanceController } from './buyer/http/balance.controller';
import { Balances } from './buyer/http/balances';
import { BuyerController } from './buyer/http/buyer.controller';
import { whenBuyerOwesLessThenReleaseCredit } from './buyer/reactions/when-buyer-owes-less-then-release-credit';
import { whenInvoiceIssuedThenAlignCredit } from './buyer/reactions/when-invoice-issued-then-align-credit';
import { buyersProjection } from './buyer/reads/buyers';
import { BuyersQueryController } from './buyer/reads/buyers.query';
import { contractAggregate } from './contract/domain/contract';
import { ContractController } from './contract/http/contract.controller';
import { contractsProjection } from './contract/reads/contracts';
import { ContractsQueryController } from './contract/reads/contracts.query';
import { CreditNoteController } from './credit-note/http/credit-note.controller';
import { whenCreditNoteNumberTakenThenIssueCreditNote } from './credit-note/reactions/when-credit-note-number-taken-then-issue-credit-note';
import { invoiceAggregate } from './invoice/domain/invoice';
import { Proceeds } from './invoice/http/proceeds';
import { ProceedsController } from './invoice/http/proceeds.controller';
import { ReversalController } from './invoice/http/reversal.controller';
import { whenBalanceSetOffThenReceive } from './invoice/reactions/when-balance-set-off-then-receive';
import { whenInvoiceNumberTakenThenIssueInvoice } from './invoice/reactions/when-invoice-number-taken-then-issue-invoice';
import { invoicesProjection } from './invoice/reads/invoices';
import { InvoicesQueryController } from './invoice/reads/invoices.query';
import { limits } from './limit/domain/limits';
import { LimitsInForce } from './limit/http/limits-in-force';
import { LimitsController } from './limit/http/limits.controller';
import { limitsProjection } from './limit/reads/limits';
import { LimitsQueryController } from './limit/reads/limits.query';
import { waitingProjection } from './limit/reads/waiting';
import { WaitingQueryController } from './limit/reads/waiting.query';
import { lotOfferAggregate } from './lot-offer/domain/lot-offer';
import { LotOfferController } from './lot-offer/http/lot-offer.controller';
import { whenLotClosedThenRecordLot } from './lot-offer/reactions/when-lot-closed-then-record-lot';
import { closedPoolsProjection } from './lot-offer/reads/closed-pools';
import { drawnLotsProjection } from './lot-offer/reads/drawn-lots';
import { lotControlsProjection } from './lot-offer/reads/lot-controls';
import { LotControlsReader } from './lot-offer/reads/lot-controls.reader';
import { ClosedPoolsReader } from './lot-offer/reads/closed-pools.reader';
import { lotAllocationsProjection } from './lot-offer/reads/lot-allocations';
import { lotsProjection } from './lot-offer/reads/lots';
import { LotsQueryController } from './lot-offer/reads/lots.query';
import { orderAggregate } from './order/domain/order';
import { OrderController } from './order/http/order.controller';
import { Orders } from './order/http/orders';
import { whenBuyerOrLotAnswersThenAnswerPart } from './order/reactions/when-buyer-or-lot-answers-then-answer-part';
import { whenOrderEndsThenRelease } from './order/reactions/when-order-ends-then-release';
import { whenOrderPlacedThenReserveAndAllocate } from './order/reactions/when-order-placed-then-reserve-and-allocate';
import { DeliveriesToBillSource } from './order/reactions/deliveries-to-bill';
import { whenShipmentReceivedThenFulfilOrder } from './order/reactions/when-shipment-received-then-fulfil-order';
import { densitiesProjection } from './order/reads/densities';
import { DensitiesReader } from './order/reads/densities.reader';
import { openOrdersProjection, ordersProjection } from './order/reads/orders';
import { OpenOrdersQueryController, OrdersQueryController } from './order/reads/orders.query';
import { creditNoteRegisterAggregate, invoiceRegisterAggregate } from './registers/domain/registers';
import { CreditReversals } from './credit-note/http/credit-reversals';
import { whenCreditReversedThenTakeReversalNumber } from './registers/reactions/when-credit-reversed-then-take-reversal-number';
import { whenCreditGrantedThenTakeCreditNoteNumber } from './registers/reactions/when-credit-granted-then-take-credit-note-number';
import { whenOrderFulfilledThenTakeInvoiceNumber } from './registers/reactions/when-order-fulfilled-then-take-invoice-number';
import { reservationAggregate } from './reservation/domain/reservation';
import { whenRecordedThenReserve } from './reservation/reactions/when-recorded-then-reserve';
import { SalesReservations } from './reservation/reservations';
import { sellerAggregate } from './tax/domain/seller';
import { vatScheduleAggregate } from './tax/domain/vat-schedule';
import { TaxController } from './tax/http/tax.controller';
import { sellersProjection, vatSchedulesProjection } from './tax/reads/tax';
import { SellersQueryController, VatSchedulesQueryController } from './tax/reads/tax.query';

/** Sales: to whom, at what price, from which lots, and what came of it. */
@Module({
  controllers: [
    BuyerController,
    BalanceController,
    BuyersQueryController,
    ContractController,
    LimitsController,
    LimitsQueryController,
    WaitingQueryController,
    ContractsQueryController,
    LotOfferController,
    LotsQueryController,
    OrderController,
    OrdersQueryController,
    OpenOrdersQueryController,
    ProceedsController,
    ReversalController,
    CreditNoteController,
    InvoicesQueryController,
    TaxController,
    VatSchedulesQueryController,
    SellersQueryController,
  ],
  providers: [
    aggregate(reservationAggregate),
    aggregate(buyerAggregate),
    aggregate(contractAggregate),
    aggregate(limits),
    aggregate(lotOfferAggregate),
    aggregate(orderAggregate),
    aggregate(invoiceRegisterAggregate),
    aggregate(creditNoteRegisterAggregate),
    aggregate(invoiceAggregate),
    aggregate(vatScheduleAggregate),
    aggregate(sellerAggregate),

    SalesReservations,
    LimitsInForce,
    Orders,
    Proceeds,
    Balances,
    CreditReversals,

    policy(whenLotClosedThenRecordLot),
    policy(whenOrderPlacedThenReserveAndAllocate),
    policy(whenBuyerOrLotAnswersThenAnswerPart),
    policy(whenOrderEndsThenRelease),
    policyWithView(whenShipmentReceivedThenFulfilOrder, DeliveriesToBillSource),
    policy(whenOrderFulfilledThenTakeInvoiceNumber),
    policy(whenInvoiceNumberTakenThenIssueInvoice),
    policy(whenCreditGrantedThenTakeCreditNoteNumber),
    policy(whenCreditNoteNumberTakenThenIssueCreditNote),
    policy(whenCreditReversedThenTakeReversalNumber),
    policy(whenInvoiceIssuedThenAlignCredit),
    policy(whenBuyerOwesLessThenReleaseCredit),
    policy(whenBalanceSetOffThenReceive),
    policy(whenRecordedThenReserve),

    projection(buyersProjection),
    projection(contractsProjection),
    projection(limitsProjection),
    projection(waitingProjection),
    projection(lotsProjection),
    projection(lotAllocationsProjection),
    projection(closedPoolsProjection),
    projection(drawnLotsProjection),
    projection(lotControlsProjection),
    projection(densitiesProjection),
    ClosedPoolsReader,
    LotControlsReader,
    DensitiesReader,
    DeliveriesToBillSource,
    projection(ordersProjection),
    projection(openOrdersProjection),
    projection(invoicesProjection),
    projection(vatSchedulesProjection),
    projection(sellersProjection),
  ],
})
export class SalesModule {}
