import { OCE, type StandardVersion, type StillAllowed } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Measured } from '../../standard/domain/limits';
import type { StandardContent } from '../../standard/domain/standard';
import type { Found } from './panel';
import type { Failure } from './verdict';

/** What is controlled: a lot, or what was in a tank. */
export interface Holder {
  readonly kind: 'lot' | 'tank';
  readonly id: string;
}

/** One parameter of a laboratory's report. */
export interface ReportedResult {
  readonly parameter: string;
  readonly unit: string;
  readonly measured: Measured;
}

export const controlEvents = defineEvents(
  { stream: OCE, context: 'certification', aggregate: 'control', id: 'controlId' },
  {
    ControlRequested: event<{
      controlId: string;
      holder: Holder;
      productId: string;
      /** The grade that a raw lot was taken in at; null of others. */
      ownGrade: string | null;
      market: string;
      standardId: string;
      /** What the goods are said to be: a panel that does not confirm it may be asked again. */
      declaredGrade: string | null;
      requestedOn: string;
    }>(),
    /** Sealed, with a counter-sample that is kept until the window for a counter-assessment closes. */
    SampleTaken: event<{
      controlId: string;
      sampleId: string;
      sealNumber: string;
      counterSealNumber: string;
      takenAt: string;
      counterUntil: string;
      /** The standard as it stands on that day: the verdict goes by it. */
      standard: StandardVersion;
    }>(),
    PanelScored: event<{
      controlId: string;
      panelId: string;
      assessment: 'first' | 'counter';
      body: string;
      number: string;
      tasters: number;
      found: readonly Found[];
      isValid: boolean;
      scoredOn: string;
    }>(),
    AnalysisReported: event<{
      controlId: string;
      reportId: string;
      body: string;
      number: string;
      results: readonly ReportedResult[];
      /** The report that this one takes the place of; null where it is the first of its kind. */
      replaces: string | null;
      reportedOn: string;
    }>(),
    /** By rule, and by a person; frozen with the limits that it went by. */
    VerdictSigned: event<{
      controlId: string;
      holder: Holder;
      productId: string;
      ownGrade: string | null;
      market: string;
      standard: StandardVersion;
      rules: Pick<StandardContent, 'general' | 'categories'>;
      measures: readonly { readonly parameter: string; readonly measured: Measured }[];
      verdict: 'conform' | 'rejected';
      grade: string | null;
      failures: readonly Failure[];
      mayStill: readonly StillAllowed[];
      sampledAt: string;
      signedBy: string;
      signedAt: string;
    }>(),
    /** A report that the verdict went by was replaced: what it released is held. */
    VerdictReopened: event<{ controlId: string; holder: Holder; reportId: string; reopenedOn: string }>(),
  },
);
export type ControlRequested = EventOf<typeof controlEvents.ControlRequested>;
export type SampleTaken = EventOf<typeof controlEvents.SampleTaken>;
export type PanelScored = EventOf<typeof controlEvents.PanelScored>;
export type AnalysisReported = EventOf<typeof controlEvents.AnalysisReported>;
export type VerdictSigned = EventOf<typeof controlEvents.VerdictSigned>;
export type ControlEvent = EventOf<typeof controlEvents>;
