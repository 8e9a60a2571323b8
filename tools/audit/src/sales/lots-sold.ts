import type { DataOf, OrderLine } from '../events';
import type { RecordedCommit } from '@oce/event-sourcing';
import { gramsToDecimal } from '@oce/quantities';
import { Rule, type AuditRule, type AuditTable, type Handlers } from '../rule';

interface SoldLot {
  /** As recorded, and of what a run made as offered: the rest was charged again. */
  netGrams: number;
  readonly isMade: boolean;
  allocatedGrams: number;
  invoicedGrams: number;
  kind: string | null;
  /** Grams by order. */
  readonly orders: Map<string, number>;
}

/** No lot beyond its weight: what is allocated of it, and what is invoiced, at any moment of the log. */
export class LotsSoldRule extends Rule implements AuditRule {
  readonly proves =
    'no lot is recorded, allocated or invoiced beyond the weight that its station closed it with or its run made it with';
  private readonly closed = new Map<string, DataOf<'LotClosed'>>();
  private readonly lots = new Map<string, SoldLot>();
  /** Grams charged of what runs made, given back ones taken off. */
  private readonly charged = new Map<string, number>();
  /** Grams sent, by order and lot. */
  private readonly sent = new Map<string, number>();
  private readonly made = new Map<string, DataOf<'LotMadeAvailable'>>();
  private readonly orderLines = new Map<string, readonly OrderLine[]>();

  readonly on: Handlers = {
    LotClosed: (data, at) => {
      this.closed.set(data.lotId, data);
      this.check.promise(data.lotId, at, 'not-recorded', 'the lot', 'recorded by sales');
    },
    LotMadeAvailable: (data, at) => {
      if (data.runId === null) return;
      this.made.set(data.lotId, data);
      this.check.promise(data.lotId, at, 'not-recorded', 'what the run made', 'recorded by sales');
    },
    LotDrawn: ({ lotId, into, grams }) => this.charge(lotId, into.kind, grams),
    LotDrawReturned: ({ lotId, into, grams }) => this.charge(lotId, into?.kind, -grams),
    LotRecorded: (data, at) => {
      const { lotId, netGrams, made } = data;
      this.check.kept(lotId);
      const lot = this.closed.get(lotId);
      if (made !== undefined) {
        const found = this.made.get(lotId);
        const [was, is] = [found, { ...data, ...made }].map((one) =>
          one ? `${one.runId} ${one.productId} ${one.netGrams} g ${one.pieces}` : 'no such lot',
        );
        this.check.same(at, 'recorded-made', 'run, product, weight and pieces as made', was, is);
      } else if (lot === undefined)
        this.check.fail(at, 'unknown', 'the lot', 'closed by a station', 'no such lot');
      else {
        this.check.same(at, 'recorded-weight', 'net grams as closed', lot.netGrams, netGrams);
        const [was, is] = [lot, data].map((one) => `${one.campaignId} ${one.productId} ${one.grade}`);
        this.check.same(at, 'recorded-lot', 'campaign, product and grade as closed', was, is);
      }
      if (this.lots.has(lotId)) this.check.fail(at, 'recorded-twice', 'records of the lot', 1, 2);
      const none = { allocatedGrams: 0, invoicedGrams: 0, kind: null };
      this.lots.set(lotId, { netGrams, isMade: made !== undefined, ...none, orders: new Map() });
    },
    LotOffered: ({ lotId, netGrams, kind }, at) => {
      const lot = this.known(lotId, at);
      if (lot === undefined) return;
      const offered = lot.netGrams - (lot.isMade ? (this.charged.get(lotId) ?? 0) : 0);
      this.check.same(
        at,
        'offered-weight',
        'net grams as recorded, less what was charged',
        offered,
        netGrams,
      );
      lot.netGrams = netGrams;
      if (lot.kind !== null) this.check.same(at, 'kind', 'kind of the offer', lot.kind, kind);
      lot.kind = kind;
    },
    LotAllocated: (data, at) => {
      const { lotId, orderId, grams, leftGrams } = data;
      const lot = this.known(lotId, at);
      if (lot === undefined) return;
      if (lot.kind === null) this.check.fail(at, 'not-offered', 'the lot', 'offered before', 'not offered');
      if (!(grams > 0)) this.check.fail(at, 'grams', 'grams allocated', 'above 0', grams);
      lot.allocatedGrams += grams - (lot.orders.get(orderId) ?? 0);
      lot.orders.set(orderId, grams);
      const most = `<= ${lot.netGrams}`;
      if (lot.allocatedGrams > lot.netGrams)
        this.check.fail(at, 'beyond-weight', 'grams allocated in all', most, lot.allocatedGrams);
      this.check.same(at, 'left', 'grams left of the lot', lot.netGrams - lot.allocatedGrams, leftGrams);
      const line = this.orderLines.get(orderId)?.find((one) => one.lotId === lotId);
      this.check.same(at, 'order-line', 'grams of the order’s line', line?.grams, grams);
    },
    LotAllocationReleased: (data, at) => {
      const { lotId, orderId, grams, leftGrams } = data;
      const lot = this.known(lotId, at);
      if (lot === undefined) return;
      this.check.kept(`${orderId} ${lotId}`);
      const held = lot.orders.get(orderId) ?? 0;
      const kept = this.sent.get(`${orderId} ${lotId}`) ?? 0;
      this.check.same(at, 'released', 'grams that the order held, less what was sent', held - kept, grams);
      lot.allocatedGrams -= held - kept;
      if (kept === 0) lot.orders.delete(orderId);
      else lot.orders.set(orderId, kept);
      this.check.same(at, 'left', 'grams left of the lot', lot.netGrams - lot.allocatedGrams, leftGrams);
    },
    ShipmentReceived: ({ orderId, lines }) => {
      for (const { lotId } of this.orderLines.get(orderId) ?? []) this.sent.set(`${orderId} ${lotId}`, 0);
      for (const { lotId, sentGrams } of lines) this.sent.set(`${orderId} ${lotId}`, sentGrams);
    },
    OrderPlaced: (data) => void this.orderLines.set(data.orderId, data.lines),
    OrderSecured: ({ orderId }, at) => this.allocatedWhole(orderId, at),
    OrderFulfilled: ({ orderId }, at) => this.allocatedWhole(orderId, at),
    OrderRefused: ({ orderId }, at) => this.mustRelease(orderId, at),
    OrderCancelled: ({ orderId }, at) => this.mustRelease(orderId, at),
    InvoiceIssued: ({ lines }, at) => {
      for (const { lotId, grams } of lines) {
        const lot = this.known(lotId, at);
        if (lot === undefined) continue;
        lot.invoicedGrams += grams;
        if (lot.invoicedGrams > lot.netGrams) {
          const about = `grams of ${lotId} invoiced in all`;
          this.check.fail(at, 'invoiced-beyond', about, `<= ${lot.netGrams}`, lot.invoicedGrams);
        }
      }
    },
  };

