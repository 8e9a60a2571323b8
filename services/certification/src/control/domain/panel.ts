/** What tasters gave one attribute: scores from 0.0 to 10.0, in tenths, one a taster. */
export interface Tasted {
  readonly attribute: string;
  /** Of several defects the one that is perceived most counts. */
  readonly kind: 'defect' | 'positive';
  readonly scoresTenths: readonly number[];
}

/** What a panel found of one attribute; numbers as decimals, rounded as they are printed. */
export interface Found {
  readonly attribute: string;
  readonly kind: 'defect' | 'positive';
  readonly median: string;
  readonly iqr: string;
  readonly robustDeviation: string;
  /** In percent; null where the median is 0: absent, and nothing is divided by it. */
  readonly cvr: string | null;
  readonly from: string;
  readonly to: string;
  /** CVr is 20.0 at most; what is absent is valid. */
  readonly isValid: boolean;
  /** How quartiles were taken: as a spreadsheet does. */
  readonly quartiles: 'inclusive';
}

export const FEWEST_TASTERS = 8;
export const MOST_TASTERS = 12;
/** In percent, at one decimal (COI/T.20 Doc. 15). */
const HIGHEST_CVR_TENTHS = 200;

/**
 * The median of an attribute, with the robust coefficient of variation (chain.md 4): `s* = 1.25 x IQR / (1.35 x sqrt(N))`,
 * `CVr = 100 x s* / Me`, interval `Me +- 1.96 s*`.
 */
export function found({ attribute, kind, scoresTenths }: Tasted): Found {
  const sorted = [...scoresTenths].sort((a, b) => a - b).map((tenths) => tenths / 10);
  const median = quartile(sorted, 2);
  const iqr = quartile(sorted, 3) - quartile(sorted, 1);
  const deviation = (1.25 * iqr) / (1.35 * Math.sqrt(sorted.length));
  const cvr = median === 0 ? null : (100 * deviation) / median;
  const reach = 1.96 * deviation;
  return {
    attribute,
    kind,
    median: median.toFixed(2),
    iqr: iqr.toFixed(3),
    robustDeviation: deviation.toFixed(4),
    cvr: cvr === null ? null : cvr.toFixed(2),
    from: Math.max(0, median - reach).toFixed(2),
    to: (median + reach).toFixed(2),
    isValid: cvr === null || Math.round(cvr * 10) <= HIGHEST_CVR_TENTHS,
    quartiles: 'inclusive',
  };
}

/** The nth quartile of sorted scores, between two of them by its share: inclusive, as spreadsheets take it. */
function quartile(sorted: readonly number[], nth: 1 | 2 | 3): number {
  const place = ((sorted.length - 1) * nth) / 4;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  // Scores have one decimal: what floats add to it is rounded off again.
  return Math.round((below + (above - below) * (place - Math.floor(place))) * 1e6) / 1e6;
}

/** What a panel says as two measures: the median of the defect that is perceived most, and that of the fruity. */
export function mediansOf(all: readonly Found[]): { readonly defects: string; readonly fruity: string } {
  const highest = (kind: Found['kind'], attribute?: string) =>
    all
      .filter((one) => one.kind === kind && (attribute === undefined || one.attribute === attribute))
      .map(({ median }) => Number(median))
      .reduce((most, one) => Math.max(most, one), 0)
      .toFixed(2);
  return { defects: highest('defect'), fruity: highest('positive', 'fruity') };
}
