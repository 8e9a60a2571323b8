import type { DataOf } from '../events';

type Verdict = DataOf<'VerdictSigned'>;
type Measured = Verdict['measures'][number]['measured'];
type Limit = Verdict['rules']['general'][number];

/** A decimal at so many places, half away from zero, as a whole number of the last place. */
function at(text: string, decimals: number): bigint {
  const [whole = '0', part = ''] = text.split('.');
  const digits = `${part}0000000`;
  const kept = BigInt(`${whole}${digits.slice(0, decimals)}`);
  return Number(digits[decimals]) >= 5 ? kept + 1n : kept;
}

/** Whether a limit is kept; null where it cannot be told. */
function isKept({ max, min, isAboveMin, decimals }: Limit, measured: Measured | undefined): boolean | null {
  if (measured === undefined) return null;
  if (measured.kind === 'below_quantification') {
    if (min !== null) return !isAboveMin && at(min, decimals) === 0n;
    return max === null || at(measured.limitOfQuantification, decimals) <= at(max, decimals) ? true : null;
  }
  const value = at(measured.value, decimals);
  if (max !== null && value > at(max, decimals)) return false;
  if (min === null) return true;
  return isAboveMin ? value > at(min, decimals) : value >= at(min, decimals);
}

/** What follows from measures by the limits that a verdict froze. */
export function gradeOf(
  { general, categories }: Verdict['rules'],
  measures: ReadonlyMap<string, Measured>,
  ownGrade: string | null,
): { readonly grade: string | null; readonly verdict: Verdict['verdict'] } {
  const kept = (limits: readonly Limit[]) =>
    limits.map((limit) => isKept(limit, measures.get(limit.parameter)));
  if (kept(general).some((one) => one !== true)) return { grade: null, verdict: 'rejected' };
  if (categories.length === 0) return { grade: ownGrade ?? 'conform', verdict: 'conform' };
  const first = categories.find(({ limits }) => kept(limits).every((one) => one === true));
  if (first === undefined) return { grade: null, verdict: 'rejected' };
  return { grade: first.grade, verdict: first.isSold ? 'conform' : 'rejected' };
}

/** What a panel says of a parameter: the median of its worst defect, or of the fruity. */
export function medianOf({ found }: DataOf<'PanelScored'>, parameter: string): number {
  const own = found.filter(({ kind, attribute }) =>
    parameter === 'defects_median' ? kind === 'defect' : kind === 'positive' && attribute === 'fruity',
  );
  return Math.max(0, ...own.map(({ median }) => Number(median)));
}
