import type { DataOf, DeductionKind } from '../../events';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { Check } from '../../rule';
import { NumberColumn, WordColumn, type Rows } from '../../columns';
import { dateOf, Schedules } from './schedules';

/** What an advance must follow from. */
export interface Graded {
  readonly producerCode: string;
  readonly campaignId: string;
  readonly productId: string;
  readonly grade: string;
  readonly payableGrams: number;
  /** The business date of the weighing. */
  readonly weighedOn: string;
  readonly position: number;
}

/** Deliveries as they were graded. */
class Gradings {
  private readonly producers = new WordColumn();
  private readonly campaigns = new WordColumn();
  private readonly products = new WordColumn();
  private readonly grades = new WordColumn();
  private readonly payableGrams = new NumberColumn();
  private readonly dates = new WordColumn();
  private readonly positions = new NumberColumn();

  constructor(private readonly rows: Rows) {}

  add(data: DataOf<'DeliveryGraded'>, { position }: RecordedCommit): void {
    const row = this.rows.of(data.deliveryId);
    this.producers.set(row, data.producerCode);
    this.campaigns.set(row, data.campaignId);
    this.products.set(row, data.productId);
    this.grades.set(row, data.grade);
    this.payableGrams.set(row, data.payableGrams);
    this.dates.set(row, dateOf(data.weighedAt));
    this.positions.set(row, position);
  }

  of(deliveryId: string): Graded | undefined {
    const row = this.rows.of(deliveryId);
    const position = this.positions.at(row);
    if (position === 0) return undefined;
    return {
      producerCode: this.producers.at(row) as string,
      campaignId: this.campaigns.at(row) as string,
      productId: this.products.at(row) as string,
      grade: this.grades.at(row) as string,
      payableGrams: this.payableGrams.at(row),
      weighedOn: this.dates.at(row) as string,
      position,
    };
  }
}

/**
 * One copy of each text that comes again and again, a member's code or a grade: what is kept of a million events then
 * shares it, and need not keep the event that it was read from.
 */
class Words {
  private readonly known = new Map<string, string>();

  of(text: string): string {
    const word = this.known.get(text);
    if (word !== undefined) return word;
    this.known.set(text, text);
    return text;
  }
}

export interface Claim {
  readonly kind: DeductionKind;
  readonly reference: string;
  readonly grantedCentimes: number;
  leftCentimes: number;
  takenCentimes: number;
  readonly dueOn: string;
  /** Granted or declared, not left by a line. */
  readonly isTold: boolean;
  isReversed: boolean;
}

export type NewClaim = Pick<Claim, 'kind' | 'reference' | 'dueOn'> & {
  readonly amountCentimes: number;
  readonly isTold?: boolean;
};

export interface Line {
  readonly lineId: string;
  readonly kind:
    'advance' | 'purchase' | 'final_share' | 'supplement' | 'correction' | 'claim_reversed' | 'set_off';
  readonly deliveryId: string | null;
  readonly poolId: string | null;
  readonly grossCentimes: number;
  readonly netCentimes: number;
  /** Until they are given back. */
  taken: readonly { kind: DeductionKind; reference: string; amountCentimes: number }[];
  status: 'payable' | 'held' | 'reserved' | 'paid' | 'settled';
  disputeId: string | null;
}

/** A delivery as the account counts it, at its frozen price. */
export interface AccountDelivery {
  lineId: string;
  readonly grade: string;
  readonly payableGrams: number;
  readonly coefficientPpm: number;
  readonly pricePerKgCentimes: number;
  readonly advancePpm: number;
  advanceCentimes: number;
  /** Bought by OCE: what stands as its advance is its whole price. */
  readonly isPurchased: boolean;
  settledIn: string | null;
  /** Its pool ended without a share for it: the advance is all that it gets. */
  isLeft?: boolean;
  isReversed: boolean;
  replacedBy: string | null;
  /** Lines beside its own that hold a part of its advance. */
  alsoOn: readonly string[];
  /** The deduction schedule of its advance. */
  readonly scheduleVersion: string;
}

export interface Payout {
  readonly amountCentimes: number;
  readonly lineIds: readonly string[];
  status: 'reserved' | 'confirmed' | 'returned';
}

