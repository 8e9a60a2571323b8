import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf, Reduction } from '../events';
import { Rule, type AuditRule, type Handlers } from '../rule';
import { NumberColumn, WordColumn } from '../columns';
import { multiplyPpm, multiplyRatio, ONE_PPM } from '@oce/quantities';

type Status = 'weighed' | 'graded' | 'refused' | 'reversed';

/** The statuses that each may be reached from. */
const BEFORE = {
  weighed: [] as Status[],
  graded: ['weighed'],
  refused: ['weighed'],
  reversed: ['weighed', 'graded'],
};

type Replacement = NonNullable<DataOf<'DeliveryReversed'>['replacement']>;
type Weights = Pick<DataOf<'DeliveryGraded'>, 'netGrams' | 'reductions' | 'payableGrams'>;

const measuresOf = ({ reductions }: Pick<Weights, 'reductions'>): string =>
  reductions.map((one) => `${one.kind} ${one.measuredPpm} of ${one.allowedPpm}`).join(', ');

type Sheet = Pick<DataOf<'QualityDisputeUpheld'>, 'grade' | 'sample'> & { readonly upheldBy?: string };
const sheetOf = ({ grade, sample, upheldBy }: Sheet): string =>
  `${grade}, ${sample.sampleId}: ${sample.impuritiesPpm} and ${sample.moisturePpm} ppm, by ${upheldBy}`;

/** What all containers weigh empty, where their tare is told. */
const containersGrams = (containers: DataOf<'DeliveryWeighedIn'>['containers']): number =>
  (containers?.count ?? 0) * (containers?.tareGramsEach ?? 0);

/** The weights of each delivery: net, payable, reversed, replaced. */
export class DeliveriesRule extends Rule implements AuditRule {
  readonly proves =
    'net = gross - tare - containers, payable = net - reductions, and reversals speak of the same weights';
  private readonly rows = this.shared.deliveries;
  /** What later events must repeat of a delivery. */
  private readonly statuses = new WordColumn<Status>();
  private readonly netGrams = new NumberColumn();
  /** What the containers weigh empty, beside the tare. */
  private readonly containersGrams = new NumberColumn();
  private readonly producers = new WordColumn();
  private readonly campaigns = new WordColumn();
  private readonly weighedAt: string[] = [];
  private readonly payableGrams = new NumberColumn();
  /** What its sample showed, as text; nothing while it is not graded. */
  private readonly measures = new WordColumn();
  private readonly replacements = new Map<string, DataOf<'DeliveryReversed'>>();
  private readonly factors = new ShrinkFactors();
  /** The sheets by which disputes about a delivery were upheld. */
  private readonly upheld = new Map<string, string[]>();

