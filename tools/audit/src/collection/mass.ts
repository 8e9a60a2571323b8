import type { DataOf, LotDelivery } from '../events';
import type { RecordedCommit } from '@oce/event-sourcing';
import { gramsToDecimal } from '@oce/quantities';
import { Rule, type AuditRule, type AuditTable, type Handlers } from '../rule';
import { NumberColumn, WordColumn, type Rows } from '../columns';

/** So many deliveries fill a lot. */
const FULL_LOT = 2_000;

/** Mass in = mass out: every weighed gram is in one lot, in none yet, refused or reversed. */
export class MassRule extends Rule implements AuditRule {
  readonly proves = 'what was weighed is in one lot, in none yet, refused or reversed: mass in = mass out';
  private readonly book = new MassBook(this.shared.deliveries);
  /** What was added to lots that are open, by lot and delivery. */
  private readonly open = new Map<string, Map<string, LotDelivery>>();
  private readonly inOpenLot = new Map<string, string>();
  private readonly closedGrams = new Map<string, number>();
  private readonly closedLots = new Set<string>();
  private balances = new Map<string, MassBalance>();

  readonly on: Handlers = {
    DeliveryWeighedIn: (data) => this.book.weighed(data),
    DeliveryGraded: (data) => this.book.graded(data),
    DeliveryRefused: (data) => this.book.ended(data.deliveryId, 'refused'),
    DeliveryReversed: (data) => this.book.ended(data.deliveryId, 'reversed'),
    DeliveryTakenIntoLot: ({ lotId, deliveryId }, at) => {
      const before = this.book.saysIn(deliveryId, lotId);
      if (before !== undefined)
        this.check.fail(at, 'taken-twice', `the lot of ${deliveryId}`, `${before}, and no other`, lotId);
      this.check.promise(`${lotId} ${deliveryId}`, at, 'added', 'the delivery', `added to lot ${lotId}`);
    },
    DeliveryTurnedAway: ({ lotId, deliveryId }, at) => this.turnedAway(lotId, deliveryId, at),
    DeliveryLeftLot: ({ lotId, deliveryId }, at) => {
      const before = this.book.saysIn(deliveryId, undefined);
      this.check.same(at, 'left', 'the lot that the delivery said it was in', before, lotId);
      if (!this.check.kept(`left ${lotId} ${deliveryId}`))
        this.check.fail(at, 'left', 'a delivery that leaves its lot', 'turned away before', deliveryId);
    },
    DeliveryAddedToLot: ({ lotId, ...delivery }, at) => {
      const { deliveryId } = delivery;
      const expected = 'one that says it is in this lot';
      if (!this.check.kept(`${lotId} ${deliveryId}`))
        this.check.fail(at, 'not-taken', 'a delivery of the lot', expected, deliveryId);
      const lot = this.open.get(lotId) ?? new Map<string, LotDelivery>();
      this.open.set(lotId, lot.set(deliveryId, delivery));
      this.inOpenLot.set(deliveryId, lotId);
    },
    /** A reversal may overtake the adding: what is taken out then is not owed to the lot any more. */
    DeliveryTakenOutOfLot: ({ lotId, deliveryId }, at) => {
      this.check.kept(`${lotId} ${deliveryId}`);
      if (!this.book.isReversed(deliveryId))
        this.check.fail(at, 'taken-out', 'a delivery taken out of its lot', 'reversed before', deliveryId);
      this.open.get(lotId)?.delete(deliveryId);
      this.inOpenLot.delete(deliveryId);
    },
    LotClosed: (data, at) => {
      const { lotId, deliveries, netGrams, campaignId } = data;
      if (this.closedLots.has(lotId)) this.check.fail(at, 'closed-twice', 'closings of the lot', 1, 2);
      this.closedLots.add(lotId);
      const sum = deliveries.reduce((total, delivery) => total + delivery.netGrams, 0);
      this.check.same(at, 'lot-net', 'net grams = sum of its deliveries', sum, netGrams);
      const gathered = this.open.get(lotId) ?? new Map<string, LotDelivery>();
      this.check.same(at, 'lot-content', 'deliveries of the lot', gathered.size, deliveries.length);
      for (const one of deliveries) this.member(one, data, gathered, at);
      this.open.delete(lotId);
      this.closedGrams.set(campaignId, (this.closedGrams.get(campaignId) ?? 0) + netGrams);
    },
  };

