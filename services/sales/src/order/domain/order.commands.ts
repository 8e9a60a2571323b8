import type { OrderLine, OrderPlaced } from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';
import type { SaleContract } from '../../contract/domain/contract';
import type { PartRefusal } from './order.events';
import type { LotFacts } from './price-lines';

/** What must be known of the outside: facts that never change, so they are no part of what makes a command the same. */
export interface OrderFacts {
  readonly contract: SaleContract;
  readonly lots: readonly LotFacts[];
}
export type PlaceOrder = Command<
  'PlaceOrder',
  {
    orderId: string;
    contractId: string;
    buyerReference: string | null;
    lines: readonly OrderLine[];
    placedOn: string;
  }
> & { readonly facts: OrderFacts };
export type AnswerPart = Command<
  'AnswerPart',
  { orderId: string; part: string; refusal: PartRefusal | null }
>;
export type ConfirmOrder = Command<'ConfirmOrder', { orderId: string; confirmedOn: string }>;
export type FulfilOrder = Command<
  'FulfilOrder',
  { orderId: string; deliveryNoteNumber: string; deliveredOn: string }
>;
export type CancelOrder = Command<'CancelOrder', { orderId: string; reason: string; cancelledOn: string }>;
export type OrderCommand = PlaceOrder | AnswerPart | ConfirmOrder | FulfilOrder | CancelOrder;

export type OrderStatus = 'none' | 'placed' | 'secured' | 'refused' | 'confirmed' | 'fulfilled' | 'cancelled';

export interface OrderState {
  readonly status: OrderStatus;
  readonly order?: OrderPlaced['data'];
  readonly answers: ReadonlyMap<string, PartRefusal | null>;
  readonly refusal?: PartRefusal;
  readonly confirmedOn?: string;
  readonly cancellation?: { readonly reason: string; readonly cancelledOn: string };
  readonly delivery?: { readonly deliveryNoteNumber: string; readonly deliveredOn: string };
}
