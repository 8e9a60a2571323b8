import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../events';
import { Rule, type AuditRule, type Handlers } from '../rule';

interface Drill {
  readonly started: DataOf<'RecallDrillStarted'>;
  readonly steps: Map<string, DataOf<'RecallDrillStepRecorded'>>;
  isClosed: boolean;
}

/** Four hours (chain.md 11). */
const MOST_MINUTES = 240;
const PPM = 1_000_000;

/** Drills of recalls, and what traders paid. */
export class DrillsRule extends Rule implements AuditRule {
  readonly proves =
    'a drill is on a lot as it was closed or made, and ends with what its steps found and whom they reached, in the time that it took; a price is withdrawn once';
  private readonly drills = new Map<string, Drill>();
  private readonly lots = new Map<string, number>();
  private readonly prices = new Map<string, 'stands' | 'withdrawn'>();

  readonly on: Handlers = {
    LotClosed: ({ lotId, netGrams }) => void this.lots.set(lotId, netGrams),
    LotMadeAvailable: ({ lotId, netGrams }) => void this.lots.set(lotId, netGrams),
    RecallDrillStarted: (started, at) => {
      const { drillId, lotId, toFindGrams } = started;
      this.check.same(at, 'lot', `net grams of ${lotId}`, this.lots.get(lotId), toFindGrams);
      this.drills.set(drillId, { started, steps: new Map(), isClosed: false });
    },
    RecallDrillStepRecorded: (step, at) => {
      const drill = this.open(step.drillId, at);
      if (drill?.steps.has(step.stepId)) this.check.fail(at, 'step', `step ${step.stepId}`, 'once', 'again');
      drill?.steps.set(step.stepId, step);
    },
    RecallDrillClosed: (closed, at) => this.closed(closed, at),
    TraderPriceEntered: ({ priceId }) => void this.prices.set(priceId, 'stands'),
    TraderPriceWithdrawn: ({ priceId }, at) => {
      this.check.same(at, 'price', `the price ${priceId}`, 'stands', this.prices.get(priceId));
      this.prices.set(priceId, 'withdrawn');
    },
  };

  private closed(closed: DataOf<'RecallDrillClosed'>, at: RecordedCommit): void {
    const drill = this.open(closed.drillId, at);
    if (drill === undefined) return;
    drill.isClosed = true;
    const steps = [...drill.steps.values()];
    const sum = (of: (step: DataOf<'RecallDrillStepRecorded'>) => number) =>
      steps.reduce((total, step) => total + of(step), 0);
    const { toFindGrams, startedAt } = drill.started;
    const foundGrams = sum((step) => step.foundGrams);
    this.check.same(at, 'found', 'grams that its steps found', foundGrams, closed.foundGrams);
    const ppm = toFindGrams === 0 ? 0 : Number((BigInt(foundGrams) * BigInt(PPM)) / BigInt(toFindGrams));
    this.check.same(at, 'share', 'ppm of the lot that were found', ppm, closed.foundPpm);
    const contacts = [sum((step) => step.contactsTried), sum((step) => step.contactsReached)].join(' / ');
    const told = [closed.contactsTried, closed.contactsReached].join(' / ');
    this.check.same(at, 'contacts', 'contacts that were tried and reached', contacts, told);
    const minutes = Math.ceil((Date.parse(closed.closedAt) - Date.parse(startedAt)) / 60_000);
    this.check.same(at, 'minutes', 'minutes from its start to its end', minutes, closed.minutes);
    this.check.same(at, 'in-time', 'within four hours', minutes <= MOST_MINUTES, closed.isInTime);
  }

  /** The drill where it is under way. */
  private open(drillId: string, at: RecordedCommit): Drill | undefined {
    const drill = this.drills.get(drillId);
    if (drill && !drill.isClosed) return drill;
    this.check.fail(at, 'under-way', `the drill ${drillId}`, 'under way', drill ? 'closed' : 'not started');
    return undefined;
  }
}
