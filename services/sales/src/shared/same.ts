import { canonicalJson } from '@oce/event-sourcing';

/** Whether two pieces of plain data say the same, whatever the order of their members. */
export const saysTheSame = (one: unknown, other: unknown): boolean =>
  canonicalJson(one) === canonicalJson(other);
