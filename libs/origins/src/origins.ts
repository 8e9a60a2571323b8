import { splitByLargestRemainder, sumExactly } from '@oce/quantities';
import { OriginsError } from './origins-error';

/** So many grams of what holds it came from this raw lot. */
export interface Origin {
  readonly lotId: string;
  readonly grams: number;
}

/** From which raw lots something comes: each once, in the order in which they came into it, and none with 0 grams. */
export type Origins = readonly Origin[];

/** What was taken out of a holder, and what stays in it. */
export interface Drawn {
  readonly drawn: Origins;
  readonly left: Origins;
}

/** What the origins weigh together, in grams: the net weight of what holds them. */
export const gramsOf = (origins: Origins): number => sumExactly(origins.map(({ grams }) => grams));

/** A raw lot comes from itself: chain.md 2, rule 1. */
export const rawLotOrigins = (lotId: string, netGrams: number): Origins =>
  netGrams === 0 ? [] : [{ lotId, grams: requireGrams(netGrams) }];

/** What is in a holder after something came in: each raw lot once, those it had before come first. */
export function together(...parts: readonly Origins[]): Origins {
  const grams = new Map<string, number>();
  for (const part of parts)
    for (const one of part) grams.set(one.lotId, sumExactly([grams.get(one.lotId) ?? 0, one.grams]));
  return originsOf([...grams]);
}

/** What stays in a holder of which these origins are taken. Refuses `not_enough` where it does not have them all. */
export function without(content: Origins, taken: Origins): Origins {
  const rest = new Map(content.map((one) => [one.lotId, one.grams]));
  for (const { lotId, grams } of taken) {
    const inside = rest.get(lotId) ?? 0;
    if (grams > inside)
      throw new OriginsError(
        'not_enough',
        `${grams} g of ${lotId} are to be taken, and ${inside} g are there`,
      );
    rest.set(lotId, inside - grams);
  }
  return originsOf([...rest]);
}

/**
 * Draws grams out of a holder: each origin in proportion to what is in it at this moment, by largest remainder, ties to
 * the earlier lot; what is left is the difference, so that no draw loses or makes a gram. chain.md 2, rule 2. Refuses
 * `not_enough` and `not_grams`.
 */
export function draw(content: Origins, grams: number): Drawn {
  const inside = gramsOf(content);
  if (requireGrams(grams) > inside)
    throw new OriginsError('not_enough', `${grams} g are to be drawn, and ${inside} g are there`);
  const drawn = scaled(content, grams);
  return { drawn, left: without(content, drawn) };
}

/**
 * The origins of one output, by-product or loss of a run: those of all that was charged, in proportion, scaled to its own
 * grams by largest remainder. Materials have none, so water and salt change the grams and not the shares. chain.md 2,
 * rule 3. Refuses `without_origins` where grams are to come from nothing, and `not_grams`.
 */
export function scaled(charged: Origins, grams: number): Origins {
  if (requireGrams(grams) === 0) return [];
  if (charged.length === 0)
    throw new OriginsError('without_origins', `${grams} g of members' goods would come from no raw lot`);
  const shares = splitByLargestRemainder(
    grams,
    charged.map((one) => one.grams),
  );
  return originsOf(charged.map((one, index): [string, number] => [one.lotId, shares[index] ?? 0]));
}

/** Splits an amount of centimes over the raw lots of what was sold, to the centime; nothing where nothing has origins. */
export function moneyByOrigin(
  origins: Origins,
  amountCentimes: number,
): { readonly lotId: string; readonly amountCentimes: number }[] {
  if (origins.length === 0)
    throw new OriginsError('without_origins', 'money is to be shared over no raw lot');
  const shares = splitByLargestRemainder(
    amountCentimes,
    origins.map((one) => one.grams),
  );
  return origins.map(({ lotId }, index) => ({ lotId, amountCentimes: shares[index] ?? 0 }));
}

const originsOf = (pairs: readonly (readonly [string, number])[]): Origins =>
  pairs.flatMap(([lotId, grams]) => (grams === 0 ? [] : [{ lotId, grams }]));

function requireGrams(grams: number): number {
  if (!Number.isSafeInteger(grams) || grams < 0)
    throw new OriginsError('not_grams', `grams are whole and not below zero, not ${grams}`);
  return grams;
}
