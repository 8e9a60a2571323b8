import { certification, conditioning, sales, type Claim, type GoodsOnTheWay } from '@oce/contracts';
import { DomainError } from '@oce/event-sourcing';
import type { CommandCall } from '@oce/service-kit';
import { contextInMemory, type InMemoryOptions, type OfficeInMemory } from '@oce/testing/in-memory';
import { context } from '../src/context';
import { OnTheWayController } from '../src/shipment/http/on-the-way.controller';
import { ShipmentController } from '../src/shipment/http/shipment.controller';
import type { PlanShipmentDto } from '../src/shipment/http/shipment.dto';

export const NOW = '2026-11-22T08:00:00.000Z';
export const LATER = '2026-11-22T09:00:00.000Z';
const { order, contract } = sales;

/** A dock with an order to fill and units to load: a context without servers. */
export class Dock {
  private told: Promise<number> = Promise.resolve(0);

  private constructor(readonly office: OfficeInMemory) {}

  static async open(options: InMemoryOptions = {}): Promise<Dock> {
    return new Dock(await contextInMemory(context, { now: NOW, ...options }));
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.office.get('transport', type as never);
  }

  /** Others write one after the other. */
  private hear(...told: Parameters<OfficeInMemory['hear']>): Promise<number> {
    const done = this.told.then(() => this.office.hear(...told));
    this.told = done.catch(() => 0);
    return done;
  }

  get dock(): ShipmentController {
    return this.get(ShipmentController);
  }
  get way(): OnTheWayController {
    return this.get(OnTheWayController);
  }

  /** A call as far as controllers look at it. */
  call(): CommandCall {
    const meta = this.office.meta();
    const call = {
      at: NOW,
      knownBy: () => undefined,
      meta: async () => meta,
      async handle(
        handler: { handle(id: string, command: object): Promise<unknown> },
        id: string,
        command: object,
      ) {
        return { id, outcome: await handler.handle(id, { ...command, meta }) };
      },
      reply: async (id: string, outcome: object) => ({ id, outcome }),
    };
    return call as unknown as CommandCall;
  }

  /** Sales has confirmed an order of bottles for a market. */
  async order(
    orderId: string,
    lots: Readonly<Record<string, number>>,
    told: { incoterm?: string; destination?: string | null } = {},
  ) {
    const { incoterm = 'FCA', destination = 'EU' } = told;
    const signed = {
      contractId: `C-${orderId}`,
      buyerId: 'B-1',
      kind: 'pooled',
      campaignId: null,
      productId: 'BOTTLE',
    };
    const terms = { currency: 'EUR', incoterm, place: 'Casablanca', signedOn: '2026-11-01', paymentDays: 30 };
    const sold = { unit: 'kg', prices: [], market: 'export', destination, productKind: 'packed' };
    const whole = { ...signed, ...terms, ...sold } as never;
    await this.hear(contract.SaleContractSigned, signed.contractId, contract.SaleContractSigned(whole));
    const lines = Object.entries(lots).map(([lotId, grams]) => ({
      lotId,
      grams,
      campaignId: null,
      productId: 'BOTTLE',
      grade: 'extra',
      unit: 'kg' as const,
      quantity: grams,
      unitPriceMinor: 1,
      amountCentimes: 1,
    }));
    const placed = {
      orderId,
      buyerId: 'B-1',
      contractId: signed.contractId,
      kind: 'pooled' as const,
      buyerReference: null,
    };
    const money = { lines, amountCentimes: 1, vatCentimes: 0, paymentDays: 30, placedOn: '2026-11-20' };
    const confirmed = order.OrderConfirmed({ orderId, buyerId: 'B-1', confirmedOn: '2026-11-20' });
    await this.hear(order.OrderPlaced, orderId, order.OrderPlaced({ ...placed, ...money }), confirmed);
  }

  async cancelOrder(orderId: string) {
    const data = { orderId, buyerId: 'B-1', lines: [], reason: 'changed', cancelledOn: '2026-11-21' };
    await this.hear(order.OrderCancelled, orderId, order.OrderCancelled(data));
  }

