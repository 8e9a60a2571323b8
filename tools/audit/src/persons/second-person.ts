import type { Event, RecordedCommit } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import type { DataOf } from '../events';
import { Rule, type AuditRule, type Handlers } from '../rule';

/** What one person may do alone from the beginning, by context and kind: centimes, centimes a kilogram, grams. */
const FIRST_LIMITS: Readonly<Record<string, number>> = {
  'payments credit': 10_000_000,
  'payments premium': 2_000_000,
  'payments charge': 500_000_000,
  'payments dispute': 5_000_000,
  'payments price': 200_000,
  'payments milling': 1_000,
  'sales price': 200_000,
  'collection weight': 60_000_000,
};

interface Proposal {
  readonly amount: number;
  readonly limit: number;
  readonly askedBy: string;
  status: 'waiting' | 'confirmed' | 'rejected';
}
const WEIGHTS = 'collection weight';

/** What took effect, under which limit as it says. */
interface Effect {
  readonly kind: string;
  readonly id: string;
  readonly amount: number;
  readonly limit: number | undefined;
}

/**
 * Nothing above its limit is one person's. Events of logs that are older than limits say none: the rule begins, for each
 * kind, with the first event that does, and from then on each must; for weights, which come by the thousand and say none,
 * with the first that is asked about.
 */
export class SecondPersonRule extends Rule implements AuditRule {
  readonly proves =
    'what passes the limit of its kind and day was asked for by one person and confirmed by another, as it was asked for';
  private readonly limits = new Map<string, { readonly validFrom: string; readonly limit: number }[]>();
  private readonly proposals = new Map<string, Proposal>();
  /** Kinds of which an event has said its limit. */
  private readonly begun = new Set<string>();

  readonly on: Handlers = {
    InputCreditGranted: ({ creditId: id, amountCentimes: amount, limit }, at) =>
      this.took({ kind: 'credit', id, amount, limit }, at),
    PremiumDeclared: ({ premiumId: id, amountCentimes: amount, limit }, at) =>
      this.took({ kind: 'premium', id, amount, limit }, at),
    ChargePosted: ({ chargeId: id, amountCentimes: amount, limit }, at) =>
      this.took({ kind: 'charge', id, amount, limit }, at),
    PoolOpened: ({ poolId: id, terms, limit }, at) =>
      this.took({ kind: 'milling', id, amount: terms.milling.perKgCentimes, limit }, at),
    PriceSchedulePublished: ({ version: id, grades, limit }, at) =>
      this.priced(
        id,
        grades.map((one) => one.pricePerKgCentimes),
        limit,
        at,
      ),
    DisputeResolved: ({ disputeId: id, correctionLineId, limit }, at) => {
      const correction = at.events.find((one) => isOfLine(one, correctionLineId));
      const { amountCentimes = 0 } = (correction?.data ?? {}) as { amountCentimes?: number };
      this.took({ kind: 'dispute', id, amount: Math.abs(amountCentimes), limit }, at);
    },
    SaleContractSigned: ({ contractId: id, prices, limit }, at) =>
      this.priced(
        id,
        prices.map((one) => one.unitPriceMinor),
        limit,
        at,
      ),
    DeliveryWeighedIn: ({ deliveryId, grossGrams, weighedAt }, at) => {
      // What stands in for a reversed delivery has its weight from the reversal.
      if (!at.actor.startsWith('policy:'))
        this.weighed(deliveryId, grossGrams, weighedAt, 'SecondPersonAsked', at);
    },
    DeliveryReversed: ({ deliveryId, replacement }, at) => {
      const isCorrected = replacement && !replacement.regraded;
      if (isCorrected) this.weighed(deliveryId, replacement.grossGrams, at.at, 'ProposalConfirmed', at);
    },
    DeliveryGraded: ({ deliveryId }, at) => {
      const asked = this.proposals.get(keyOf(`weight-${deliveryId}`, at));
      if (asked && asked.status !== 'confirmed')
        this.check.fail(at, 'graded', 'a weight above its limit', 'confirmed before', asked.status);
    },
    LimitPublished: (data, at) => this.published(data, at),
    SecondPersonAsked: ({ proposalId, kind, amount, limit, askedBy }, at) => {
      this.check.same(at, 'asker', 'who asked', at.actor, askedBy);
      if (amount <= limit) this.check.fail(at, 'asked', 'what waits', `more than ${limit}`, amount);
      this.proposals.set(keyOf(proposalId, at), { amount, limit, askedBy, status: 'waiting' });
      if (kind === 'weight') this.begun.add(WEIGHTS);
    },
    ProposalConfirmed: ({ proposalId, askedBy, confirmedBy }, at) => {
      this.check.same(at, 'confirmer', 'who confirmed', at.actor, confirmedBy);
      const known = this.ended(proposalId, 'confirmed', at);
      if (known) this.check.same(at, 'asker', 'who asked', known.askedBy, askedBy);
      if (askedBy === at.actor)
        this.check.fail(at, 'one-person', 'who asked and who confirmed', 'two persons', 'one');
      const isOfTicket = proposalId === `weight-${at.ref.id}`;
      if (at.events.length < 2 && !isOfTicket)
        this.check.fail(at, 'no-effect', proposalId, 'done in this commit', 'nothing');
    },
    ProposalRejected: ({ proposalId, rejectedBy }, at) => {
      this.ended(proposalId, 'rejected', at);
      this.check.same(at, 'confirmer', 'who rejected', at.actor, rejectedBy);
    },
  };

