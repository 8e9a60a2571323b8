import type { OrderLine, OrderPlaced } from '@oce/contracts';
import { conflict, invalid, notFound, saysTheSame, type DomainError } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import type { AnswerPart, OrderState, PlaceOrder } from './order.commands';
import { CREDIT_PART, orderEvents, type OrderEvent } from './order.events';
import { vatCentimesOf } from '../../tax/domain/vat-amounts';
import { calculate, priceLines } from './price-lines';

/** Prices the order and writes it down; its parts have yet to answer. */
export function placeOrder({ data, facts }: PlaceOrder, { order }: OrderState): OrderEvent[] {
  const { orderId, buyerReference, placedOn } = data;
  const { contract, lots, densityGramsPerLitre, vat } = facts;
  const lines = priceLines(data.lines, contract, lots, densityGramsPerLitre);
  const { contractId, buyerId, kind, paymentDays } = contract;
  if (placedOn < contract.signedOn)
    throw invalid('placed_before_contract', `The contract was signed on ${contract.signedOn}.`, 'placedOn');
  const amountCentimes = calculate(() => sumExactly(lines.map((line) => line.amountCentimes)), 'lines');
  const agreed = { buyerId, contractId, kind, paymentDays };
  // The first telling holds: the rate may have changed since.
  const vatCentimes = order?.vatCentimes ?? vatCentimesOf(amountCentimes, vat.ratePpm);
  const placed = { ...agreed, orderId, buyerReference, lines, amountCentimes, vatCentimes, placedOn };
  if (order && saysTheSame(order, placed)) return [];
  if (order)
    throw conflict('order_placed_already', 'This id is of another order: take a new one.', 'orderId');
  return [orderEvents.OrderPlaced(placed)];
}

/** The parts of an order, in the order in which their refusals count. */
function partsOf(order: OrderPlaced['data']): string[] {
  return [CREDIT_PART, ...order.lines.map(({ lotId }) => lotId)];
}

/** Gathers the answers; the last one decides. The first refusal in the order of parts is the order's reason. */
export function answerPart(
  data: AnswerPart['data'],
  order: OrderPlaced['data'],
  state: OrderState,
): OrderEvent[] {
  const parts = partsOf(order);
  if (!parts.includes(data.part)) throw notFound('part_unknown', 'The order has no such part.', 'part');
  const known = state.answers.get(data.part);
  if (known !== undefined && saysTheSame(known, data.refusal)) return [];
  if (known !== undefined)
    throw conflict('part_answered_already', `The part ${data.part} gave another answer before.`, 'part');
  const answered = orderEvents.OrderPartAnswered(data);
  const answers = new Map(state.answers).set(data.part, data.refusal);
  if (answers.size < parts.length) return [answered];
  const { orderId, buyerId } = order;
  const refusal = parts.map((part) => answers.get(part)).find((answer) => answer != null);
  if (!refusal) return [answered, orderEvents.OrderSecured({ orderId, buyerId })];
  const { reason, detail } = refusal;
  const lines = plainLines(order);
  return [answered, orderEvents.OrderRefused({ orderId, buyerId, lines, reason, detail })];
}

/** Why an order was refused, as its sender is told: by the field that the first part that said no stands for. */
export function refusalOf({ order, answers, refusal }: OrderState): DomainError | undefined {
  if (!order || !refusal) return undefined;
  const { reason, detail } = refusal;
  const part = partsOf(order).find((one) => answers.get(one) != null);
  const line = order.lines.findIndex(({ lotId }) => lotId === part);
  if (line >= 0)
    return conflict(reason, detail, `lines[${line}].${reason === 'lot_weight_exceeded' ? 'grams' : 'lotId'}`);
  return conflict(reason, detail, reason === 'buyer_reference_used' ? 'buyerReference' : undefined);
}

/** The lines as lots and weights alone. */
export const plainLines = (order: OrderPlaced['data']): OrderLine[] =>
  order.lines.map(({ lotId, grams }) => ({ lotId, grams }));
