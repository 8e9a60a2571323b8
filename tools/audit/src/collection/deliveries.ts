import type { RecordedCommit } from '@oce/event-sourcing';
import type { Check } from '../check';
import type { DataOf } from '../events';
import type { AuditRule, Handlers, Shared } from '../rule';
import { NumberColumn, WordColumn, type Rows } from '../columns';
import { payableGrams, ShrinkFactors } from './reductions';

type Status = 'weighed' | 'graded' | 'refused' | 'reversed';

/** The statuses that each may be reached from. */
const BEFORE = {
  weighed: [] as Status[],
  graded: ['weighed'],
  refused: ['weighed'],
  reversed: ['weighed', 'graded'],
};

type Weights = Pick<DataOf<'DeliveryGraded'>, 'netGrams' | 'reductions' | 'payableGrams'>;

const measuresOf = ({ reductions }: Pick<Weights, 'reductions'>): string =>
  reductions.map((one) => `${one.kind} ${one.measuredPpm} of ${one.allowedPpm}`).join(', ');

/** The weights of each delivery: net, payable, reversed, replaced. */
export class DeliveriesRule implements AuditRule {
  readonly proves = 'net = gross - tare, payable = net - reductions, and reversals speak of the same weights';
  /** What later events must repeat of a delivery. */
  private readonly statuses = new WordColumn<Status>();
  private readonly netGrams = new NumberColumn();
  private readonly producers = new WordColumn();
  private readonly campaigns = new WordColumn();
  private readonly weighedAt: string[] = [];
  private readonly payableGrams = new NumberColumn();
  /** What its sample showed, as text; nothing while it is not graded. */
  private readonly measures = new WordColumn();
  private readonly replacements = new Map<string, DataOf<'DeliveryReversed'>>();
  private readonly factors = new ShrinkFactors();

  readonly on: Handlers = {
    IntakeRulePublished: (data) => this.factors.learn(data),
    DeliveryWeighedIn: (data, at) => this.weighed(data, at),
    DeliveryGraded: (data, at) => this.graded(data, at),
    DeliveryRefused: (data, at) => this.refused(data, at),
    DeliveryReversed: (data, at) => this.reversed(data, at),
  };

  private readonly rows: Rows;

  constructor(
    readonly check: Check,
    { deliveries }: Shared,
  ) {
    this.rows = deliveries;
  }

  private weighed(data: DataOf<'DeliveryWeighedIn'>, at: RecordedCommit): void {
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
    this.check.same(at, 'net', 'net = gross - tare, in grams', grossGrams - tareGrams, netGrams);
    const reversal = this.replacements.get(deliveryId);
    if (reversal?.replacement) {
      this.check.kept(`stands-in ${deliveryId}`);
      const { netGrams: said } = reversal.replacement;
      this.check.same(at, 'replacement', 'net grams as the reversal said', said, netGrams);
    }
  }

  private graded(data: DataOf<'DeliveryGraded'>, at: RecordedCommit): void {
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
    this.check.same(at, 'replacement', 'payable grams as the reversal said', said, data.payableGrams);
  }

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

  private refused(data: DataOf<'DeliveryRefused'>, at: RecordedCommit): void {
    const row = this.becomes(data.deliveryId, 'refused', at);
    if (row === undefined) return;
    this.check.same(at, 'refused-net', 'net grams as weighed', this.netGrams.at(row), data.netGrams);
  }

  private reversed(data: DataOf<'DeliveryReversed'>, at: RecordedCommit): void {
    const row = this.becomes(data.deliveryId, 'reversed', at);
    if (row === undefined) return;
    this.check.same(at, 'reversed-net', 'net grams as weighed', this.netGrams.at(row), data.netGrams);
    const paid = this.payableGrams.at(row);
    this.check.same(at, 'reversed-payable', 'payable grams as graded', paid, data.payableGrams);
    const { replacement } = data;
    if (replacement === null) return;
    this.replaced(data, replacement, this.measures.at(row), at);
  }

  /** The replacement is named by its reversal with its weights, reduced as the original's sample showed. */
  private replaced(
    data: DataOf<'DeliveryReversed'>,
    replacement: NonNullable<DataOf<'DeliveryReversed'>['replacement']>,
    shown: string | undefined,
    at: RecordedCommit,
  ): void {
    const { deliveryId, grossGrams, tareGrams, netGrams } = replacement;
    this.check.same(at, 'replacement', 'net of the replacement', grossGrams - tareGrams, netGrams);
    if (shown === undefined)
      this.check.same(at, 'replacement', 'payable grams of what is not graded', 0, replacement.payableGrams);
    else {
      this.payable({ ...replacement, productId: data.productId }, at);
      const said = measuresOf(replacement);
      this.check.same(at, 'replacement', 'what the sample of the original showed', shown, said);
    }
    this.replacements.set(deliveryId, data);
    const isNew = this.statuses.at(this.rows.of(deliveryId)) === undefined;
    if (!isNew) this.check.fail(at, 'replacement', 'its delivery', 'a new one', deliveryId);
    const key = `stands-in ${deliveryId}`;
    if (isNew) this.check.promise(key, at, 'stands-in', 'the replacement', `${deliveryId} weighed`);
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
