import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '@oce/event-sourcing';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView, type Page, type PageOptions } from '@oce/service-kit';
import { CooperativesReader } from '../lot/cooperatives.reader';
import { LotsReader } from '../lot/lots.reader';
import { lotStatusesProjection, type LotStatusDocument } from '../lot/reads/lot-statuses';
import { recallListOf, type PlacedUnit, type RecallList } from './domain/recall-list';
import { buyersProjection, ordersProjection, type BuyerDocument, type OrderDocument } from './reads/orders';
import { shipmentsProjection, type ShipmentDocument } from './reads/shipments';
import { tankContentsProjection, type TankContentDocument } from './reads/tank-contents';
import { unitsProjection, type UnitDocument } from './reads/units';

/** A recall as it is now, with why. */
export interface NamedRecallList extends RecallList {
  readonly recallId: string;
  readonly reason: string;
  readonly recalledAt: string;
}

/** Reads everything downstream of recalls, as far as the log is written now: a list may leave out nobody. */
@Injectable()
export class RecallReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(lotStatusesProjection) private readonly statuses: ProjectionView<LotStatusDocument>,
    @InjectProjection(tankContentsProjection) private readonly tanks: ProjectionView<TankContentDocument>,
    @InjectProjection(unitsProjection) private readonly units: ProjectionView<UnitDocument>,
    @InjectProjection(shipmentsProjection) private readonly shipments: ProjectionView<ShipmentDocument>,
    @InjectProjection(ordersProjection) private readonly orders: ProjectionView<OrderDocument>,
    @InjectProjection(buyersProjection) private readonly buyers: ProjectionView<BuyerDocument>,
    private readonly lots: LotsReader,
    private readonly cooperatives: CooperativesReader,
  ) {}

  /** Refuses `recall_unknown`. */
  async list(recallId: string): Promise<NamedRecallList> {
    const { lotIds, first } = await this.recalled(recallId);
    const lots = await this.lots.named(lotIds);
    const units = await this.placed(await this.units.all(ofLots(lotIds)));
    const loadedOn = [...new Set(units.flatMap(({ outermost }) => outermost.shipmentId ?? []))];
    const among = { $in: [...lotIds] };
    const [shipments, orders, filled, heels, rawLots] = await Promise.all([
      this.sent(loadedOn, among),
      this.orders.all({ 'lots.lotId': among }),
      this.tanks.all({ lotIds: among }),
      this.tanks.all({ heelLotIds: among }),
      this.lots.rawLotsOf(lots),
    ]);
    const told = [...orders, ...shipments].map(({ buyerId }) => buyerId);
    const buyers = await this.buyers.all({ _id: { $in: [...new Set(told)] } });
    const tanks = [...new Map([...filled, ...heels].map((tank) => [tank.tankId, tank])).values()];
    const cooperatives = await this.cooperatives.of(rawLots);
    const goods = { lots, tanks, units, shipments, orders, buyers, cooperatives };
    return { recallId, reason: first.reason, recalledAt: first.recalledAt, ...recallListOf(goods) };
  }

  /** A page of its units, by their SSCC. Refuses `recall_unknown`. */
  async unitsOf(recallId: string, options: PageOptions): Promise<Page<object>> {
    const { lotIds } = await this.recalled(recallId);
    const { items, next } = await this.units.page(ofLots(lotIds), options);
    const placed = await this.placed(items);
    return {
      items: placed.map(({ unit: { sscc, level, goods }, outermost }) => ({
        sscc,
        level,
        goods: goods.filter(({ lotId }) => lotIds.has(lotId)),
        within: outermost.sscc === sscc ? null : outermost.sscc,
        stationId: outermost.shipmentId === null ? outermost.stationId : null,
        shipmentId: outermost.shipmentId,
      })),
      next,
    };
  }

  private async recalled(recallId: string) {
    const position = await this.log.lastPosition();
    const views = [this.statuses, this.tanks, this.units, this.shipments, this.orders, this.buyers];
    await Promise.all([...views, this.lots, this.cooperatives].map((view) => view.at(position)));
    const found = await this.statuses.all({ 'recall.recallId': recallId });
    const [first] = found.flatMap(({ recall }) => recall ?? []).sort(byInstant);
    if (first === undefined)
      throw notFound('recall_unknown', 'No lot was recalled under this id: look at its number.', 'id');
    return { lotIds: new Set(found.map(({ lotId }) => lotId)), first };
  }

  /** Units with the outermost that each is in. */
  private async placed(units: readonly UnitDocument[]): Promise<PlacedUnit[]> {
    const known = new Map(units.map((unit) => [unit.sscc, unit]));
    let missing = outerOf(units, known);
    while (missing.length > 0) {
      const found = await this.units.all({ _id: { $in: missing } });
      for (const unit of found) known.set(unit.sscc, unit);
      missing = outerOf(found, known);
    }
    return units.map((unit) => ({ unit, outermost: outermostOf(unit, known) }));
  }

  /** Shipments that left with goods of these lots, and those that their units are loaded on. */
  private async sent(loadedOn: readonly string[], among: { $in: string[] }): Promise<ShipmentDocument[]> {
    const [left, loaded] = await Promise.all([
      this.shipments.all({ 'goods.lotId': among }),
      this.shipments.all({ _id: { $in: [...loadedOn] } }),
    ]);
    return [...new Map([...left, ...loaded].map((one) => [one.shipmentId, one])).values()];
  }
}

const ofLots = (lotIds: ReadonlySet<string>) => ({ 'goods.lotId': { $in: [...lotIds] }, isBroken: false });

const outerOf = (units: readonly UnitDocument[], known: ReadonlyMap<string, UnitDocument>): string[] => [
  ...new Set(units.flatMap(({ outerSscc }) => (outerSscc && !known.has(outerSscc) ? [outerSscc] : []))),
];

function outermostOf(unit: UnitDocument, known: ReadonlyMap<string, UnitDocument>): UnitDocument {
  let outermost = unit;
  for (let outer = known.get(unit.outerSscc ?? ''); outer; outer = known.get(outer.outerSscc ?? ''))
    outermost = outer;
  return outermost;
}

const byInstant = (a: { readonly recalledAt: string }, b: { readonly recalledAt: string }): number =>
  Date.parse(a.recalledAt) - Date.parse(b.recalledAt);
