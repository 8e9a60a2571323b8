import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf, GoodsOnTheWay } from '../events';
import { Rule, type AuditRule, type Handlers } from '../rule';

interface Shipment {
  readonly destination: string;
  readonly units: Map<string, readonly GoodsOnTheWay[]>;
  readonly bulk: Map<string, GoodsOnTheWay>;
  departed?: DataOf<'ShipmentDeparted'>;
}

interface Status {
  readonly markets: Set<string>;
  isRecalled: boolean;
  /** The position of the last word that took something away. */
  stoppedAt: number;
}

/** What left for whom, and what arrived of it. */
export class ShipmentsRule extends Rule implements AuditRule {
  readonly proves =
    'a unit is on one shipment at a time and nothing unreleased was loaded or sent; what was sent is what was loaded, and comes to what was received and what differs; seals once';
  private readonly shipments = new Map<string, Shipment>();
  private readonly custody = new Map<string, string>();
  private readonly lots = new Map<string, Status>();
  private readonly packed = new Map<string, number>();
  private readonly seals = new Map<string, string>();

  readonly on: Handlers = {
    LotHeld: ({ lotId }, at) => this.stop(lotId, at, (status) => status.markets.clear()),
    LotReleased: ({ lotId, market }) => void this.statusOf(lotId).markets.add(market),
    LotRejected: ({ lotId, market }, at) => this.stop(lotId, at, (status) => status.markets.delete(market)),
    LotRecalled: ({ lotId }, at) => this.stop(lotId, at, (status) => (status.isRecalled = true)),
    UnitPacked: ({ sscc, netGrams }) => void this.packed.set(sscc, netGrams),
    UnitBroken: ({ sscc }) => void this.packed.delete(sscc),
    ShipmentPlanned: ({ shipmentId, destination }) => {
      this.shipments.set(shipmentId, { destination, units: new Map(), bulk: new Map() });
    },
    UnitLoaded: (data, at) => this.unitLoaded(data, at),
    UnitUnloaded: ({ sscc, shipmentId }, at) => {
      this.check.same(at, 'unloaded', `shipment that ${sscc} is on`, this.custody.get(sscc), shipmentId);
      this.custody.delete(sscc);
    },
    UnitTakenOnBoard: ({ shipmentId, sscc, goods }, at) => {
      this.check.kept(`${shipmentId} ${sscc}`);
      this.known(shipmentId, at)?.units.set(sscc, goods);
    },
    UnitNotTaken: ({ shipmentId, sscc }) => void this.check.kept(`${shipmentId} ${sscc}`),
    UnitTakenOff: ({ shipmentId, sscc }, at) => void this.known(shipmentId, at)?.units.delete(sscc),
    BulkLoaded: ({ shipmentId, lineId, goods, seenTo }, at) => {
      this.known(shipmentId, at)?.bulk.set(lineId, goods);
      this.mayTravel(shipmentId, [goods], seenTo, at, 'loaded');
    },
    BulkUnloaded: ({ shipmentId, lineId }, at) => void this.known(shipmentId, at)?.bulk.delete(lineId),
    SealSet: ({ shipmentId, sealNumber }, at) => {
      const before = this.seals.get(sealNumber);
      if (before !== undefined) this.check.fail(at, 'seal', `what ${sealNumber} closes`, before, shipmentId);
      this.seals.set(sealNumber, shipmentId);
    },
    ShipmentDeparted: (data, at) => this.departed(data, at),
    LotStoppedOnShipment: ({ shipmentId, lotId }) => void this.check.kept(`${shipmentId} stop ${lotId}`),
    ShipmentReceived: (data, at) => this.received(data, at),
    ShipmentReturned: ({ shipmentId, units, goods }, at) => {
      const sent = this.known(shipmentId, at)?.departed;
      const [was, is] = [sent?.goods ?? [], goods].map(text);
      this.check.same(at, 'returned', 'goods that came back, as they were sent', was, is);
      this.check.same(at, 'returned', 'units that came back', sent?.units.join(' '), units.join(' '));
    },
  };

  private unitLoaded(data: DataOf<'UnitLoaded'>, at: RecordedCommit): void {
    const { sscc, shipmentId, goods, netGrams, seenTo = 0 } = data;
    const on = this.custody.get(sscc);
    if (on !== undefined) this.check.fail(at, 'loaded-twice', `shipment that ${sscc} is on`, on, shipmentId);
    this.custody.set(sscc, shipmentId);
    this.check.same(at, 'unit', `net grams of ${sscc} as it was packed`, this.packed.get(sscc), netGrams);
    const sum = goods.reduce((grams, one) => grams + one.grams, 0);
    this.check.same(at, 'unit-goods', `grams of all that is in ${sscc}`, netGrams, sum);
    this.mayTravel(shipmentId, goods, seenTo, at, 'loaded');
    this.check.promise(`${shipmentId} ${sscc}`, at, 'not-taken', sscc, 'on board or turned away');
  }