  /** Only a lot that is closed, or full, turns away, and only a delivery that says it is in it: what is owed then is that it hears of it. */
  private turnedAway(lotId: string, deliveryId: string, at: RecordedCommit): void {
    this.check.kept(`${lotId} ${deliveryId}`);
    const isFull = (this.open.get(lotId)?.size ?? 0) >= FULL_LOT;
    if (!this.closedLots.has(lotId) && !isFull)
      this.check.fail(
        at,
        'turned-away',
        'the lot that turns a delivery away',
        'closed before, or full',
        lotId,
      );
    if (this.book.isClosedIn(deliveryId, lotId))
      this.check.fail(at, 'turned-away', 'a delivery that is turned away', 'not in the lot', deliveryId);
    const says = this.book.lotOf(deliveryId);
    this.check.same(at, 'turned-away', `the lot that ${deliveryId} says it is in`, lotId, says);
    this.check.promise(`left ${lotId} ${deliveryId}`, at, 'not-told', deliveryId, `has left lot ${lotId}`);
  }

  private member(
    one: LotDelivery,
    lot: DataOf<'LotClosed'>,
    gathered: ReadonlyMap<string, LotDelivery>,
    at: RecordedCommit,
  ): void {
    const { deliveryId } = one;
    if (!gathered.has(deliveryId))
      this.check.fail(at, 'lot-content', 'a delivery of the lot', 'one that was added', deliveryId);
    this.inOpenLot.delete(deliveryId);
    const graded = this.book.gradingOf(deliveryId);
    if (graded === undefined) {
      this.check.fail(at, 'not-graded', 'a delivery of the lot', 'graded before', deliveryId);
      return;
    }
    const closedIn = this.book.closedIn(deliveryId, lot.lotId);
    if (closedIn !== undefined)
      this.check.fail(at, 'in-two-lots', `lots of ${deliveryId}`, closedIn, `${lot.lotId} as well`);
    this.check.same(at, 'delivery-net', `net grams of ${deliveryId}`, graded.netGrams, one.netGrams);
    const paid = graded.payableGrams;
    this.check.same(at, 'delivery-payable', `payable grams of ${deliveryId}`, paid, one.payableGrams);
    const [own, found] = [lot, graded].map((of) => `${of.campaignId} ${of.grade}`);
    if (graded.campaignId !== lot.campaignId || graded.grade !== lot.grade)
      this.check.fail(at, 'mixed', `campaign and grade of ${deliveryId}`, own, found);
  }

  finish(): void {
    this.balances = new Map<string, MassBalance>();
    const of = (campaignId: string): MassBalance => {
      const known = this.balances.get(campaignId) ?? emptyBalance();
      this.balances.set(campaignId, known);
      return known;
    };
    this.book.count(of, (deliveryId) => this.inOpenLot.has(deliveryId));
    for (const [campaignId, grams] of this.closedGrams) of(campaignId).inClosedLotsGrams = grams;
    for (const [id, balance] of this.balances) {
      const at = { position: 0, ref: { context: 'affiliation', aggregate: 'campaign', id } };
      const accounted = accountedGrams(balance);
      this.check.same(at, 'balance', 'grams accounted for = grams weighed', balance.weighedGrams, accounted);
    }
  }

  tables(): AuditTable[] {
    const kg = (grams: number) => gramsToDecimal(grams).padStart(14);
    const fates = ['in closed lots', 'in open lots', 'in no lot', 'not graded', 'refused', 'reversed'];
    const columns = ['campaign', 'weighed kg', ...fates];
    const rows = [...this.balances].map(([id, balance]) => [id, ...Object.values(balance).map(kg)]);
    return [{ name: 'mass', title: 'Mass balance', columns, rows }];
  }
}

type Fate = 'weighed' | 'refused' | 'reversed';

/** What a lot must repeat of a grading. */
type Graded = Pick<DataOf<'DeliveryGraded'>, 'netGrams' | 'payableGrams'> & {
  readonly campaignId: string | undefined;
  readonly grade: string | undefined;
};

/** Where the weighed grams of a campaign have gone, in the order in which they are printed. */
type MassBalance = ReturnType<typeof emptyBalance>;

const emptyBalance = () => ({
  weighedGrams: 0,
  inClosedLotsGrams: 0,
  inOpenLotsGrams: 0,
  notInALotGrams: 0,
  notGradedGrams: 0,
  refusedGrams: 0,
  reversedGrams: 0,
});

const accountedGrams = ({ weighedGrams: _weighed, ...columns }: MassBalance): number =>
  Object.values(columns).reduce((sum, grams) => sum + grams, 0);