export class Account {
  readonly claims = new Map<string, Claim>();
  readonly lines = new Map<string, Line>();
  readonly deliveries = new Map<string, AccountDelivery>();
  readonly voided = new Set<string>();
  readonly payouts = new Map<string, Payout>();
  /** Advances on goods counted late that supplements still have to meet, by pool. */
  readonly unmet = new Map<string, number>();
  /** Lines at the value of each closed pool. */
  readonly ofPools = new Map<string, Set<string>>();
  /** Settled, its person forgotten. */
  isClosed = false;
  /** From when the member belongs no more, as the account was told. */
  departedOn: string | undefined;
  /** Nets of all lines, and what was confirmed as paid and not returned. */
  netCentimes = 0;
  paidCentimes = 0;
}

/** What a line says again for others: one `PremiumWithheld` or `InputCreditRecovered` a deduction, in the same commit. */
export interface Statement {
  readonly type: 'PremiumWithheld' | 'InputCreditRecovered';
  readonly reference: string;
  readonly takenCentimes: number;
  readonly leftCentimes: number;
  readonly lineId: string;
}

export interface Reversed {
  readonly data: DataOf<'DeliveryReversed'>;
  readonly position: number;
  readonly at: string;
}

/** All that the rules of accounts know of the log so far. */
export class AccountBook {
  readonly schedules = new Schedules();
  readonly gradings: Gradings;
  readonly reversals = new Map<string, Reversed>();
  readonly pools = new Map<string, { data: DataOf<'PoolClosed'>; position: number }>();
  readonly statements: Statement[] = [];
  /** Closings that were taken back, by their attempt: corrections that follow are settled by their day. */
  readonly closingsBack = new Map<string, Pick<RecordedCommit, 'position' | 'at'>>();
  readonly words = new Words();
  /** Whether lines say by which day claims were due: those of an older form come before all that do. */
  saysClaimsDue = false;
  /** Whether corrections say which lines they settle anew: those of an older form come before all that do. */
  saysResettled = false;
  /** Whether debts of members who have left are set off: logs of before did not. */
  saysSetOff = false;
  /** Who left on which day, as affiliation says. */
  readonly departures = new Map<string, string>();
  private readonly accounts = new Map<string, Account>();

  constructor(
    readonly check: Check,
    deliveries: Rows,
  ) {
    this.gradings = new Gradings(deliveries);
  }

  of(producerCode: string): Account {
    let account = this.accounts.get(producerCode);
    if (account === undefined) this.accounts.set(producerCode, (account = new Account()));
    return account;
  }

  all(): Iterable<Account> {
    return this.accounts.values();
  }

  /** A new claim on later settlements. */
  addClaim(
    account: Account,
    { amountCentimes, isTold = false, ...claimed }: NewClaim,
    at: RecordedCommit,
  ): void {
    const { kind, reference, dueOn } = claimed;
    const key = `${kind}:${reference}`;
    if (account.claims.has(key)) this.check.fail(at, 'claim-twice', `claims ${key}`, 1, 2);
    if (!(amountCentimes > 0)) this.check.fail(at, 'claim', `amount of ${key}`, 'above 0', amountCentimes);
    const claim = { kind, reference, grantedCentimes: amountCentimes, dueOn };
    account.claims.set(key, {
      ...claim,
      isTold,
      leftCentimes: amountCentimes,
      takenCentimes: 0,
      isReversed: false,
    });
  }

  /** A new line; what has nothing to pay out is settled at once. */
  addLine(account: Account, line: Omit<Line, 'status' | 'disputeId'>, at: RecordedCommit): void {
    if (account.lines.has(line.lineId)) this.check.fail(at, 'line-twice', `lines ${line.lineId}`, 1, 2);
    // Written out: there is one a delivery, and spreading it takes many times as long.
    account.lines.set(line.lineId, {
      lineId: line.lineId,
      kind: line.kind,
      deliveryId: line.deliveryId,
      poolId: line.poolId,
      grossCentimes: line.grossCentimes,
      netCentimes: line.netCentimes,
      taken: line.taken,
      status: line.netCentimes === 0 ? 'settled' : 'payable',
      disputeId: null,
    });
    account.netCentimes += line.netCentimes;
  }
}
