import { conflict } from '@oce/event-sourcing';
import { holds, type Measured } from '../../standard/domain/limits';
import type { StandardContent } from '../../standard/domain/standard';
import type { AnalysisReported, PanelScored } from './control.events';
import { mediansOf } from './panel';
import type { Measures } from './verdict';

/** The parameters by which limits name what a panel found. */
export const DEFECTS = 'defects_median';
export const FRUITY = 'fruity_median';
const OF_PANELS: ReadonlySet<string> = new Set([DEFECTS, FRUITY]);

interface Reported {
  readonly panels: readonly PanelScored['data'][];
  readonly reports: readonly AnalysisReported['data'][];
}

/**
 * What is known of a sample: what reports say that no other has taken the place of, and what panels found that are valid.
 * Refuses `counter_assessments_incomplete`.
 */
export function measuresOf(
  { panels, reports }: Reported,
  rules: Pick<StandardContent, 'categories'>,
  declaredGrade: string | null,
): Measures {
  const replaced = new Set(reports.map(({ replaces }) => replaces));
  const standing = reports.filter(({ reportId }) => !replaced.has(reportId));
  const measures = new Map<string, Measured>(
    standing.flatMap(({ results }) =>
      results.map(({ parameter, measured }) => [parameter, measured] as const),
    ),
  );
  for (const [parameter, value] of tasted(panels, rules, declaredGrade))
    measures.set(parameter, { kind: 'value', value });
  return measures;
}

/** The last valid panel's medians; where it did not confirm what was declared, both counter-assessments may. */
function tasted(
  panels: readonly PanelScored['data'][],
  { categories }: Pick<StandardContent, 'categories'>,
  declaredGrade: string | null,
): [parameter: string, value: string][] {
  const valid = panels.filter(({ isValid }) => isValid);
  const first = valid.filter(({ assessment }) => assessment === 'first').at(-1);
  if (first === undefined) return [];
  const counters = valid.filter(({ assessment }) => assessment === 'counter');
  if (counters.length === 1)
    throw conflict(
      'counter_assessments_incomplete',
      'One counter-assessment says nothing alone: both must confirm.',
      'controlId',
    );
  const limits = categories
    .find(({ grade }) => grade === declaredGrade)
    ?.limits.filter(({ parameter }) => OF_PANELS.has(parameter));
  const medians = (panel: PanelScored['data']) => {
    const { defects, fruity } = mediansOf(panel.found);
    return new Map([
      [DEFECTS, defects],
      [FRUITY, fruity],
    ]);
  };
  const confirms = (panel: PanelScored['data']) => {
    const found = medians(panel);
    return limits?.every((limit) => {
      const value = found.get(limit.parameter);
      return value !== undefined && holds(limit, { kind: 'value', value }) === 'holds';
    });
  };
  const last = counters.at(-1);
  if (last !== undefined && !confirms(first) && counters.every((one) => confirms(one) === true))
    return [...medians(last)];
  return [...medians(first)];
}

/** Measures as they are written down, by name. */
export const shownMeasures = (measures: Measures) =>
  [...measures]
    .map(([parameter, measured]) => ({ parameter, measured }))
    .sort((a, b) => (a.parameter < b.parameter ? -1 : 1));
