/** Charges that stand, in the order in which they came. */
export const standingCharges = <C extends { readonly isReversed: boolean }>({
  charges,
}: {
  readonly charges: ReadonlyMap<string, C>;
}): C[] => [...charges.values()].filter((one) => !one.isReversed);