  /** Conditioning has closed a unit: bottles of 458 g of lots, and units within it. */
  async unit(
    sscc: string,
    bottles: Readonly<Record<string, number>>,
    within: Readonly<Record<string, number>> = {},
  ) {
    const { UnitPacked } = conditioning.unit;
    const goods = Object.entries(bottles).map(([lotId, pieces]) => ({
      drawId: `${sscc}_${lotId}`,
      ...bottlesOf(lotId, pieces),
    }));
    const units = Object.entries(within).map(([inner, grams]) => ({ sscc: inner, grams }));
    const netGrams = [...goods, ...units].reduce((sum, { grams }) => sum + grams, 0);
    const level = units.length > 0 ? ('pallet' as const) : ('case' as const);
    const head = { sscc, stationId: 'ST-1', level, gtin: null, bestBefore: null };
    await this.hear(
      UnitPacked,
      sscc,
      UnitPacked({ ...head, goods, units, netGrams, origins: [], packedAt: NOW }),
    );
  }

  async breakUnit(sscc: string, units: readonly string[] = []) {
    const { UnitBroken } = conditioning.unit;
    await this.hear(UnitBroken, sscc, UnitBroken({ sscc, reason: 'damaged', goods: [], units }));
  }

  async lot(lotId: string, netGrams: number) {
    const { LotMadeAvailable } = conditioning.lotBalance;
    const origins = [{ lotId: 'LOT-1', grams: netGrams }];
    const data = { lotId, runId: 'RUN-2', productId: 'OIL', netGrams, pieces: null, origins, tankId: null };
    await this.hear(LotMadeAvailable, lotId, LotMadeAvailable(data));
  }

  async release(lotId: string, market = 'EU', claims: readonly Claim[] = []) {
    const { LotReleased } = certification.lotStatus;
    const told = { market, standard: { standardId: 'EU', version: '2026' }, grade: 'extra', claims };
    await this.hear(LotReleased, lotId, LotReleased({ lotId, ...told, controlId: 'C-1', releasedAt: NOW }));
  }

  async hold(lotId: string) {
    const { LotHeld } = certification.lotStatus;
    await this.hear(LotHeld, lotId, LotHeld({ lotId, cause: 'clerk', reason: 'a doubt', heldAt: NOW }));
  }

  async reject(lotId: string, market = 'EU') {
    const { LotRejected } = certification.lotStatus;
    const told = { market, standard: { standardId: 'EU', version: '2026' }, controlId: 'C-1', mayStill: [] };
    await this.hear(LotRejected, lotId, LotRejected({ lotId, ...told, reason: 'panel', rejectedAt: NOW }));
  }

  async recall(lotId: string) {
    const { LotRecalled } = certification.lotStatus;
    await this.hear(
      LotRecalled,
      lotId,
      LotRecalled({ lotId, recallId: 'R-1', reason: 'glass', recalledAt: NOW }),
    );
  }

  plan(shipmentId: string, orderId: string, told: Partial<PlanShipmentDto> = {}) {
    const body = {
      shipmentId,
      orderId,
      carrier: 'Transit du Nord',
      mode: 'road' as const,
      vehicle: '1-A-1',
      plannedOn: '2026-11-22',
    };
    return this.dock.plan({ ...body, ...told }, this.call());
  }

  scan(shipmentId: string, sscc: string) {
    return this.dock.scan(shipmentId, { sscc }, this.call());
  }

  depart(shipmentId: string, departedAt = LATER) {
    return this.dock.depart(shipmentId, { departedAt }, this.call());
  }
}

/** Bottles of 458 g of a lot, of one raw lot. */
export const bottlesOf = (lotId: string, pieces: number): GoodsOnTheWay => ({
  lotId,
  productId: 'BOTTLE',
  pieces,
  grams: pieces * 458,
  origins: [{ lotId: 'LOT-1', grams: pieces * 458 }],
});

/** The slug of a refusal, or undefined where it is done. */
export async function slugOf(done: Promise<unknown>): Promise<string | undefined> {
  try {
    await done;
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.slug;
    throw error;
  }
}
