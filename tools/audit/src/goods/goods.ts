import { Rule, type AuditRule, type Handlers } from '../rule';
import { LotBooks } from './lots';
import { RunBooks } from './runs';
import { TankBooks } from './tanks';
import { UnitBooks } from './units';

/** What becomes of raw lots: origins are derived again from the raw lots on, to the gram. */
export class GoodsRule extends Rule implements AuditRule {
  readonly proves =
    'what was drawn from a lot or a tank is where it was drawn to; runs balance, and origins follow from them to the gram';
  private readonly runs = new RunBooks(this.check);
  private readonly lots = new LotBooks(this.check, this.runs);
  private readonly tanks = new TankBooks(this.check);
  private readonly units = new UnitBooks(this.check);

  readonly on: Handlers = {
    LotClosed: ({ lotId, netGrams }) => this.lots.closed(lotId, netGrams),
    LotOffered: ({ lotId }) => this.lots.offeredRaw(lotId),
    LotMadeAvailable: (data, at) => this.lots.made(data, at),
    LotMarkedForSale: ({ lotId }) => this.lots.markedForSale(lotId),
    OrderFulfilled: ({ orderId, lines }) => this.lots.delivered(orderId, lines),
    TollRunHandedOver: (data) => this.lots.handedOver(data),
    LotDrawn: (data, at) => this.lots.drawn(data, at),
    LotDrawReturned: (data, at) => this.lots.returned(data, at),
    LotWithdrawn: (data, at) => this.lots.withdrawn(data, at),

    TankFilled: (data, at) => this.tanks.filled(data, at),
    TankFillTurnedAway: (data, at) => this.tanks.turnedAway(data, at),
    TankDrawn: (data, at) => this.tanks.drawn(data, at),
    TankDrawReturned: (data, at) => this.tanks.returned(data, at),
    TankGauged: (data, at) => this.tanks.gauged(data, at),
    TankSealed: (data, at) => this.tanks.sealed(data, at),

    MaterialReceived: (data) => this.runs.received(data),
    MaterialDrawn: (data, at) => this.runs.materialDrawn(data, at),
    MaterialDrawReturned: (data, at) => this.runs.materialReturned(data, at),
    RunCharged: (data, at) => this.runs.charged(data, at),
    ChargeTurnedAway: (data, at) => this.runs.sentBack(data, at),
    ChargeTakenBack: (data, at) => this.runs.sentBack(data, at),
    RunCompleted: (data, at) => this.runs.completed(data, at),
    RunReversed: (data, at) => {
      this.runs.reversed(data, at);
      for (const lotId of data.outputs) this.lots.mustBeWhole(lotId, at);
    },

    SsccTaken: (data, at) => this.units.taken(data, at),
    GoodsPutIn: (data, at) => this.units.putIn(data, at),
    GoodsTurnedAway: (data, at) => this.units.turnedAway(data, at),
    UnitTaken: (data, at) => this.units.unitTaken(data, at),
    UnitPacked: (data, at) => this.units.packed(data, at),
    UnitBroken: (data, at) => this.units.broken(data, at),
    UnitPutOnShipment: (data) => this.units.loaded(data),
    UnitTakenOffShipment: (data) => this.units.unloaded(data),
    UnitLeftStock: (data, at) => this.units.left(data, at),
    UnitBackInStock: (data, at) => this.units.back(data, at),
  };
}
