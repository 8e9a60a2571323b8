import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../events';
import { Rule, type AuditRule, type Handlers } from '../rule';
import { gradeOf, medianOf } from './grades';

interface Control {
  readonly requested: DataOf<'ControlRequested'>;
  sample?: DataOf<'SampleTaken'>;
  /** Measures that reports say, as they stand: replaced ones are gone. */
  readonly reports: Map<string, DataOf<'AnalysisReported'>>;
  readonly panels: DataOf<'PanelScored'>[];
  verdict?: DataOf<'VerdictSigned'>;
}

/** What certification has said, derived again: medians, verdicts, releases that follow from them, recalls downstream. */
export class ControlRule extends Rule implements AuditRule {
  readonly proves =
    'every lot is held from its beginning and released by a verdict that follows from its reports and limits; seals once; recalls are for good';
  private readonly controls = new Map<string, Control>();
  private readonly verdicts = new Map<string, DataOf<'VerdictSigned'>>();
  private readonly seals = new Map<string, string>();
  private readonly heldAgain = new Map<string, Map<string, DataOf<'LotReleased'>>>();
  private readonly releases = new Map<string, Map<string, DataOf<'LotReleased'>>>();
  private readonly taken = new Set<string>();
  private readonly recalled = new Set<string>();
  private readonly recalls = new Map<string, ReadonlySet<string>>();
  private isLifting = '';

  /** Verdicts on a lot, which a recall makes void. */
  private readonly untold = new Map<string, readonly string[]>();

  readonly on: Handlers = {
    ControlRequested: (data) => {
      this.controls.set(data.controlId, { requested: data, reports: new Map(), panels: [] });
    },
    SampleTaken: (data, at) => {
      const control = this.known(data.controlId, at);
      if (control) control.sample = data;
      for (const seal of [data.sealNumber, data.counterSealNumber]) {
        const before = this.seals.get(seal);
        if (before !== undefined)
          this.check.fail(at, 'seal', `samples that ${seal} closes`, before, data.controlId);
        this.seals.set(seal, data.controlId);
      }
    },
    AnalysisReported: (data, at) => {
      const control = this.known(data.controlId, at);
      if (control === undefined) return;
      if (control.sample === undefined) this.check.fail(at, 'sample', 'the sample', 'taken before', 'none');
      control.reports.set(data.reportId, data);
      if (data.replaces !== null) control.reports.delete(data.replaces);
    },
    PanelScored: (data, at) => {
      const control = this.known(data.controlId, at);
      control?.panels.push(data);
      for (const one of data.found) {
        const isValid = one.cvr === null || Number(one.cvr) < 20.05;
        this.check.same(at, 'panel', `whether ${one.attribute} is valid by its CVr`, isValid, one.isValid);
      }
    },
    VerdictSigned: (data, at) => this.signed(data, at),
    LotTakenUp: ({ lotId }) => void this.taken.add(lotId),
    LotHeld: ({ lotId, cause }) => {
      const standing = this.releases.get(lotId);
      if (cause === 'clerk' && standing) this.heldAgain.set(lotId, standing);
      this.releases.set(lotId, new Map());
    },
    HoldLifted: ({ lotId }) => void (this.isLifting = lotId),
    LotReleased: (data, at) => this.released(data, at),
    LotRejected: ({ lotId, market, controlId }, at) => {
      const verdict = this.verdicts.get(controlId);
      this.check.same(at, 'rejection', `verdict on ${lotId} for ${market}`, 'rejected', verdict?.verdict);
      this.releases.get(lotId)?.delete(market);
      this.check.kept(`verdict ${controlId}`);
    },
    RecallOpened: (data, at) => {
      this.recalls.set(data.recallId, new Set(data.lotIds));
      for (const lotId of data.lotIds)
        if (!this.recalled.has(lotId))
          this.check.promise(`recall ${lotId}`, at, 'not-recalled', lotId, 'recalled', lotId);
    },
    LotRecalled: ({ lotId, recallId }, at) => {
      if (!this.recalls.has(recallId))
        this.check.fail(at, 'recall', `the recall of ${lotId}`, 'opened before', recallId);
      this.recalled.add(lotId);
      this.releases.set(lotId, new Map());
      this.check.kept(`recall ${lotId}`);
      for (const controlId of this.untold.get(lotId) ?? []) this.check.kept(`verdict ${controlId}`);
    },
  };

  after(): void {
    this.isLifting = '';
  }

  private signed(data: DataOf<'VerdictSigned'>, at: RecordedCommit): void {
    const control = this.known(data.controlId, at);
    if (control === undefined) return;
    this.verdicts.set(data.controlId, data);
    const measures = new Map(data.measures.map(({ parameter, measured }) => [parameter, measured]));
    const reported = new Map(
      [...control.reports.values()].flatMap(({ results }) =>
        results.map(({ parameter, measured }) => [parameter, JSON.stringify(measured)] as const),
      ),
    );
    for (const [parameter, measured] of measures) {
      if (parameter === 'defects_median' || parameter === 'fruity_median') {
        const medians = control.panels
          .filter(({ isValid }) => isValid)
          .map((one) => medianOf(one, parameter));
        const found = measured.kind === 'value' ? Number(measured.value) : undefined;
        if (!medians.some((median) => median === found))
          this.check.fail(at, 'measure', parameter, medians.join(' or '), found ?? 'nothing');
      } else this.check.same(at, 'measure', parameter, reported.get(parameter), JSON.stringify(measured));
    }
    const derived = gradeOf(data.rules, measures, data.ownGrade);
    this.check.same(at, 'grade', `grade of ${data.holder.id}`, derived.grade, data.grade);
    this.check.same(at, 'verdict', `verdict on ${data.holder.id}`, derived.verdict, data.verdict);
    const { kind, id } = data.holder;
    // After a recall no verdict changes anything.
    if (kind !== 'lot' || this.recalled.has(id)) return;
    this.check.promise(`verdict ${data.controlId}`, at, 'not-told', id, 'released or rejected');
    this.untold.set(id, [...(this.untold.get(id) ?? []), data.controlId]);
  }

  private released(data: DataOf<'LotReleased'>, at: RecordedCommit): void {
    const { lotId, market, controlId, grade } = data;
    if (!this.taken.has(lotId)) this.check.fail(at, 'unknown', 'the lot', 'taken up before', lotId);
    if (this.recalled.has(lotId))
      this.check.fail(at, 'recalled', `release of ${lotId}`, 'never after a recall', market);
    const verdict = this.verdicts.get(controlId);
    const [was, is] = [
      verdict && `${verdict.holder.id} ${verdict.market} ${verdict.grade}`,
      `${lotId} ${market} ${grade}`,
    ];
    this.check.same(at, 'release', 'lot, market and grade of the verdict', was, is);
    if (this.isLifting === lotId && this.heldAgain.get(lotId)?.get(market) === undefined)
      this.check.fail(at, 'lifting', `release of ${lotId} for ${market}`, 'one that a clerk held', 'another');
    const own = this.releases.get(lotId) ?? new Map<string, DataOf<'LotReleased'>>();
    own.set(market, data);
    this.releases.set(lotId, own);
    this.check.kept(`verdict ${controlId}`);
  }

  private known(controlId: string, at: RecordedCommit): Control | undefined {
    const control = this.controls.get(controlId);
    if (control === undefined) this.check.fail(at, 'requested', 'the control', 'requested before', controlId);
    return control;
  }
}