  readonly on: Handlers = {
    IntakeRulePublished: (data) => this.factors.learn(data),
    QualityDisputeUpheld: ({ deliveryId, grade, sample, upheldBy }) => {
      const sheets = this.upheld.get(deliveryId) ?? [];
      this.upheld.set(deliveryId, [...sheets, sheetOf({ grade, sample, upheldBy })]);
    },
    DeliveryWeighedIn: (data, at) => {
      const { deliveryId, grossGrams, tareGrams, netGrams } = data;
      const row = this.rows.of(deliveryId);
      if (this.statuses.at(row) !== undefined) {
        this.check.fail(at, 'weighed-twice', 'weighings of the delivery', 1, 2);
        return;
      }
      this.statuses.set(row, 'weighed');
      this.netGrams.set(row, netGrams);
      this.producers.set(row, data.producerCode);
      this.campaigns.set(row, data.campaignId);
      this.weighedAt[row] = data.weighedAt;
      const isWeight = Number.isSafeInteger(netGrams) && tareGrams >= 0 && netGrams > 0;
      if (!isWeight) this.check.fail(at, 'weight', 'net weight in grams', 'whole and above 0', netGrams);
      const containers = containersGrams(data.containers);
      this.containersGrams.set(row, containers);
      const derived = grossGrams - tareGrams - containers;
      this.check.same(at, 'net', 'net = gross - tare - containers, in grams', derived, netGrams);
      const reversal = this.replacements.get(deliveryId);
      if (reversal?.replacement) {
        this.check.kept(`stands-in ${deliveryId}`);
        const { netGrams: said } = reversal.replacement;
        this.check.same(at, 'replacement', 'net grams as the reversal said', said, netGrams);
      }
    },
    DeliveryGraded: (data, at) => {
      const row = this.becomes(data.deliveryId, 'graded', at);
      if (row === undefined) return;
      this.payableGrams.set(row, data.payableGrams);
      this.measures.set(row, measuresOf(data));
      this.check.same(at, 'graded-net', 'net grams as weighed', this.netGrams.at(row), data.netGrams);
      this.check.same(at, 'producer', 'producer as weighed', this.producers.at(row), data.producerCode);
      this.check.same(at, 'campaign', 'campaign as weighed', this.campaigns.at(row), data.campaignId);
      this.check.same(at, 'weighed-at', 'the moment as weighed', this.weighedAt[row], data.weighedAt);
      this.payable(data, at);
      if (data.replaces === null) return;
      const reversal = this.replacements.get(data.deliveryId);
      this.check.same(at, 'replaces', 'the delivery it stands for', reversal?.deliveryId, data.replaces);
      const said = reversal?.replacement?.payableGrams;
      const regraded = reversal?.replacement?.regraded;
      if (regraded) this.check.same(at, 'regraded', 'the grade as regraded', regraded.grade, data.grade);
      this.check.same(at, 'replacement', 'payable grams as the reversal said', said, data.payableGrams);
    },
    DeliveryRefused: (data, at) => {
      const row = this.becomes(data.deliveryId, 'refused', at);
      if (row === undefined) return;
      this.check.same(at, 'refused-net', 'net grams as weighed', this.netGrams.at(row), data.netGrams);
    },
    DeliveryReversed: (data, at) => {
      const row = this.becomes(data.deliveryId, 'reversed', at);
      if (row === undefined) return;
      this.check.same(at, 'reversed-net', 'net grams as weighed', this.netGrams.at(row), data.netGrams);
      const paid = this.payableGrams.at(row);
      this.check.same(at, 'reversed-payable', 'payable grams as graded', paid, data.payableGrams);
      const { replacement } = data;
      if (replacement === null) return;
      this.replaced(data, replacement, row, at);
    },
  };

  private payable(data: Weights & { productId: string }, at: RecordedCommit): void {
    const { netGrams, reductions, payableGrams: paid, productId } = data;
    const derived = payableGrams(netGrams, reductions, productId, this.factors);
    if (!derived.includes(paid))
      this.check.fail(at, 'payable', 'payable = net - reductions, in grams', derived.join(' or '), paid);
    let left = netGrams;
    for (const { fromGrams, reducedGrams } of reductions) {
      this.check.same(at, 'reduction-from', 'the weight a reduction is taken from', left, fromGrams);
      left -= reducedGrams;
    }
    this.check.same(at, 'reduction-sum', 'net - listed reductions, in grams', left, paid);
  }

  /** The replacement is named by its reversal with its weights, reduced as the original's sample showed. */
  private replaced(
    data: DataOf<'DeliveryReversed'>,
    replacement: Replacement,
    row: number,
    at: RecordedCommit,
  ): void {
    const { deliveryId, grossGrams, tareGrams, netGrams } = replacement;
    const shown = this.measures.at(row);
    const derived = grossGrams - tareGrams - (this.containersGrams.at(row) ?? 0);
    this.check.same(at, 'replacement', 'net of the replacement', derived, netGrams);
    if (shown === undefined)
      this.check.same(at, 'replacement', 'payable grams of what is not graded', 0, replacement.payableGrams);
    else {
      this.payable({ ...replacement, productId: data.productId }, at);
      this.sample(data.deliveryId, replacement, shown, at);
    }
    this.replacements.set(deliveryId, data);
    const isNew = this.statuses.at(this.rows.of(deliveryId)) === undefined;
    if (!isNew) this.check.fail(at, 'replacement', 'its delivery', 'a new one', deliveryId);
    const key = `stands-in ${deliveryId}`;
    if (isNew) this.check.promise(key, at, 'stands-in', 'the replacement', `${deliveryId} weighed`);
  }

