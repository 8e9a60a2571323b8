export { buyersProjection, type BuyerDocument } from './buyers/buyers.projection';
export { contractsProjection } from './contracts/contracts.projection';
export { invoicesProjection, type InvoiceDocument } from './invoices/invoices.projection';
export { lotsProjection, type LotDocument } from './lots/lots.projection';
export { openOrdersProjection } from './open-orders/open-orders.projection';
export { ordersProjection, type OrderDocument } from './orders/orders.projection';
export { SalesModule } from './sales.module';
