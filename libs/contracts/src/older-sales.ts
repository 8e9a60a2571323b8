type Lines = readonly object[];
/** Older versions priced everything by the kilogram. */
export const byTheKilogram = (lines: unknown): object[] =>
  (lines as readonly { grams: number; pricePerKgCentimes: number }[]).map(
    ({ pricePerKgCentimes: unitPriceMinor, ...line }) => ({
      ...line,
      unit: 'kg',
      quantity: line.grams,
      unitPriceMinor,
    }),
  );
/** Older versions knew no VAT. */
export const withoutVat = (lines: unknown): object[] =>
  (lines as Lines).map((line) => ({ ...line, vatCentimes: 0 }));
