/**
 * Goods went from one place into another, first and last at a position of the log. Places are `lot:X`, `tank:T`, `run:R`,
 * `unit:S`.
 */
export interface Edge {
  readonly from: string;
  readonly into: string;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Of what was drawn of a tank: the raw lots in it, and those of a heel; null elsewhere, where all that is there goes on. */
  readonly rawLotIds: readonly string[] | null;
}

/**
 * All places that goods of some places have come to, themselves included. What left a place before they came to it is not of
 * them: of a tank, what was drawn before it was filled with them, and what was drawn of others after it was cleaned.
 *
 * @param edgesFrom the edges out of places, as they are stored
 * @param rawLotIds the raw lots that the goods are of; null where that is not known, and all counts
 */
export async function downstreamOf(
  sources: readonly string[],
  edgesFrom: (places: readonly string[]) => Promise<readonly Edge[]>,
  rawLotIds: ReadonlySet<string> | null = null,
): Promise<ReadonlySet<string>> {
  // Since when goods of the sources are in a place, at the earliest.
  const since = new Map(sources.map((place) => [place, 0]));
  let level = [...since.keys()];
  while (level.length > 0) {
    const next = new Set<string>();
    for (const { from, into, firstAt, lastAt, rawLotIds: drawn } of await edgesFrom(level)) {
      const there = since.get(from) ?? 0;
      if (lastAt < there) continue;
      if (drawn && rawLotIds && !drawn.some((lotId) => rawLotIds.has(lotId))) continue;
      const came = Math.max(there, firstAt);
      // By another way they may have come earlier: then more may have left it since.
      if (came >= (since.get(into) ?? Infinity)) continue;
      since.set(into, came);
      next.add(into);
    }
    level = [...next];
  }
  return new Set(since.keys());
}

const UNIT = 'unit:';

/**
 * All places that goods in a place came from, itself included. What came to a place after they had left it is not of them,
 * nor is what was beside them in a unit.
 *
 * @param edgesInto the edges into places, as they are stored
 */
export async function upstreamOf(
  place: string,
  edgesInto: (places: readonly string[]) => Promise<readonly Edge[]>,
): Promise<ReadonlySet<string>> {
  // Until when goods left a place that came to the last one, at the latest.
  const until = new Map([[place, Infinity]]);
  let level = [place];
  while (level.length > 0) {
    const next = new Set<string>();
    for (const { from, into, firstAt, lastAt } of await edgesInto(level)) {
      const there = until.get(into) ?? 0;
      if (firstAt > there || from.startsWith(UNIT)) continue;
      const left = Math.min(lastAt, there);
      if (left <= (until.get(from) ?? 0)) continue;
      until.set(from, left);
      next.add(from);
    }
    level = [...next];
  }
  return new Set(until.keys());
}

const LOT = 'lot:';
/** The lots among places. */
export const lotsAmong = (places: Iterable<string>): string[] =>
  [...places].filter((place) => place.startsWith(LOT)).map((place) => place.slice(LOT.length));
