import { Inject, Injectable } from '@nestjs/common';
import { conflict, notFound } from '@oce/event-sourcing';
import type { HandlerOf, LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectAggregate, InjectProjection, ProjectionView } from '@oce/service-kit';
import { CHECKLIST_ID, checklistAggregate, type ChecklistState } from '../checklist/domain/checklist';
import { alreadyLoaded } from '../custody/domain/custody';
import { custodyProjection, type CustodyDocument } from '../custody/reads/custody';
import type { Permit } from './domain/permit';
import type { PackedUnit } from './domain/unit-goods';
import { GoodsLook, type AgreedOrder } from './goods-look';
import { lotsProjection, type KnownLot } from './reads/lots';
import { ordersProjection, type OrderDocument } from './reads/orders';
import { packedUnitsProjection } from './reads/packed-units';
import { permitsProjection } from './reads/permits';
import { saleContractsProjection, type SaleContract } from './reads/sale-contracts';
import { Rounds } from './rounds';

/** A unit with all that is within it. */
export interface WholeUnit {
  readonly unit: PackedUnit;
  readonly within: readonly PackedUnit[];
}

/** Reads what others say of goods, as far as the log is written now. */
@Injectable()
export class GoodsReader {
  private readonly rounds = new Rounds(() => this.look());

  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(packedUnitsProjection) private readonly units: ProjectionView<PackedUnit>,
    @InjectProjection(permitsProjection) private readonly permitted: ProjectionView<Permit>,
    @InjectProjection(ordersProjection) private readonly ordered: ProjectionView<OrderDocument>,
    @InjectProjection(saleContractsProjection) private readonly contracts: ProjectionView<SaleContract>,
    @InjectProjection(lotsProjection) private readonly lots: ProjectionView<KnownLot>,
    @InjectProjection(custodyProjection) private readonly custody: ProjectionView<CustodyDocument>,
    @InjectAggregate(checklistAggregate) private readonly checklists: HandlerOf<typeof checklistAggregate>,
  ) {}

  /** A look at everything that is in the log now, which those share who ask at once. */
  now(): Promise<GoodsLook<ChecklistState>> {
    return this.rounds.see();
  }

  private async look(): Promise<GoodsLook<ChecklistState>> {
    const position = await this.log.lastPosition();
    const views = [this.units, this.permitted, this.ordered, this.contracts, this.lots, this.custody];
    await Promise.all(views.map((view) => view.at(position)));
    return new GoodsLook(position, {
      order: (orderId) => this.order(orderId),
      permits: (lotIds) => this.permitted.all({ _id: { $in: [...lotIds] } }),
      rules: async () => (await this.checklists.load(CHECKLIST_ID)).state,
    });
  }

  private async order(orderId: string): Promise<AgreedOrder | undefined> {
    const order = await this.ordered.find(orderId);
    const contract = order && (await this.contracts.find(order.contractId));
    return order && contract && { order, contract };
  }

  /** A lot that is known to conditioning. Refuses `lot_unknown`. */
  async lot(lotId: string): Promise<KnownLot> {
    const found = await this.lots.find(lotId);
    if (found) return found;
    throw notFound('lot_unknown', 'No station knows this lot: look at its number.', 'lotId');
  }

  /** Units by their SSCC; those that are unknown are left out. */
  packed(ssccs: readonly string[]): Promise<PackedUnit[]> {
    return this.units.all({ _id: { $in: [...ssccs] } });
  }

  /**
   * A unit with all that is within it, as it may be loaded. Refuses `unit_unknown`, also of one that is still open,
   * `unit_broken`, `unit_within_another`, and `unit_already_loaded` where another shipment has a part of it.
   */
  async whole(sscc: string): Promise<WholeUnit> {
    const unit = await this.units.find(sscc);
    if (!unit)
      throw notFound(
        'unit_unknown',
        'No closed unit bears this SSCC: close it at its station first.',
        'sscc',
      );
    if (unit.isBroken)
      throw conflict('unit_broken', `${sscc} was broken up: scan what is in its place.`, 'sscc');
    if (unit.outerSscc !== null)
      throw conflict('unit_within_another', `${sscc} is within ${unit.outerSscc}: scan that one.`, 'sscc');
    const within: PackedUnit[] = [];
    let inner: readonly string[] = unit.units;
    while (inner.length > 0) {
      const found = await this.packed(inner);
      within.push(...found);
      inner = found.flatMap(({ units }) => units);
    }
    await this.refuseLoaded(within.map((one) => one.sscc));
    return { unit, within };
  }

  /** Refuses units that are loaded by themselves, and so not where the outer one is. */
  private async refuseLoaded(ssccs: readonly string[]): Promise<void> {
    if (ssccs.length === 0) return;
    const found = await this.custody.all({ _id: { $in: [...ssccs] }, loadedAs: { $in: [...ssccs] } });
    const [loaded] = found.filter(({ sscc, loadedAs }) => sscc === loadedAs);
    if (loaded?.shipmentId) throw alreadyLoaded(loaded.sscc, loaded.shipmentId);
  }
}
