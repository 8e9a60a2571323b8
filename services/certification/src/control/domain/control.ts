import { conflict, defineAggregate, invalid, notFound, saysTheSame, type Command } from '@oce/event-sourcing';
import { addDays, businessDate } from '@oce/quantities';
import type { StandardContent } from '../../standard/domain/standard';
import {
  controlEvents,
  type AnalysisReported,
  type ControlEvent,
  type ControlRequested,
  type PanelScored,
  type SampleTaken,
  type VerdictSigned,
} from './control.events';
import { found, FEWEST_TASTERS, MOST_TASTERS, type Tasted } from './panel';
import { measuresOf, shownMeasures } from './measures';
import { mayStillOf, verdictOf } from './verdict';

type Own<T, Given extends keyof T = never> = Omit<T, 'controlId' | Given>;

export type RequestControl = Command<'RequestControl', ControlRequested['data']>;
export type TakeSample = Command<'TakeSample', Own<SampleTaken['data'], 'counterUntil' | 'standard'>> & {
  /** The standard's version of the day of the sample. */
  readonly facts: { readonly standard: (StandardContent & { standardId: string }) | undefined };
};
export type ScorePanel = Command<
  'ScorePanel',
  Own<PanelScored['data'], 'found' | 'isValid' | 'tasters'> & { readonly tasted: readonly Tasted[] }
>;
export type ReportAnalysis = Command<'ReportAnalysis', Own<AnalysisReported['data']>>;
export type SignVerdict = Command<'SignVerdict', { readonly signedAt: string }> & {
  /** The version that the sample froze. */
  readonly facts: { readonly rules: Pick<StandardContent, 'general' | 'categories'> };
};
export type ControlCommand = RequestControl | TakeSample | ScorePanel | ReportAnalysis | SignVerdict;

export interface ControlState {
  readonly requested: ControlRequested['data'] | null;
  readonly sample: SampleTaken['data'] | null;
  readonly panels: readonly PanelScored['data'][];
  readonly reports: readonly AnalysisReported['data'][];
  readonly verdict: VerdictSigned['data'] | null;
}

/** A control from the request to the verdict (chain.md 4): reports are never changed, a new one cites the old. */
export const controlAggregate = defineAggregate<ControlState, ControlCommand, typeof controlEvents>(
  controlEvents,
  {
    initial: { requested: null, sample: null, panels: [], reports: [], verdict: null },
    decide: {
      RequestControl({ data }, { requested }) {
        if (requested === null) return [controlEvents.ControlRequested(data)];
        if (saysTheSame(requested, data)) return [];
        throw conflict('control_id_taken', 'Another control has this id: choose another.', 'controlId');
      },
      TakeSample: takeSample,
      ScorePanel: scorePanel,
      ReportAnalysis: reportAnalysis,
      SignVerdict: signVerdict,
    },
    evolve: {
      ControlRequested: (state, { data }) => ({ ...state, requested: data }),
      SampleTaken: (state, { data }) => ({ ...state, sample: data }),
      PanelScored: (state, { data }) => ({ ...state, panels: [...state.panels, data] }),
      AnalysisReported: (state, { data }) => ({ ...state, reports: [...state.reports, data] }),
      VerdictSigned: (state, { data }) => ({ ...state, verdict: data }),
      VerdictReopened: (state) => state,
    },
  },
);

function requestedOf({ requested }: ControlState): ControlRequested['data'] {
  if (requested === null) throw notFound('control_unknown', 'Request the control first.', 'controlId');
  return requested;
}

function sampleOf({ sample }: ControlState): SampleTaken['data'] {
  if (sample === null)
    throw conflict('sample_missing', 'Take the sample first: reports are of what was sealed.', 'controlId');
  return sample;
}

/** Refuses `control_unknown`, `sample_taken`, `seals_alike` and `standard_not_in_force`. */
function takeSample({ data, facts: { standard } }: TakeSample, state: ControlState): ControlEvent[] {
  const { controlId } = requestedOf(state);
  const { sample } = state;
  if (sample !== null) {
    const { sampleId, sealNumber, counterSealNumber, takenAt } = sample;
    if (saysTheSame({ sampleId, sealNumber, counterSealNumber, takenAt }, data)) return [];
    throw conflict(
      'sample_taken',
      'The sample of this control is taken: request another control.',
      'sampleId',
    );
  }
  if (data.sealNumber === data.counterSealNumber)
    throw invalid('seals_alike', 'The counter-sample has a seal of its own.', 'counterSealNumber');
  if (standard === undefined)
    throw conflict('standard_not_in_force', 'No version of the standard is in force on this day.', 'takenAt');
  const { standardId, version, counterAssessmentDays } = standard;
  const counterUntil = addDays(businessDate(data.takenAt), counterAssessmentDays);
  const sealed = { ...data, counterUntil, standard: { standardId, version } };
  return [controlEvents.SampleTaken({ controlId, ...sealed })];
}

/**
 * Refuses `sample_missing`, `panel_size`, `verdict_signed`, `panel_reported_otherwise`; of a counter-assessment
 * `counter_window_closed`, `counter_without_first` and `counter_assessments_two`.
 */
