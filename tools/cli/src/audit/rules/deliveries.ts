import type { RecordedCommit } from '@oce/event-sourcing';
import type { Check } from '../check';
import type { DataOf } from '../events';
import type { AuditRule, Handlers } from '../rule';
import { payableGrams, ShrinkFactors } from './reductions';

interface Delivery {
  readonly weighed: DataOf<'DeliveryWeighedIn'>;
  graded?: DataOf<'DeliveryGraded'>;
  status: 'weighed' | 'graded' | 'refused' | 'reversed';
}

/** The weights of each delivery: net, payable, reversed, replaced. */
export class DeliveriesRule implements AuditRule {
  readonly proves = 'net = gross - tare, payable = net - reductions, and reversals speak of the same weights';
  private readonly deliveries = new Map<string, Delivery>();
  private readonly replacements = new Map<string, DataOf<'DeliveryReversed'>>();
  private readonly factors = new ShrinkFactors();

  readonly on: Handlers = {
    IntakeRulePublished: (data) => this.factors.learn(data),
    DeliveryWeighedIn: (data, at) => this.weighed(data, at),
    DeliveryGraded: (data, at) => this.graded(data, at),
    DeliveryRefused: (data, at) => this.refused(data, at),
    DeliveryReversed: (data, at) => this.reversed(data, at),
  };

  constructor(readonly check: Check) {}

  private weighed(data: DataOf<'DeliveryWeighedIn'>, at: RecordedCommit): void {
    const { deliveryId, grossGrams, tareGrams, netGrams } = data;
    if (this.deliveries.has(deliveryId)) {
      this.check.fail(at, 'weighed-twice', 'weighings of the delivery', 1, 2);
      return;
    }
    this.deliveries.set(deliveryId, { weighed: data, status: 'weighed' });
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
    const delivery = this.known(data.deliveryId, at);
    if (delivery === undefined) return;
    this.becomes(delivery, 'graded', at);
    delivery.graded = data;
    const { weighed } = delivery;
    this.check.same(at, 'graded-net', 'net grams as weighed', weighed.netGrams, data.netGrams);
    this.check.same(at, 'producer', 'producer as weighed', weighed.producerCode, data.producerCode);
    this.check.same(at, 'campaign', 'campaign as weighed', weighed.campaignId, data.campaignId);
    this.check.same(at, 'weighed-at', 'the moment as weighed', weighed.weighedAt, data.weighedAt);
    this.payable(data, at);
    if (data.replaces === null) return;
    const reversal = this.replacements.get(data.deliveryId);
    this.check.same(at, 'replaces', 'the delivery it stands for', reversal?.deliveryId, data.replaces);
    const said = reversal?.replacement?.payableGrams;
    this.check.same(at, 'replacement', 'payable grams as the reversal said', said, data.payableGrams);
  }

  /** What a replacement was reduced by is what its own net comes to: its list may be that of the original's sample. */
  private payable(data: DataOf<'DeliveryGraded'>, at: RecordedCommit): void {
    const { netGrams, reductions, payableGrams: paid, productId, replaces } = data;
    const derived = payableGrams(netGrams, reductions, productId, this.factors);
    if (!derived.includes(paid))
      this.check.fail(at, 'payable', 'payable = net - reductions, in grams', derived.join(' or '), paid);
    if (replaces !== null) return;
    let left = netGrams;
    for (const { fromGrams, reducedGrams } of reductions) {
      this.check.same(at, 'reduction-from', 'the weight a reduction is taken from', left, fromGrams);
      left -= reducedGrams;
    }
    this.check.same(at, 'reduction-sum', 'net - listed reductions, in grams', left, paid);
  }

  private refused(data: DataOf<'DeliveryRefused'>, at: RecordedCommit): void {
    const delivery = this.known(data.deliveryId, at);
    if (delivery === undefined) return;
    this.becomes(delivery, 'refused', at);
    this.check.same(at, 'refused-net', 'net grams as weighed', delivery.weighed.netGrams, data.netGrams);
  }

  private reversed(data: DataOf<'DeliveryReversed'>, at: RecordedCommit): void {
    const delivery = this.known(data.deliveryId, at);
    if (delivery === undefined) return;
    const { weighed, graded } = delivery;
    this.becomes(delivery, 'reversed', at);
    this.check.same(at, 'reversed-net', 'net grams as weighed', weighed.netGrams, data.netGrams);
    const paid = graded?.payableGrams ?? 0;
    this.check.same(at, 'reversed-payable', 'payable grams as graded', paid, data.payableGrams);
    const { replacement } = data;
    if (replacement === null) return;
    const net = replacement.grossGrams - replacement.tareGrams;
    this.check.same(at, 'replacement', 'net of the replacement', net, replacement.netGrams);
    const derived = graded ? payableGrams(net, graded.reductions, graded.productId, this.factors) : [0];
    if (!derived.includes(replacement.payableGrams))
      this.check.fail(at, 'replacement', 'payable of the replacement', derived, replacement.payableGrams);
    const { deliveryId } = replacement;
    this.replacements.set(deliveryId, data);
    if (this.deliveries.has(deliveryId))
      this.check.fail(at, 'replacement', 'its delivery', 'a new one', deliveryId);
    else
      this.check.promise(
        `stands-in ${deliveryId}`,
        at,
        'stands-in',
        'the replacement',
        `${deliveryId} weighed`,
      );
  }

  private known(deliveryId: string, at: RecordedCommit): Delivery | undefined {
    const delivery = this.deliveries.get(deliveryId);
    if (delivery === undefined) this.check.fail(at, 'unknown', 'the delivery', 'weighed before', deliveryId);
    return delivery;
  }

  private becomes(delivery: Delivery, status: Delivery['status'], at: RecordedCommit): void {
    const allowed = status === 'reversed' ? ['weighed', 'graded'] : ['weighed'];
    if (!allowed.includes(delivery.status))
      this.check.fail(at, 'status', `status before it is ${status}`, allowed.join(' or '), delivery.status);
    delivery.status = status;
  }
}