  /** The stand-in has the sample of the original, or the one that it was regraded by. */
  private sample(deliveryId: string, replacement: Replacement, shown: string, at: RecordedCommit): void {
    const { regraded, reductions } = replacement;
    const said = measuresOf(replacement);
    if (regraded === null) {
      this.check.same(at, 'replacement', 'what the sample of the original showed', shown, said);
      return;
    }
    if (regraded.upheldBy !== undefined) {
      const sheets = this.upheld.get(deliveryId) ?? [];
      const sheet = sheetOf(regraded);
      if (!sheets.includes(sheet))
        this.check.fail(at, 'upheld', 'the sheet of an upheld dispute', sheets.join(' or '), sheet);
    }
    const { impuritiesPpm, moisturePpm } = regraded.sample;
    const measured = reductions.map(({ kind }) => (kind === 'impurities' ? impuritiesPpm : moisturePpm));
    const found = reductions.map((one) => one.measuredPpm);
    this.check.same(at, 'regraded', 'what the right sample showed', measured.join(', '), found.join(', '));
  }

  /** A step of a delivery; answers its row, where there is such a delivery. */
  private becomes(deliveryId: string, status: Status, at: RecordedCommit): number | undefined {
    const row = this.rows.of(deliveryId);
    const before = this.statuses.at(row);
    if (before === undefined) {
      this.check.fail(at, 'unknown', 'the delivery', 'weighed before', deliveryId);
      return undefined;
    }
    const allowed = BEFORE[status];
    if (!allowed.includes(before))
      this.check.fail(at, 'status', `status before it is ${status}`, allowed.join(' or '), before);
    this.statuses.set(row, status);
    return row;
  }
}

const ONE_POINT_PPM = ONE_PPM / 100;

/** Shrink factors that intake rules have ever named, by product and base: what a reduction by pencil shrink may use. */
class ShrinkFactors {
  private readonly byBase = new Map<string, Set<number>>();

  learn({ productId, moisture }: DataOf<'IntakeRulePublished'>): void {
    if (moisture?.method.kind !== 'pencil_shrink') return;
    const factor = moisture.method.shrinkPpmPerPoint;
    const key = `${productId} ${moisture.basePpm}`;
    this.byBase.set(key, (this.byBase.get(key) ?? new Set<number>()).add(factor));
  }

  of(productId: string, basePpm: number): readonly number[] {
    return [...(this.byBase.get(`${productId} ${basePpm}`) ?? [])];
  }
}

/**
 * What a reduction takes off a weight, by what it says of itself; several answers where several shrink factors were in
 * force. Worked numbers, cases 1 and 6: half away from zero, to the gram.
 */
function reducedGrams(
  { kind, measuredPpm, allowedPpm }: Reduction,
  fromGrams: number,
  factors: readonly number[],
): number[] {
  const excessPpm = Math.max(0, measuredPpm - allowedPpm);
  switch (kind) {
    case 'impurities':
      return [multiplyPpm(fromGrams, excessPpm)];
    case 'moisture_by_dry_matter':
      return [multiplyRatio(fromGrams, excessPpm, ONE_PPM - allowedPpm)];
    case 'moisture_by_pencil_shrink':
      return factors.map((factor) =>
        Math.min(fromGrams, multiplyRatio(fromGrams, excessPpm * factor, ONE_POINT_PPM * ONE_PPM)),
      );
    default:
      throw new Error(`no such reduction: ${String(kind)}`);
  }
}

/** What remains of a net weight after reductions, each from what the one before has left; all that may be right. */
function payableGrams(
  netGrams: number,
  reductions: readonly Reduction[],
  productId: string,
  factors: ShrinkFactors,
): number[] {
  let left = [netGrams];
  for (const reduction of reductions) {
    const isShrunk = reduction.kind === 'moisture_by_pencil_shrink';
    const known = isShrunk ? factors.of(productId, reduction.allowedPpm) : [];
    left = left.flatMap((grams) => reducedGrams(reduction, grams, known).map((taken) => grams - taken));
  }
  return left;
}
