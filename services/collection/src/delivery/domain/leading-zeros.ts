import type { DeliveryState, WeighTicket } from './delivery.commands';

/** The longest number that software pads with zeros. */
const MOST_DIGITS = 10;

/**
 * The numbers that a spreadsheet makes of this one, or made this one of: 451, 0451, 00451… for 000451. None for a number that
 * has more than digits in it: its zeros stay.
 */
export function numbersWithOtherZeros(ticketNumber: string): string[] {
  if (!/^\d{1,10}$/u.test(ticketNumber)) return [];
  const plain = ticketNumber.replace(/^0+(?=\d)/u, '');
  const numbers: string[] = [];
  for (let digits = plain.length; digits <= MOST_DIGITS; digits += 1) {
    const number = plain.padStart(digits, '0');
    if (number !== ticketNumber) numbers.push(number);
  }
  return numbers;
}

/** Whether a delivery that stands is of the same scale, second, weights and producer as a ticket. */
export function isSameWeighing({ weighed, reversed }: DeliveryState, ticket: WeighTicket): boolean {
  return (
    weighed !== undefined &&
    reversed === undefined &&
    weighed.terminalId === ticket.terminalId &&
    weighed.producerCode === ticket.producerCode &&
    weighed.grossGrams === ticket.grossGrams &&
    weighed.tareGrams === ticket.tareGrams &&
    toTheSecond(weighed.weighedAt) === toTheSecond(ticket.weighedAt)
  );
}

const toTheSecond = (instant: string): string => instant.slice(0, '2026-10-01T08:00:00'.length);
