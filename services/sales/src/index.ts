export { buyersProjection, type BuyerDocument } from './buyer/reads/buyers';
export { contractsProjection } from './contract/reads/contracts';
export { invoicesProjection, type InvoiceDocument } from './invoice/reads/invoices';
export { lotsProjection, type LotDocument } from './lot-offer/reads/lots';
export { openOrdersProjection, ordersProjection, type OrderDocument } from './order/reads/orders';
export { SalesModule } from './sales.module';
