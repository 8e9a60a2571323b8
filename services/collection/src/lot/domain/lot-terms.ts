import type { LotTerms } from '@oce/contracts';
import { conflict, type DomainError } from '@oce/event-sourcing';

/** What all deliveries of a lot have in common with its first one. */
export interface LotFirst {
  /** Undefined where nobody said: its offer says whether it is pooled or traceable. */
  readonly settledAs?: LotTerms | undefined;
  readonly producerCode: string;
}

/** The refusal of a delivery that comes too late. */
export const lotClosed = () =>
  conflict(
    'lot_closed',
    'The lot is closed, was full, or has other terms: put the delivery into another.',
    'lotId',
  );

/**
 * Why a delivery does not go with the first one of a lot: `lot_terms_mixed`, as one lot is settled by one term (chain.md 1), or
 * `lot_owner_mixed`, as a toll lot is pressed for one member. Undefined where it does.
 */
export function whyMixed(first: LotFirst, delivery: LotFirst): DomainError | undefined {
  const said = ({ settledAs }: LotFirst) => settledAs ?? 'no terms';
  if (first.settledAs !== delivery.settledAs)
    return conflict(
      'lot_terms_mixed',
      `The lot is of ${said(first)}, the delivery of ${said(delivery)}: one lot has one term, choose another.`,
      'lotId',
    );
  if (first.settledAs === 'toll' && first.producerCode !== delivery.producerCode)
    return conflict(
      'lot_owner_mixed',
      `A toll lot is of one member, and this one is of ${first.producerCode}: choose another.`,
      'lotId',
    );
  return undefined;
}
