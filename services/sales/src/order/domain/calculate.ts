import { invalid } from '@oce/event-sourcing';
import { QuantityError } from '@oce/quantities';

/**
 * Runs a calculation whose inputs came from outside: what the quantities refuse (an amount beyond exact integers, a
 * malformed date) becomes a refusal of the command by the same slug.
 */
export function calculate<T>(work: () => T, field?: string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof QuantityError) throw invalid(error.slug, error.message, field);
    throw error;
  }
}