/** Deliveries as the mass rules follow them. */
class MassBook {
  private readonly netGrams = new NumberColumn();
  private readonly campaigns = new WordColumn();
  private readonly fates = new WordColumn<Fate>();
  private readonly grades = new WordColumn();
  private readonly gradedCampaigns = new WordColumn();
  private readonly gradedNetGrams = new NumberColumn();
  private readonly payableGrams = new NumberColumn();
  private readonly isGraded = new WordColumn<'graded'>();
  /** The closed lot that holds it. */
  private readonly lots = new WordColumn();
  /** The lot that it says it is in. */
  private readonly saidLots = new WordColumn();

  constructor(private readonly rows: Rows) {}

  weighed({ deliveryId, campaignId, netGrams }: DataOf<'DeliveryWeighedIn'>): void {
    const row = this.rows.of(deliveryId);
    this.netGrams.set(row, netGrams);
    this.campaigns.set(row, campaignId);
    this.fates.set(row, 'weighed');
    this.isGraded.clear(row);
    this.lots.clear(row);
  }

  graded({ deliveryId, campaignId, grade, netGrams, payableGrams }: DataOf<'DeliveryGraded'>): void {
    const row = this.rows.of(deliveryId);
    if (this.fates.at(row) === undefined) return;
    this.isGraded.set(row, 'graded');
    this.gradedCampaigns.set(row, campaignId);
    this.grades.set(row, grade);
    this.gradedNetGrams.set(row, netGrams);
    this.payableGrams.set(row, payableGrams);
  }

  /** A delivery that was reversed stays so. */
  ended(deliveryId: string, fate: 'refused' | 'reversed'): void {
    const row = this.rows.of(deliveryId);
    const now = this.fates.at(row);
    if (now !== undefined && now !== 'reversed') this.fates.set(row, fate);
  }

  isReversed(deliveryId: string): boolean {
    return this.fates.at(this.rows.of(deliveryId)) === 'reversed';
  }

  /** The lot that a delivery says it is in is this one from now on, or none; answers the one before. */
  saysIn(deliveryId: string, lotId: string | undefined): string | undefined {
    const before = this.lotOf(deliveryId);
    const row = this.rows.of(deliveryId);
    if (lotId === undefined) this.saidLots.clear(row);
    else this.saidLots.set(row, lotId);
    return before;
  }

  lotOf(deliveryId: string): string | undefined {
    return this.saidLots.at(this.rows.of(deliveryId));
  }

  gradingOf(deliveryId: string): Graded | undefined {
    const row = this.rows.of(deliveryId);
    if (this.isGraded.at(row) === undefined) return undefined;
    return {
      campaignId: this.gradedCampaigns.at(row),
      grade: this.grades.at(row),
      netGrams: this.gradedNetGrams.at(row),
      payableGrams: this.payableGrams.at(row),
    };
  }

  isClosedIn(deliveryId: string, lotId: string): boolean {
    return this.lots.at(this.rows.of(deliveryId)) === lotId;
  }

  /** The closed lot that holds a delivery is this one from now on; answers the one that held it before. */
  closedIn(deliveryId: string, lotId: string): string | undefined {
    const row = this.rows.of(deliveryId);
    const before = this.lots.at(row);
    this.lots.set(row, lotId);
    return before;
  }

  /** Adds each delivery to the one column that it belongs to; those in closed lots are counted by the lots. */
  count(balanceOf: (campaignId: string) => MassBalance, isInOpenLot: (deliveryId: string) => boolean): void {
    // In the order of their first weighing, which need not be that of the rows.
    for (const campaignId of this.campaigns.all()) balanceOf(campaignId as string);
    for (const [deliveryId, row] of this.rows.ids()) {
      const fate = this.fates.at(row);
      if (fate === undefined) continue;
      const netGrams = this.netGrams.at(row);
      const balance = balanceOf(this.campaigns.at(row) as string);
      balance.weighedGrams += netGrams;
      if (this.lots.at(row) !== undefined) continue;
      if (fate === 'reversed') balance.reversedGrams += netGrams;
      else if (fate === 'refused') balance.refusedGrams += netGrams;
      else if (this.isGraded.at(row) === undefined) balance.notGradedGrams += netGrams;
      else if (isInOpenLot(deliveryId)) balance.inOpenLotsGrams += netGrams;
      else balance.notInALotGrams += netGrams;
    }
  }
}
