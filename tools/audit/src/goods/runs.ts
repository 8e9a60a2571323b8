import type { RecordedCommit } from '@oce/event-sourcing';
import { gramsOf, scaled, together, type Origins } from '@oce/origins';
import { isWithinPpm, shareInPpm, sumExactly } from '@oce/quantities';
import type { DataOf } from '../events';
import type { Check } from '../rule';
import { arrived, cameBack, mustArrive, mustReturn, textOf } from './moves';

type Charge = DataOf<'RunCompleted'>['inputs'][number];

/** What went into each run, and what must have come out of it. */
export class RunBooks {
  private readonly charges = new Map<string, Map<string, Charge>>();
  private readonly outputs = new Map<string, Map<string, Origins>>();
  private readonly over = new Set<string>();
  private readonly takenBack = new Set<string>();
  /** Of each material at a station: how much is there. */
  private readonly stocks = new Map<string, number>();

  constructor(private readonly check: Check) {}

  received({ stockId, quantity }: DataOf<'MaterialReceived'>): void {
    this.stocks.set(stockId, (this.stocks.get(stockId) ?? 0) + quantity);
  }

  materialDrawn(data: DataOf<'MaterialDrawn'>, at: RecordedCommit): void {
    const { stockId, drawId, into, quantity, leftQuantity } = data;
    const left = (this.stocks.get(stockId) ?? 0) - quantity;
    if (left < 0) this.check.fail(at, 'material-short', `what is left of ${stockId}`, '0 or more', left);
    this.check.same(at, 'material-left', `what is left of ${stockId}`, left, leftQuantity);
    this.stocks.set(stockId, left);
    mustArrive(this.check, at, into, drawId);
  }

  materialReturned({ stockId, drawId, quantity }: DataOf<'MaterialDrawReturned'>, at: RecordedCommit): void {
    cameBack(this.check, at, { kind: 'material', id: stockId }, drawId);
    this.stocks.set(stockId, (this.stocks.get(stockId) ?? 0) + quantity);
  }

  charged({ runId, ...charge }: DataOf<'RunCharged'>, at: RecordedCommit): void {
    arrived(this.check, at, { kind: 'run', id: runId }, charge.chargeId);
    if (this.over.has(runId))
      this.check.fail(at, 'charged-after', `a charge of ${runId}`, 'before it was over', charge.chargeId);
    const sum = gramsOf(charge.origins);
    const isMaterial = charge.from.kind === 'material';
    this.check.same(
      at,
      'charge-origins',
      `origins of ${charge.chargeId}`,
      isMaterial ? 0 : charge.grams,
      sum,
    );
    const charges = this.charges.get(runId) ?? new Map<string, Charge>();
    this.charges.set(runId, charges.set(charge.chargeId, charge));
  }

  /** Turned away when it came, or taken back later. */
  sentBack({ runId, chargeId, from }: DataOf<'ChargeTurnedAway'>, at: RecordedCommit): void {
    if (!this.charges.get(runId)?.delete(chargeId))
      arrived(this.check, at, { kind: 'run', id: runId }, chargeId);
    mustReturn(this.check, at, from, chargeId);
  }

  completed(data: DataOf<'RunCompleted'>, at: RecordedCommit): void {
    const { runId, inputs, outputs, waste, lossGrams, lossOrigins, differenceGrams, tolerancePpm } = data;
    const known = [...(this.charges.get(runId)?.values() ?? [])];
    const textsOf = (all: readonly Charge[]) =>
      all.map(({ chargeId, grams }) => `${chargeId} ${grams}`).join(', ');
    this.check.same(at, 'run-inputs', `what ${runId} was charged with`, textsOf(known), textsOf(inputs));
    const inGrams = sumExactly(known.map(({ grams }) => grams));
    const outGrams = sumExactly([...[...outputs, ...waste].map(({ grams }) => grams), lossGrams]);
    this.check.same(at, 'run-balance', `${runId}: in less out`, inGrams - outGrams, differenceGrams);
    if (!isWithinPpm(differenceGrams, inGrams, tolerancePpm))
      this.check.fail(
        at,
        'run-tolerance',
        `the difference of ${runId}`,
        `${tolerancePpm} ppm at most`,
        differenceGrams,
      );
    const charged = together(...known.map(({ origins }) => origins));
    const made = new Map<string, Origins>();
    for (const { lotId, grams, origins } of outputs) {
      const expected = scaled(charged, grams);
      this.check.same(at, 'run-origins', `origins of ${lotId}`, textOf(expected), textOf(origins));
      made.set(lotId, expected);
    }
    this.check.same(
      at,
      'loss-origins',
      `origins of the loss of ${runId}`,
      textOf(scaled(charged, lossGrams)),
      textOf(lossOrigins),
    );
    const main = sumExactly(outputs.filter(({ kind }) => kind === 'main').map(({ grams }) => grams));
    this.check.same(
      at,
      'run-yield',
      `the yield of ${runId}`,
      shareInPpm(main, gramsOf(charged)),
      data.yieldPpm,
    );
    if (data.corrects !== null && !this.over.has(data.corrects))
      this.check.fail(at, 'run-corrects', `the run that ${runId} sets right`, 'over before', data.corrects);
    this.over.add(runId);
    this.outputs.set(runId, made);
  }

  reversed({ runId, inputs }: DataOf<'RunReversed'>, at: RecordedCommit): void {
    if (!this.over.has(runId)) this.check.fail(at, 'run-reversed', `the run ${runId}`, 'over before', 'open');
    this.takenBack.add(runId);
    for (const { from, chargeId } of inputs) mustReturn(this.check, at, from, chargeId);
  }

  outputOf(runId: string, lotId: string): Origins | undefined {
    return this.outputs.get(runId)?.get(lotId);
  }

  isReversed(runId: string): boolean {
    return this.takenBack.has(runId);
  }
}
