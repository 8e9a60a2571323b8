import type { StillAllowed } from '@oce/contracts';
import { holds, type Limit, type Measured } from '../../standard/domain/limits';
import type { Category, StandardContent } from '../../standard/domain/standard';

/** A limit that a measure did not keep. */
export interface Failure {
  readonly grade: string;
  readonly parameter: string;
  readonly measured: string;
  readonly limit: string;
}

export type Verdict =
  | { readonly is: 'incomplete'; readonly missing: readonly string[] }
  | {
      readonly is: 'conform' | 'rejected';
      /** The highest grade of which every limit holds; null where not even the last does. */
      readonly grade: string | null;
      readonly failures: readonly Failure[];
    };

export type Measures = ReadonlyMap<string, Measured>;

/** The grade of what a run made, under a standard that has no grades. */
const CONFORM = 'conform';

type Rules = Pick<StandardContent, 'general' | 'categories'>;

/**
 * The highest grade whose every limit holds (chain.md 4). A grade above it must be known to fail: leaving a measure out makes
 * no lower grade of a lot.
 *
 * @param ownGrade the grade that a raw lot was taken in at, kept where a standard has no grades of its own
 */
export function verdictOf(
  { general, categories }: Rules,
  measures: Measures,
  ownGrade: string | null,
): Verdict {
  const generally = judged('', general, measures);
  if (generally.failures.length > 0) return { is: 'rejected', grade: null, failures: generally.failures };
  if (generally.missing.length > 0) return { is: 'incomplete', missing: generally.missing };
  if (categories.length === 0) return { is: 'conform', grade: ownGrade ?? CONFORM, failures: [] };
  const failures: Failure[] = [];
  for (const category of categories) {
    const { grade, limits, isSold } = category;
    const one = judged(grade, limits, measures);
    failures.push(...one.failures);
    if (one.failures.length > 0) continue;
    if (one.missing.length > 0) return { is: 'incomplete', missing: one.missing };
    return { is: isSold ? 'conform' : 'rejected', grade, failures };
  }
  return { is: 'rejected', grade: null, failures };
}

/** Which limits of a grade fail, and which cannot be told. */
function judged(grade: string, limits: readonly Limit[], measures: Measures) {
  const failures: Failure[] = [];
  const missing: string[] = [];
  for (const limit of limits) {
    const measured = measures.get(limit.parameter);
    const held = holds(limit, measured);
    if (held === 'unknown') missing.push(limit.parameter);
    if (held === 'fails' && measured !== undefined)
      failures.push({
        grade,
        parameter: limit.parameter,
        measured: measuredText(measured),
        limit: limitText(limit),
      });
  }
  return { failures, missing };
}

const measuredText = (measured: Measured): string =>
  measured.kind === 'value' ? measured.value : `< ${measured.limitOfQuantification}`;

/** The unit of what has none: a ratio, a median. */
const PURE = '1';

const limitText = ({ max, min, isAboveMin, unit }: Limit): string =>
  [
    max === null ? '' : `<= ${max}`,
    min === null ? '' : `${isAboveMin ? '>' : '>='} ${min}`,
    unit === PURE ? '' : unit,
  ]
    .filter((part) => part !== '')
    .join(' ');

/** What may still be done with goods that a market may not have: oil of a lower grade is sold elsewhere or refined. */
export function mayStillOf(verdict: Verdict, categories: readonly Category[]): StillAllowed[] {
  if (verdict.is !== 'rejected') return [];
  // What keeps no general limit is unfit, and may not be sold anywhere as it is.
  const isGraded =
    verdict.grade !== null ||
    categories.some(({ grade }) => verdict.failures.some((one) => one.grade === grade));
  return isGraded ? ['other_market', 'rework', 'destruction'] : ['rework', 'destruction'];
}
