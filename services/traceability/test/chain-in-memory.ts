import {
  affiliation,
  certification,
  collection,
  conditioning,
  payments,
  sales,
  transport,
  type UnitPacked,
} from '@oce/contracts';
import { contextInMemory, type OfficeInMemory } from '@oce/testing/in-memory';
import { context } from '../src/context';
import type { DigitalLinkController } from '../src/digital-link/http/digital-link.controller';

const NOW = '2026-11-22T08:00:00.000Z';
const PIECE_GRAMS = 458;

/**
 * What others say of a bottled lot, with the fields that traceability reads: of two raw lots, packed, loaded, sold, recalled. A context without servers.
 */
export class Goods {
  private constructor(readonly office: OfficeInMemory) {}

  static async open(): Promise<Goods> {
    return new Goods(await contextInMemory(context, { now: NOW }));
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.office.get('traceability', type as never);
  }

  /** Two cooperatives, a raw lot of each, and the lot of bottles that a run made of them. */
  async bottled(lotId = 'RUN-1_B', pieces = 100): Promise<void> {
    const { hear } = this;
    const { CooperativeAffiliated } = affiliation.cooperative;
    const { StationOpened } = collection.station;
    for (const [id, region] of [
      ['C-1', 'Tanger'],
      ['C-2', 'Fès'],
    ] as const) {
      const cooperative = {
        cooperativeId: id,
        name: `Coop ${id}`,
        region,
        ice: '1',
        affiliatedOn: '2026-01-01',
      };
      await hear(CooperativeAffiliated, id, CooperativeAffiliated(cooperative));
      const station = { stationId: `ST-${id}`, name: id, cooperativeId: id, openedOn: '2026-01-01' };
      await hear(StationOpened, station.stationId, StationOpened(station));
      const { LotClosed } = collection.lot;
      const raw = {
        lotId: `LOT-${id}`,
        stationId: station.stationId,
        netGrams: 500_000,
        closedOn: '2026-10-05',
      };
      const told = { ...raw, productId: 'OLIVE', grade: 'extra', campaignId: 'OLIVE-2026', deliveries: [] };
      await hear(LotClosed, raw.lotId, LotClosed(told));
    }
    const origins = [
      { lotId: 'LOT-C-1', grams: (pieces * PIECE_GRAMS) / 4 },
      { lotId: 'LOT-C-2', grams: (pieces * PIECE_GRAMS * 3) / 4 },
    ];
    const output = { lotId, productId: 'BOTTLE', pieces, origins, tankId: null };
    const { RunCompleted } = conditioning.run;
    const outputs = [{ ...output, kind: 'main' as const, grams: pieces * PIECE_GRAMS }];
    const run = { runId: 'RUN-1', stationId: 'PRESS', outputs };
    await hear(RunCompleted, 'RUN-1', RunCompleted(run as never));
    const { LotMadeAvailable } = conditioning.lotBalance;
    const made = { ...output, runId: 'RUN-1', netGrams: pieces * PIECE_GRAMS };
    await hear(LotMadeAvailable, lotId, LotMadeAvailable(made));
  }

  /** A unit with bottles of a lot, or with units. */
  async packed(sscc: string, lotId: string, pieces: number, units: readonly string[] = []): Promise<void> {
    const grams = pieces * PIECE_GRAMS;
    const of = { drawId: `D-${sscc}`, lotId, productId: 'BOTTLE', pieces, grams, origins: [] };
    const told: UnitPacked['data'] = {
      sscc,
      stationId: 'PRESS',
      level: units.length > 0 ? 'pallet' : 'case',
      gtin: null,
      bestBefore: null,
      goods: pieces > 0 ? [of] : [],
      units: units.map((one) => ({ sscc: one, grams: 0 })),
      netGrams: grams,
      origins: [],
      packedAt: NOW,
    };
    await this.hear(conditioning.unit.UnitPacked, sscc, conditioning.unit.UnitPacked(told));
    if (pieces === 0) return;
    const drawn = { ...of, into: { kind: 'unit' as const, id: sscc } };
    const lot = (await this.office.events()).filter(({ type }) => type === 'LotDrawn').length;
    const leftGrams = (100 - pieces * (lot + 1)) * PIECE_GRAMS;
    const { LotDrawn } = conditioning.lotBalance;
    await this.hear(LotDrawn, lotId, LotDrawn({ ...drawn, leftGrams }));
  }

  /** A buyer's order of bottles, and a shipment that its units are loaded on. */
  async shipped(shipmentId: string, lotId: string, ssccs: readonly string[], pieces: number): Promise<void> {
    const { hear } = this;
    const { buyer, order } = sales;
    const named = { buyerId: 'B-1', name: 'Épicerie', city: 'Rabat' };
    await hear(buyer.BuyerAccepted, 'B-1', buyer.BuyerAccepted(named as never));
    const orderId = `O-${shipmentId}`;
    const lines = [{ lotId, grams: pieces * PIECE_GRAMS, unit: 'piece' as const, quantity: pieces }];
    const placed = { orderId, buyerId: 'B-1', lines };
    await hear(order.OrderPlaced, orderId, order.OrderPlaced(placed as never));
    const { ShipmentPlanned } = transport.shipment;
    const planned = {
      shipmentId,
      orderId,
      buyerId: 'B-1',
      destination: 'MA',
      carrier: 'Transit',
      plannedOn: NOW,
    };
    await hear(ShipmentPlanned, shipmentId, ShipmentPlanned(planned));
    const { UnitLoaded } = transport.custody;
    for (const sscc of ssccs) {
      const loaded = { sscc, shipmentId, goods: [], within: [], netGrams: 0, loadedAt: NOW };
      await hear(UnitLoaded, sscc, UnitLoaded(loaded));
    }
  }