  private priced(id: string, prices: readonly number[], limit: number | undefined, at: RecordedCommit): void {
    const amount = Math.max(0, ...prices);
    this.took({ kind: 'price', id, amount, limit }, at);
  }

  /** Above the limit of its day a weight is asked about as it comes, and a correction confirmed as it is done. */
  private weighed(id: string, grams: number, instant: string, needed: string, at: RecordedCommit): void {
    if (!this.begun.has(WEIGHTS)) return;
    const limit = this.limitOn(WEIGHTS, businessDate(instant));
    if (grams > limit && !at.events.some(({ type }) => type === needed))
      this.check.fail(at, 'weight', `${grams} g of ${id}, above ${limit} g`, needed, 'nothing');
  }

  private took({ kind, id, amount, limit }: Effect, at: RecordedCommit): void {
    const ofKind = `${at.ref.context} ${kind}`;
    if (limit === undefined) {
      if (this.begun.has(ofKind)) this.check.fail(at, 'limit-missing', kind, 'the limit of the day', 'none');
      return;
    }
    this.begun.add(ofKind);
    const proposalId = `${kind}-${id}`;
    const isConfirmed = at.events.some(
      ({ type, data }) =>
        type === 'ProposalConfirmed' && 'proposalId' in data && data.proposalId === proposalId,
    );
    const proposal = isConfirmed ? this.proposals.get(keyOf(proposalId, at)) : undefined;
    const expected = proposal?.limit ?? this.limitOn(ofKind, businessDate(at.at));
    this.check.same(at, 'limit', `the limit of a ${kind}`, expected, limit);
    if (proposal) this.check.same(at, 'asked', `${proposalId} as asked for`, proposal.amount, amount);
    if (amount > limit && !isConfirmed)
      this.check.fail(at, 'one-person', `${proposalId} above its limit of ${limit}`, 'two persons', 'one');
  }

  /** Raised by two persons, and never for the day on which it is published. */
  private published({ kind, validFrom, limit }: DataOf<'LimitPublished'>, at: RecordedCommit): void {
    const ofKind = `${at.ref.context} ${kind}`;
    const isConfirmed = at.events.some(({ type }) => type === 'ProposalConfirmed');
    if (limit > this.limitOn(ofKind, validFrom) && !isConfirmed)
      this.check.fail(at, 'raised', `who raised the limit of a ${kind}`, 'two persons', 'one');
    const today = businessDate(at.at);
    if (validFrom <= today) this.check.fail(at, 'limit-day', 'a limit holds', `after ${today}`, validFrom);
    this.limits.set(ofKind, [...(this.limits.get(ofKind) ?? []), { validFrom, limit }]);
  }

  private limitOn(ofKind: string, day: string): number {
    let found: { readonly validFrom: string; readonly limit: number } | undefined;
    for (const one of this.limits.get(ofKind) ?? [])
      if (one.validFrom <= day && (found === undefined || one.validFrom > found.validFrom)) found = one;
    return found?.limit ?? FIRST_LIMITS[ofKind] ?? 0;
  }

  private ended(proposalId: string, end: 'confirmed' | 'rejected', at: RecordedCommit): Proposal | undefined {
    const known = this.proposals.get(keyOf(proposalId, at));
    if (known?.status !== 'waiting')
      this.check.fail(at, 'unknown', proposalId, 'something that waits', known?.status ?? 'nothing');
    if (known) known.status = end;
    return known;
  }
}

const keyOf = (proposalId: string, { ref: { context, aggregate, id } }: RecordedCommit): string =>
  `${context} ${aggregate} ${id} ${proposalId}`;

const isOfLine = ({ type, data }: Event, lineId: string | null): boolean =>
  type === 'CorrectionPosted' && 'lineId' in data && data.lineId === lineId;
