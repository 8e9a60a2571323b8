import { Module } from '@nestjs/common';
import { aggregate, policy, projection } from '@oce/service-kit';
import { buyerAggregate } from './buyer/domain/buyer';
import { BuyerController } from './buyer/http/buyer.controller';
import { freeCredit } from './buyer/reactions/when-buyer-owes-less-then-release-credit';
import { buyersProjection } from './buyer/reads/buyers';
import { BuyersQueryController } from './buyer/reads/buyers.query';
import { claimAggregate } from './claim/domain/claim';
import { Claims } from './claim/http/claims';
import { keepClaims } from './claim/reactions/when-recorded-then-take-claim';
import { contractAggregate } from './contract/domain/contract';
import { ContractController } from './contract/http/contract.controller';
import { contractsProjection } from './contract/reads/contracts';
import { ContractsQueryController } from './contract/reads/contracts.query';
import { issueCreditNote } from './credit-note/reactions/when-credit-note-number-taken-then-issue-credit-note';
import { invoiceAggregate } from './invoice/domain/invoice';
import { InvoiceController } from './invoice/http/invoice.controller';
import { Invoicing } from './invoice/http/invoicing';
import { issueInvoice } from './invoice/reactions/when-invoice-number-taken-then-issue-invoice';
import { invoicesProjection } from './invoice/reads/invoices';
import { InvoicesQueryController } from './invoice/reads/invoices.query';
import { lotOfferAggregate } from './lot-offer/domain/lot-offer';
import { LotOfferController } from './lot-offer/http/lot-offer.controller';
import { knowClosedLot } from './lot-offer/reactions/when-lot-closed-then-record-lot';
import { lotsProjection } from './lot-offer/reads/lots';
import { LotsQueryController } from './lot-offer/reads/lots.query';
import { orderAggregate } from './order/domain/order';
import { OrderController } from './order/http/order.controller';
import { PlaceOrders } from './order/http/place-orders';
import { answerOrder } from './order/reactions/when-buyer-or-lot-answers-then-answer-part';
import { releaseOrder } from './order/reactions/when-order-ends-then-release';
import { secureOrder } from './order/reactions/when-order-placed-then-reserve-and-allocate';
import { openOrdersProjection } from './order/reads/open-orders';
import { OpenOrdersQueryController } from './order/reads/open-orders.query';
import { ordersProjection } from './order/reads/orders';
import { OrdersQueryController } from './order/reads/orders.query';
import { creditNoteRegisterAggregate } from './registers/domain/credit-note-register';
import { invoiceRegisterAggregate } from './registers/domain/invoice-register';
import { numberCreditNote } from './registers/reactions/when-credit-granted-then-take-credit-note-number';
import { billOnDelivery } from './registers/reactions/when-order-fulfilled-then-take-invoice-number';

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