  async departed(shipmentId: string, lotId: string, pieces: number): Promise<void> {
    const { ShipmentDeparted } = transport.shipment;
    const goods = [{ lotId, productId: 'BOTTLE', pieces, grams: pieces * PIECE_GRAMS, origins: [] }];
    const of = { shipmentId, orderId: `O-${shipmentId}`, buyerId: 'B-1', units: [], goods, departedAt: NOW };
    await this.hear(ShipmentDeparted, shipmentId, ShipmentDeparted(of));
  }

  async received(shipmentId: string, lotId: string, sent: number, received: number): Promise<void> {
    const { ShipmentReceived } = transport.shipment;
    const line = {
      lotId,
      sentGrams: sent * PIECE_GRAMS,
      sentPieces: sent,
      receivedGrams: received * PIECE_GRAMS,
      receivedPieces: received,
    };
    const of = { shipmentId, orderId: `O-${shipmentId}`, buyerId: 'B-1' };
    await this.hear(
      ShipmentReceived,
      shipmentId,
      ShipmentReceived({ ...of, lines: [line], differences: [] } as never),
    );
  }

  async released(lotId: string): Promise<void> {
    const { LotReleased } = certification.lotStatus;
    await this.hear(LotReleased, lotId, LotReleased({ lotId, market: 'MA', claims: [] } as never));
  }

  async recalled(...lotIds: readonly string[]): Promise<void> {
    const { LotRecalled } = certification.lotStatus;
    for (const lotId of lotIds)
      await this.hear(
        LotRecalled,
        lotId,
        LotRecalled({ lotId, recallId: 'RC-1', reason: 'glass', recalledAt: NOW }),
      );
  }

  /** The lot was billed and paid, a pool and the result have taken it, and the pool was closed. */
  async paid(lotId: string): Promise<void> {
    const { InvoiceIssued, ProceedsReceived } = sales.invoice;
    const billed = { lotId, productId: 'BOTTLE', unit: 'piece' as const, quantity: 100, grams: 45_800 };
    const lines = [{ ...billed, amountCentimes: 400_000 }];
    const invoice = { invoiceNumber: 'F-1', orderId: 'O-SH-1', lines };
    await this.hear(InvoiceIssued, 'F-1', InvoiceIssued(invoice as never));
    const parts = [{ lotId, amountCentimes: 400_000, vatCentimes: 0 }];
    const receipt = { invoiceNumber: 'F-1', proceedsId: 'PR-1', parts };
    await this.hear(ProceedsReceived, 'F-1', ProceedsReceived(receipt as never));
    const taken = { proceedsId: 'PR-1', invoiceNumber: 'F-1', valueDate: '2026-12-01', postings: [] };
    const of = (raw: string, amountCentimes: number) => ({
      ...taken,
      parts: [{ lotId: raw, grade: 'extra', amountCentimes, soldAs: lotId }],
      amountCentimes,
    });
    const { ProceedsPooled, PoolClosed } = payments.pool;
    const { ProceedsKept } = payments.result;
    await this.hear(ProceedsPooled, 'P-1', ProceedsPooled({ poolId: 'P-1', ...of('LOT-C-1', 100_000) }));
    const kept = { lotId: 'LOT-C-2', ...of('LOT-C-2', 300_000) };
    await this.hear(ProceedsKept, 'LOT-C-2', ProceedsKept(kept));
    const charges = [
      { kind: 'milling', chargedBy: 'oce' as const, askedCentimes: 10_000, amountCentimes: 10_000 },
      { kind: 'commission', chargedBy: 'oce' as const, askedCentimes: 4_000, amountCentimes: 4_000 },
    ];
    const sums = {
      proceedsCentimes: 100_000,
      lossCentimes: 0,
      charges,
      distributableCentimes: 86_000,
      payableGrams: 400_000,
    };
    const closed = { poolId: 'P-1', ...sums };
    await this.hear(PoolClosed, 'P-1', PoolClosed(closed as never));
  }

  /** Affiliation has listed an article. */
  async listed(productId: string, gtin: string): Promise<void> {
    const { ProductListed } = affiliation.product;
    const of = {
      productId,
      name: 'Huile',
      gtin,
      kind: 'packed',
      unit: 'piece',
      packing: null,
      grades: [],
    } as const;
    await this.hear(ProductListed, productId, ProductListed(of));
  }

  /** Somebody reads the code on a bottle. */
  scan(link: DigitalLinkController, gtin: string, lotId: string, accept: string): Promise<unknown> {
    const reply = { header: () => reply, status: () => reply, type: () => reply };
    return link.lot(gtin, lotId, {}, accept, 'fr', reply as never);
  }

  readonly hear: OfficeInMemory['hear'] = async (...told) => {
    const position = await this.office.hear(...told);
    await this.office.settle();
    return position;
  };
}