function scorePanel({ data: { tasted, ...data } }: ScorePanel, state: ControlState): ControlEvent[] {
  const { controlId } = requestedOf(state);
  const sample = sampleOf(state);
  const tasters = tasted[0]?.scoresTenths.length ?? 0;
  if (
    tasters < FEWEST_TASTERS ||
    tasters > MOST_TASTERS ||
    tasted.some((one) => one.scoresTenths.length !== tasters)
  )
    throw invalid('panel_size', 'A panel is of 8 to 12 tasters, and each tastes every attribute.', 'tasted');
  const scores = tasted.map(found);
  const isValid = scores.every((one) => one.isValid);
  const scored = { controlId, ...data, tasters, found: scores, isValid };
  const known = state.panels.find(({ panelId }) => panelId === data.panelId);
  if (known && saysTheSame(known, scored)) return [];
  if (known)
    throw conflict(
      'panel_reported_otherwise',
      'A panel of this id found something else: its report stands.',
      'panelId',
    );
  if (state.verdict !== null)
    throw conflict('verdict_signed', 'The verdict is signed: request another control.', 'controlId');
  const counters = state.panels.filter(({ assessment }) => assessment === 'counter');
  if (data.assessment === 'counter') {
    if (!state.panels.some(({ assessment }) => assessment === 'first'))
      throw conflict(
        'counter_without_first',
        'There is no panel yet that could be asked again.',
        'assessment',
      );
    if (counters.length >= 2)
      throw conflict(
        'counter_assessments_two',
        'There are two counter-assessments, and no third.',
        'assessment',
      );
    if (data.scoredOn > sample.counterUntil)
      throw conflict(
        'counter_window_closed',
        `The counter-sample was kept until ${sample.counterUntil}.`,
        'scoredOn',
      );
  }
  return [controlEvents.PanelScored(scored)];
}

/** Refuses `sample_missing`, `parameter_twice`, `report_known_otherwise`, `report_replaced` and `report_unknown`. */
function reportAnalysis({ data }: ReportAnalysis, state: ControlState): ControlEvent[] {
  const { controlId } = requestedOf(state);
  sampleOf(state);
  const reported = { controlId, ...data };
  const known = state.reports.find(({ reportId }) => reportId === data.reportId);
  if (known && saysTheSame(known, reported)) return [];
  if (known)
    throw conflict(
      'report_known_otherwise',
      'A report is never changed: send a new one that replaces it.',
      'reportId',
    );
  const parameters = data.results.map(({ parameter }) => parameter);
  if (new Set(parameters).size < parameters.length)
    throw invalid('parameter_twice', 'A report says each parameter once.', 'results');
  const { replaces } = data;
  if (replaces !== null) {
    if (!state.reports.some(({ reportId }) => reportId === replaces))
      throw notFound('report_unknown', `There is no report ${replaces} to take the place of.`, 'replaces');
    if (state.reports.some((one) => one.replaces === replaces))
      throw conflict('report_replaced', `Another report has taken the place of ${replaces}.`, 'replaces');
  } else if (state.verdict !== null)
    throw conflict('verdict_signed', 'The verdict is signed: what changes a report replaces it.', 'replaces');
  const { verdict } = state;
  if (verdict === null) return [controlEvents.AnalysisReported(reported)];
  const { reportId, reportedOn: reopenedOn } = data;
  const reopened = { controlId, holder: verdict.holder, reportId, reopenedOn };
  return [controlEvents.AnalysisReported(reported), controlEvents.VerdictReopened(reopened)];
}

/**
 * The highest grade whose limits hold, by rule; a person signs. Refuses `sample_missing`, `parameters_missing` with their
 * names, `panels_differ`, `counter_assessments_incomplete` and `verdict_signed`.
 */
function signVerdict(
  { data: { signedAt }, facts: { rules }, meta }: SignVerdict,
  state: ControlState,
): ControlEvent[] {
  const requested = requestedOf(state);
  const sample = sampleOf(state);
  if (state.verdict !== null) {
    if (state.verdict.signedAt === signedAt) return [];
    throw conflict('verdict_signed', `The verdict was signed at ${state.verdict.signedAt}.`, 'signedAt');
  }
  if (signedAt < sample.takenAt)
    throw invalid('signed_before_sample', `The sample was taken at ${sample.takenAt}.`, 'signedAt');
  const { declaredGrade, ownGrade, controlId, holder, productId, market } = requested;
  const measures = measuresOf(state, rules, declaredGrade);
  const verdict = verdictOf(rules, measures, ownGrade);
  if (verdict.is === 'incomplete')
    throw conflict(
      'parameters_missing',
      `Not reported, or not so that it can be told: ${verdict.missing.join(', ')}.`,
      'controlId',
    );
  const { is, grade, failures } = verdict;
  const about = { controlId, holder, productId, ownGrade, market, standard: sample.standard };
  const result = { verdict: is, grade, failures, mayStill: mayStillOf(verdict, rules.categories) };
  const signed = { sampledAt: sample.takenAt, signedBy: meta.actor, signedAt };
  return [
    controlEvents.VerdictSigned({ ...about, rules, measures: shownMeasures(measures), ...result, ...signed }),
  ];
}
