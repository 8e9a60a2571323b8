import type {
  InvoiceTax,
  OrderCancelled,
  OrderConfirmed,
  OrderFulfilled,
  OrderPlaced,
  ReceivedGoods,
  VatApplied,
} from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';
import type { SaleContract } from '../../contract/domain/contract';
import type { OrderPartAnswered, PartRefusal } from './order.events';
import type { AskedLine, LotFacts } from './price-lines';

/** What must be known of the outside: facts that never change, so they are no part of what makes a command the same. */
export interface OrderFacts {
  readonly contract: SaleContract;
  readonly lots: readonly LotFacts[];
  /** Of the contract's product at 20 C on the day of the order, in grams a litre; null where it is not measured so. */
  readonly densityGramsPerLitre: number | null;
  /** The VAT of the day of the order: what the buyer is asked for credit for. */
  readonly vat: VatApplied;
}
export type PlaceOrder = Command<
  'PlaceOrder',
  Pick<OrderPlaced['data'], 'orderId' | 'contractId' | 'buyerReference' | 'placedOn'> & {
    lines: readonly AskedLine[];
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
  /** A lot of it that certification does not let go to the contract's destination now; null where all may. */
  readonly stopped?: { readonly lotId: string; readonly slug: string; readonly detail: string } | null;
};
/** What transport handed over: it is billed as it was received. Whoever tells it looks up tax and releases. */
export type TakeReceipt = Command<
  'TakeReceipt',
  FulfilOrder['data'] & {
    readonly received: readonly ReceivedGoods[];
    readonly tax: InvoiceTax | null;
    readonly stopped: NonNullable<FulfilOrder['stopped']> | null;
  }
>;
export type CancelOrder = Command<'CancelOrder', Omit<OrderCancelled['data'], 'buyerId' | 'lines'>>;
export type OrderCommand = PlaceOrder | AnswerPart | ConfirmOrder | FulfilOrder | TakeReceipt | CancelOrder;

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