  /** A secured or delivered order holds every gram of its lines. */
  private allocatedWhole(orderId: string, at: RecordedCommit): void {
    for (const { lotId, grams } of this.orderLines.get(orderId) ?? []) {
      const held = this.lots.get(lotId)?.orders.get(orderId) ?? 0;
      const sent = this.sent.get(`${orderId} ${lotId}`);
      // What was not sent may be free again before the delivery is written down.
      if (sent !== undefined && held === sent) continue;
      this.check.same(at, 'not-allocated', `grams of ${lotId} held by the order`, grams, held);
    }
  }

  private mustRelease(orderId: string, at: RecordedCommit): void {
    for (const { lotId } of this.orderLines.get(orderId) ?? []) {
      if ((this.lots.get(lotId)?.orders.get(orderId) ?? 0) === 0) continue;
      const about = `what the order held of ${lotId}`;
      this.check.promise(`${orderId} ${lotId}`, at, 'not-released', about, 'released');
    }
  }

  private charge(lotId: string, into: string | undefined, grams: number): void {
    if (into !== undefined && into !== 'run' && into !== 'tank') return;
    this.charged.set(lotId, Math.max(0, (this.charged.get(lotId) ?? 0) + grams));
  }

  private known(lotId: string, at: RecordedCommit): SoldLot | undefined {
    const lot = this.lots.get(lotId);
    if (lot === undefined) this.check.fail(at, 'unknown', 'the lot', 'recorded before', lotId);
    return lot;
  }

  tables(): AuditTable[] {
    const sums = { net: 0, allocated: 0, invoiced: 0 };
    for (const lot of this.lots.values()) {
      sums.net += lot.netGrams;
      sums.allocated += lot.allocatedGrams;
      sums.invoiced += lot.invoicedGrams;
    }
    const columns = ['lots', 'net kg', 'allocated kg', 'invoiced kg'];
    const kg = [sums.net, sums.allocated, sums.invoiced].map(gramsToDecimal);
    return [{ name: 'sold', title: 'Lots for sale', columns, rows: [[this.lots.size, ...kg]] }];
  }
}
