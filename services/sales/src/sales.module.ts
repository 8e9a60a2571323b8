import { Module } from '@nestjs/common';
import { aggregate, policy, projection } from '@oce/service-kit';
import { BuyerController } from './buyer/buyer.controller';
import { buyerAggregate } from './buyer/buyer.decider';
import { buyersProjection } from './buyers/buyers.projection';
import { BuyersQueryController } from './buyers/buyers.query';
import { claimAggregate } from './claim/claim.decider';
import { Claims } from './claim/claims.service';
import { ContractController } from './contract/contract.controller';
import { contractAggregate } from './contract/contract.decider';
import { contractsProjection } from './contracts/contracts.projection';
import { ContractsQueryController } from './contracts/contracts.query';
import { creditNoteRegisterAggregate } from './credit-note-register/credit-note-register.decider';
import { invoiceRegisterAggregate } from './invoice-register/invoice-register.decider';
import { InvoiceController } from './invoice/invoice.controller';
import { invoiceAggregate } from './invoice/invoice.decider';
import { Invoicing } from './invoice/invoicing.service';
import { invoicesProjection } from './invoices/invoices.projection';
import { InvoicesQueryController } from './invoices/invoices.query';
import { secureOrder } from './secure-order/secure-order.policy';
import { answerOrder } from './answer-order/answer-order.policy';
import { releaseOrder } from './release-order/release-order.policy';
import { billOnDelivery } from './bill-on-delivery/bill-on-delivery.policy';
import { issueInvoice } from './issue-invoice/issue-invoice.policy';
import { numberCreditNote } from './number-credit-note/number-credit-note.policy';
import { issueCreditNote } from './issue-credit-note/issue-credit-note.policy';
import { freeCredit } from './free-credit/free-credit.policy';
import { keepClaims } from './keep-claims/keep-claims.policy';
import { knowClosedLot } from './know-closed-lot/know-closed-lot.policy';
import { LotOfferController } from './lot-offer/lot-offer.controller';
import { lotOfferAggregate } from './lot-offer/lot-offer.decider';
import { lotsProjection } from './lots/lots.projection';
import { LotsQueryController } from './lots/lots.query';
import { openOrdersProjection } from './open-orders/open-orders.projection';
import { OpenOrdersQueryController } from './open-orders/open-orders.query';
import { OrderController } from './order/order.controller';
import { orderAggregate } from './order/order.decider';
import { PlaceOrders } from './order/place-orders.service';
import { ordersProjection } from './orders/orders.projection';
import { OrdersQueryController } from './orders/orders.query';

/** Sales: to whom, at what price, from which lots, and what came of it. */
@Module({
  controllers: [
    BuyerController,
    BuyersQueryController,
    ContractController,
    ContractsQueryController,
    LotOfferController,
    LotsQueryController,
    OrderController,
    OrdersQueryController,
    OpenOrdersQueryController,
    InvoiceController,
    InvoicesQueryController,
  ],
  providers: [
    aggregate(claimAggregate),
    aggregate(buyerAggregate),
    aggregate(contractAggregate),
    aggregate(lotOfferAggregate),
    aggregate(orderAggregate),
    aggregate(invoiceRegisterAggregate),
    aggregate(creditNoteRegisterAggregate),
    aggregate(invoiceAggregate),

    Claims,
    PlaceOrders,
    Invoicing,

    policy(knowClosedLot),
    policy(secureOrder),
    policy(answerOrder),
    policy(releaseOrder),
    policy(billOnDelivery),
    policy(issueInvoice),
    policy(numberCreditNote),
    policy(issueCreditNote),
    policy(freeCredit),
    policy(keepClaims),

    projection(buyersProjection),
    projection(contractsProjection),
    projection(lotsProjection),
    projection(ordersProjection),
    projection(openOrdersProjection),
    projection(invoicesProjection),
  ],
})
export class SalesModule {}
