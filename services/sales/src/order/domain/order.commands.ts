import type {
  InvoiceTax,
  OrderCancelled,
  OrderConfirmed,
  OrderFulfilled,
  OrderLine,
  OrderPlaced,
  VatApplied,
} from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';
import type { SaleContract } from '../../contract/domain/contract';
import type { OrderPartAnswered, PartRefusal } from './order.events';
import type { LotFacts } from './price-lines';

/** What must be known of the outside: facts that never change, so they are no part of what makes a command the same. */
export interface OrderFacts {
  readonly contract: SaleContract;
  readonly lots: readonly LotFacts[];
  /** The VAT of the day of the order: what the buyer is asked for credit for. */
  readonly vat: VatApplied;
}
export type PlaceOrder = Command<
  'PlaceOrder',
  Pick<OrderPlaced['data'], 'orderId' | 'contractId' | 'buyerReference' | 'placedOn'> & {
    lines: readonly OrderLine[];
  }
> & { readonly facts: OrderFacts };
export type AnswerPart = Command<'AnswerPart', OrderPartAnswered['data']>;
export type ConfirmOrder = Command<'ConfirmOrder', Omit<OrderConfirmed['data'], 'buyerId'>>;
export type FulfilOrder = Command<
  'FulfilOrder',
  Pick<OrderFulfilled['data'], 'orderId' | 'deliveryNoteNumber' | 'deliveredOn'>
> & {
  /** What the invoice will say of tax by the day of delivery, a fact beside the command; null where nothing is known. */
  readonly tax?: InvoiceTax | null;
};
export type CancelOrder = Command<'CancelOrder', Omit<OrderCancelled['data'], 'buyerId' | 'lines'>>;
export type OrderCommand = PlaceOrder | AnswerPart | ConfirmOrder | FulfilOrder | CancelOrder;

export type OrderStatus = 'none' | 'placed' | 'secured' | 'refused' | 'confirmed' | 'fulfilled' | 'cancelled';

export interface OrderState {
  readonly status: OrderStatus;
  readonly order?: OrderPlaced['data'];
  readonly answers: ReadonlyMap<string, PartRefusal | null>;
  readonly refusal?: PartRefusal;
  readonly confirmedOn?: string;
  readonly cancellation?: Omit<CancelOrder['data'], 'orderId'>;
  readonly delivery?: Omit<FulfilOrder['data'], 'orderId'>;
}
