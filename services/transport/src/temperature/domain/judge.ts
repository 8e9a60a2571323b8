import type { Command } from '@oce/event-sourcing';
import type { TemperatureTerms } from './temperature-terms';

/** A reading of a logger: it holds until the next. */
export interface Reading {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Thousandths of a degree Celsius. */
  readonly milliCelsius: number;
}

/** How long a product was out of its range, and whether that was too long. */
export interface ProductVerdict {
  readonly productId: string;
  readonly secondsOut: number;
  readonly mostMinutesOut: number;
  readonly isKept: boolean;
}

/** What was found in a series. The readings stay with whoever sent them; the digest tells whether they are the same. */
export interface Judgement {
  readonly seriesId: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
  readonly readings: number;
  readonly from: string;
  readonly to: string;
  readonly lowestMilliCelsius: number;
  readonly highestMilliCelsius: number;
  /** Of the products on board for which terms are in force. */
  readonly verdicts: readonly ProductVerdict[];
}
export type JudgeTemperatures = Command<'JudgeTemperatures', Judgement>;

/**
 * Judges a series by the total time out of range of each product: a reading holds until the next, the last for no time.
 * Readings may come in any order.
 */
export function judged(
  { seriesId, digest }: Pick<Judgement, 'seriesId' | 'digest'>,
  readings: readonly Reading[],
  terms: readonly TemperatureTerms[],
): Judgement {
  const inTurn = [...readings].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const degrees = inTurn.map(({ milliCelsius }) => milliCelsius);
  return {
    seriesId,
    digest,
    readings: readings.length,
    from: inTurn[0]?.at ?? '',
    to: inTurn.at(-1)?.at ?? '',
    lowestMilliCelsius: degrees.reduce((least, one) => Math.min(least, one), Infinity),
    highestMilliCelsius: degrees.reduce((most, one) => Math.max(most, one), -Infinity),
    verdicts: terms.map((one) => verdictFor(one, inTurn)),
  };
}

function verdictFor(terms: TemperatureTerms, inTurn: readonly Reading[]): ProductVerdict {
  const { productId, lowestMilliCelsius: low, highestMilliCelsius: high, mostMinutesOut } = terms;
  let milliseconds = 0;
  for (const [index, { at, milliCelsius }] of inTurn.entries()) {
    const next = inTurn[index + 1];
    if (next && (milliCelsius < low || milliCelsius > high))
      milliseconds += Date.parse(next.at) - Date.parse(at);
  }
  const isKept = milliseconds <= mostMinutesOut * 60_000;
  return { productId, secondsOut: Math.ceil(milliseconds / 1_000), mostMinutesOut, isKept };
}

/** The verdict on all series of a shipment together: one that was broken breaks it. */
export function verdictOf(series: readonly Judgement[]): 'kept' | 'broken' | 'not_measured' {
  const verdicts = series.flatMap((one) => one.verdicts);
  if (verdicts.length === 0) return 'not_measured';
  return verdicts.every(({ isKept }) => isKept) ? 'kept' : 'broken';
}
