/** Goods went from one place into another, last at a position of the log. Places are `lot:X`, `tank:T`, `run:R`, `unit:S`. */
export interface Edge {
  readonly from: string;
  readonly into: string;
  readonly lastAt: number;
}

/**
 * All places that goods of some places have come to, themselves included. What left a place before they came to it is not of
 * them: of a tank, what was drawn before it was filled with them.
 *
 * @param edgesFrom the edges out of places, as they are stored
 */
export async function downstreamOf(
  sources: readonly string[],
  edgesFrom: (places: readonly string[]) => Promise<readonly Edge[]>,
): Promise<ReadonlySet<string>> {
  const since = new Map(sources.map((place) => [place, 0]));
  let level = [...since.keys()];
  while (level.length > 0) {
    const next = new Set<string>();
    for (const { from, into, lastAt } of await edgesFrom(level)) {
      if (lastAt < (since.get(from) ?? 0)) continue;
      // Goods are in the place at the latest when they last went into it; earlier is the safe side.
      const known = since.get(into);
      if (known !== undefined) continue;
      since.set(into, since.get(from) ?? 0);
      next.add(into);
    }
    level = [...next];
  }
  return new Set(since.keys());
}

const LOT = 'lot:';
/** The lots among places. */
export const lotsAmong = (places: Iterable<string>): string[] =>
  [...places].filter((place) => place.startsWith(LOT)).map((place) => place.slice(LOT.length));
