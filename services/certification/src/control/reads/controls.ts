import { projectionFrom } from '@oce/projections';
import {
  controlEvents,
  type Holder,
  type PanelScored,
  type AnalysisReported,
  type VerdictSigned,
} from '../domain/control.events';
import type { Found } from '../domain/panel';

export interface ControlDocument {
  readonly controlId: string;
  readonly holder: Holder;
  readonly productId: string;
  readonly market: string;
  readonly standardId: string;
  readonly declaredGrade: string | null;
  readonly requestedOn: string;
  readonly status: 'requested' | 'sampled' | 'conform' | 'rejected' | 'reopened';
  readonly sample: {
    readonly sampleId: string;
    readonly sealNumber: string;
    readonly counterSealNumber: string;
    readonly takenAt: string;
    readonly counterUntil: string;
    readonly version: string;
  } | null;
  readonly panels: readonly Omit<PanelScored['data'], 'controlId'>[];
  readonly reports: readonly Omit<AnalysisReported['data'], 'controlId'>[];
  readonly verdict: Pick<
    VerdictSigned['data'],
    'grade' | 'failures' | 'mayStill' | 'measures' | 'rules' | 'signedBy' | 'signedAt'
  > | null;
}

const foundOf = (one: Found): Found => ({
  attribute: one.attribute,
  kind: one.kind,
  median: one.median,
  iqr: one.iqr,
  robustDeviation: one.robustDeviation,
  cvr: one.cvr,
  from: one.from,
  to: one.to,
  isValid: one.isValid,
  quartiles: one.quartiles,
});

/** How far has each control come, and by which limits was it judged? */
export const controlsProjection = projectionFrom(controlEvents)<ControlDocument>({
  name: 'controls',
  version: 1,
  indexes: [{ fields: { status: 1, _id: 1 } }, { fields: { 'holder.id': 1, _id: 1 } }],
  keys: (event) => [event.data.controlId],
  project: {
    ControlRequested(_document, { data }) {
      const { controlId, productId, market, standardId, declaredGrade, requestedOn } = data;
      const holder = { kind: data.holder.kind, id: data.holder.id };
      const about = { controlId, holder, productId, market, standardId, declaredGrade, requestedOn };
      return { ...about, status: 'requested', sample: null, panels: [], reports: [], verdict: null };
    },
    SampleTaken(document, { data }) {
      const { sampleId, sealNumber, counterSealNumber, takenAt, counterUntil } = data;
      const sealed = { sampleId, sealNumber, counterSealNumber, takenAt, counterUntil };
      return (
        document && { ...document, status: 'sampled', sample: { ...sealed, version: data.standard.version } }
      );
    },
    PanelScored(document, { data }) {
      const { panelId, assessment, body, number, tasters, isValid, scoredOn } = data;
      const panel = {
        panelId,
        assessment,
        body,
        number,
        tasters,
        found: data.found.map(foundOf),
        isValid,
        scoredOn,
      };
      return document && { ...document, panels: [...document.panels, panel] };
    },
    AnalysisReported(document, { data }) {
      const { reportId, body, number, replaces, reportedOn } = data;
      const results = data.results.map(({ parameter, unit, measured }) => ({ parameter, unit, measured }));
      const report = { reportId, body, number, results, replaces, reportedOn };
      return document && { ...document, reports: [...document.reports, report] };
    },
    VerdictSigned(
      document,
      { data: { verdict: status, grade, failures, mayStill, measures, rules, ...by } },
    ) {
      const { signedBy, signedAt } = by;
      const verdict = { grade, failures, mayStill, measures, rules, signedBy, signedAt };
      return document && { ...document, status, verdict };
    },
    VerdictReopened: (document) => document && { ...document, status: 'reopened' },
  },
});
