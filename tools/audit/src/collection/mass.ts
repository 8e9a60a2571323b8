import type { DataOf, LotDelivery } from '../events';
import type { RecordedCommit } from '@oce/event-sourcing';
import { gramsToDecimal } from '@oce/quantities';
import type { Check } from '../check';
import type { AuditRule, AuditTable, Handlers, Shared } from '../rule';
import { accountedGrams, emptyBalance, MassBook, type MassBalance } from './mass-book';

interface Lot {
  readonly campaignId: string;
  readonly deliveries: Map<string, LotDelivery>;
}

/** Mass in = mass out: every weighed gram is in one lot, in none yet, refused or reversed. */
export class MassRule implements AuditRule {
  readonly proves = 'what was weighed is in one lot, in none yet, refused or reversed: mass in = mass out';
  private readonly book: MassBook;
  private readonly open = new Map<string, Lot>();
  private readonly inOpenLot = new Map<string, string>();
  private readonly closedGrams = new Map<string, number>();
  private readonly closedLots = new Set<string>();
  private balances = new Map<string, MassBalance>();

  readonly on: Handlers = {
    DeliveryWeighedIn: (data) => this.book.weighed(data),
    DeliveryGraded: (data) => this.book.graded(data),
    DeliveryRefused: (data) => this.book.ended(data.deliveryId, 'refused'),
    DeliveryReversed: (data) => this.book.ended(data.deliveryId, 'reversed'),
    DeliveryTakenIntoLot: (data, at) => {
      const key = `${data.lotId} ${data.deliveryId}`;
      this.check.promise(key, at, 'added', 'the delivery', `added to lot ${data.lotId}`);
    },
    DeliveryAddedToLot: (data, at) => this.added(data, at),
    DeliveryTakenOutOfLot: (data, at) => this.takenOut(data, at),
    LotClosed: (data, at) => this.closed(data, at),
  };

  constructor(
    readonly check: Check,
    { deliveries }: Shared,
  ) {
    this.book = new MassBook(deliveries);
  }

  private added({ lotId, ...delivery }: DataOf<'DeliveryAddedToLot'>, at: RecordedCommit): void {
    const { deliveryId } = delivery;
    if (!this.check.kept(`${lotId} ${deliveryId}`))
      this.check.fail(
        at,
        'not-taken',
        'a delivery of the lot',
        'one that says it is in this lot',
        deliveryId,
      );
    const lot = this.open.get(lotId) ?? { campaignId: '', deliveries: new Map<string, LotDelivery>() };
    lot.deliveries.set(deliveryId, delivery);
    this.open.set(lotId, lot);
    this.inOpenLot.set(deliveryId, lotId);
  }

  /** A reversal may overtake the adding: what is taken out then is not owed to the lot any more. */
  private takenOut({ lotId, deliveryId }: DataOf<'DeliveryTakenOutOfLot'>, at: RecordedCommit): void {
    this.check.kept(`${lotId} ${deliveryId}`);
    if (!this.book.isReversed(deliveryId))
      this.check.fail(at, 'taken-out', 'a delivery taken out of its lot', 'reversed before', deliveryId);
    this.open.get(lotId)?.deliveries.delete(deliveryId);
    this.inOpenLot.delete(deliveryId);
  }

  private closed(data: DataOf<'LotClosed'>, at: RecordedCommit): void {
    const { lotId, deliveries, netGrams, campaignId } = data;
    if (this.closedLots.has(lotId)) this.check.fail(at, 'closed-twice', 'closings of the lot', 1, 2);
    this.closedLots.add(lotId);
    const sum = deliveries.reduce((total, delivery) => total + delivery.netGrams, 0);
    this.check.same(at, 'lot-net', 'net grams = sum of its deliveries', sum, netGrams);
    const gathered = this.open.get(lotId)?.deliveries ?? new Map<string, LotDelivery>();
    this.check.same(at, 'lot-content', 'deliveries of the lot', gathered.size, deliveries.length);
    for (const one of deliveries) this.member(one, data, gathered, at);
    this.open.delete(lotId);
    this.closedGrams.set(campaignId, (this.closedGrams.get(campaignId) ?? 0) + netGrams);
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
    const isAlike = graded.campaignId === lot.campaignId && graded.grade === lot.grade;
    if (!isAlike)
      this.check.fail(
        ...([at, 'mixed', `campaign and grade of ${deliveryId}`, `${lot.campaignId} ${lot.grade}`] as const),
        `${graded.campaignId} ${graded.grade}`,
      );
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
    const columns = ['campaign', 'weighed kg', 'in closed lots', 'in open lots', 'in no lot'];
    const rows = [...this.balances].map(([campaignId, balance]) => [
      campaignId,
      kg(balance.weighedGrams),
      kg(balance.inClosedLotsGrams),
      kg(balance.inOpenLotsGrams),
      ...[balance.notInALotGrams, balance.notGradedGrams, balance.refusedGrams, balance.reversedGrams].map(
        kg,
      ),
    ]);
    return [
      {
        name: 'mass',
        title: 'Mass balance',
        columns: [...columns, 'not graded', 'refused', 'reversed'],
        rows,
      },
    ];
  }
}