  private departed(data: DataOf<'ShipmentDeparted'>, at: RecordedCommit): void {
    const { shipmentId, units, goods, seenTo = 0 } = data;
    const shipment = this.known(shipmentId, at);
    if (shipment === undefined) return;
    shipment.departed = data;
    const loaded = [...[...shipment.units.values()].flat(), ...shipment.bulk.values()];
    this.check.same(at, 'sent', 'goods that were sent, as they were loaded', text(loaded), text(goods));
    const onBoard = [...shipment.units.keys()].sort().join(' ');
    this.check.same(at, 'sent', 'units that were sent', onBoard, [...units].sort().join(' '));
    this.mayTravel(shipmentId, goods, seenTo, at, 'departed');
  }

  private received(data: DataOf<'ShipmentReceived'>, at: RecordedCommit): void {
    const sent = new Map(
      (this.known(data.shipmentId, at)?.departed?.goods ?? []).map((one) => [one.lotId, one]),
    );
    for (const line of data.lines) {
      const { lotId, sentGrams, sentPieces, receivedGrams, receivedPieces } = line;
      const own = sent.get(lotId);
      this.check.same(at, 'received', `grams of ${lotId} that were sent`, own?.grams, sentGrams);
      this.check.same(at, 'received', `pieces of ${lotId} that were sent`, own?.pieces, sentPieces);
      const differences = data.differences.filter((one) => one.lotId === lotId);
      const grams = receivedGrams + differences.reduce((sum, one) => sum + one.grams, 0);
      this.check.same(at, 'difference', `grams of ${lotId} received and differing`, sentGrams, grams);
      const pieces = differences.reduce((sum, one) => sum + (one.pieces ?? 0), receivedPieces ?? 0);
      this.check.same(at, 'difference', `pieces of ${lotId} received and differing`, sentPieces ?? 0, pieces);
    }
    if (data.lines.length !== sent.size)
      this.check.fail(at, 'received', 'lots that were sent', sent.size, data.lines.length);
  }

  /** Nothing that was stopped by what whoever loaded it had seen; what was stopped since is named on the shipment. */
  private mayTravel(
    shipmentId: string,
    goods: readonly GoodsOnTheWay[],
    seenTo: number,
    at: RecordedCommit,
    step: 'loaded' | 'departed',
  ): void {
    const destination = this.shipments.get(shipmentId)?.destination ?? '';
    for (const { lotId } of goods) {
      const status = this.lots.get(lotId);
      if (status && !status.isRecalled && status.markets.has(destination)) continue;
      if (status && status.stoppedAt > seenTo)
        this.check.promise(
          `${shipmentId} stop ${lotId}`,
          at,
          'not-named',
          `${lotId}, stopped meanwhile`,
          'named',
        );
      else if (step === 'loaded')
        this.check.fail(at, 'unreleased', lotId, `released for ${destination}`, step);
      else this.check.fail(at, 'unreleased-sent', lotId, `released for ${destination}`, step);
    }
  }

  private stop(lotId: string, at: RecordedCommit, change: (status: Status) => unknown): void {
    const status = this.statusOf(lotId);
    status.stoppedAt = at.position;
    change(status);
  }

  private statusOf(lotId: string): Status {
    const known = this.lots.get(lotId) ?? { markets: new Set(), isRecalled: false, stoppedAt: 0 };
    this.lots.set(lotId, known);
    return known;
  }

  private known(shipmentId: string, at: RecordedCommit): Shipment | undefined {
    const shipment = this.shipments.get(shipmentId);
    if (shipment === undefined) this.check.fail(at, 'unknown', 'the shipment', 'planned before', shipmentId);
    return shipment;
  }
}

/** Goods by lot: grams and pieces. */
function text(goods: readonly GoodsOnTheWay[]): string {
  const sums = new Map<string, { grams: number; pieces: number }>();
  for (const { lotId, grams, pieces } of goods) {
    const before = sums.get(lotId) ?? { grams: 0, pieces: 0 };
    sums.set(lotId, { grams: before.grams + grams, pieces: before.pieces + (pieces ?? 0) });
  }
  return [...sums]
    .map(([lotId, { grams, pieces }]) => `${lotId} ${grams} g ${pieces}`)
    .sort()
    .join(', ');
}
