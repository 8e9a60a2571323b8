/** What traders paid at a place on a day. */
export interface TraderPrice {
  readonly place: string;
  readonly productId: string;
  readonly day: string;
  readonly pricePerKgCentimes: number;
  readonly source: string;
}

/** The last price of each product at each place, in the order of places; of one day, the one that was named last. */
export function pricesBeside(prices: readonly TraderPrice[]): TraderPrice[] {
  const last = new Map<string, TraderPrice>();
  for (const { place, productId, day, pricePerKgCentimes, source } of prices) {
    const key = JSON.stringify([place, productId]);
    const known = last.get(key);
    if (known === undefined || known.day <= day)
      last.set(key, { place, productId, day, pricePerKgCentimes, source });
  }
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, price]) => price);
}
