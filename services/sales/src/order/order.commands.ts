import type { OrderLine, OrderPlaced } from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';
import type { SaleContract } from '../contract/contract.decider';
import type { PartRefusal } from './order.events';
import type { LotFacts } from './price-lines';

/** The contract and the lots are facts that never change, read before the command was made. */
export type PlaceOrder = Command<
  'PlaceOrder',
  {
    orderId: string;
    buyerReference: string | null;
    lines: readonly OrderLine[];
    placedOn: string;
    contract: SaleContract;
    lots: readonly LotFacts[];
  }
>;
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
  readonly delivery?: { readonly deliveryNoteNumber: string; readonly deliveredOn: string };
}
