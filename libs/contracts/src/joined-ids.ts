import { createHash } from 'node:crypto';

/** The longest id that the log takes. */
const LONGEST = 128;

/**
 * One id made of several, which no other ids make: joined by `separator` where the parts can be read out of it again, else
 * derived from all of them. So `A--B` with `C` and `A` with `B--C` are two. What is derived has one part more than was
 * joined, which nothing joined has.
 *
 * @param parts ids as people give them: letters, digits, `_` and `-`
 */
export function joinedId(separator: string, parts: readonly string[]): string {
  const joined = parts.join(separator);
  if (joined.length <= LONGEST && canBeParted(joined, separator, parts)) return joined;
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
  return [...parts.map(() => 'x'), digest].join(separator);
}

function canBeParted(joined: string, separator: string, parts: readonly string[]): boolean {
  const read = joined.split(separator);
  return read.length === parts.length && read.every((part, index) => part === parts[index]);
}

/**
 * A delivery's id is its natural key, so that a ticket sent again meets the first: terminal and number, joined by `_`. Both
 * may hold one. A number without it is read from the end, and its id is as it always was; of a number with one the id is
 * derived, and has no `_` at all.
 */
export function deliveryIdOf({ terminalId, ticketNumber }: Ticket): string {
  if (!ticketNumber.includes('_')) return plainDeliveryIdOf({ terminalId, ticketNumber });
  const text = JSON.stringify([terminalId, ticketNumber]);
  return `T-${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
}

/** The id that a delivery of a number with `_` had in logs from before: it stays known under it. */
export const plainDeliveryIdOf = ({ terminalId, ticketNumber }: Ticket): string =>
  `${terminalId}_${ticketNumber}`;

interface Ticket {
  readonly terminalId: string;
  readonly ticketNumber: string;
}
