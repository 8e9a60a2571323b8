import { collection, conditioning, sales } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import { projected } from '@oce/testing';
import { leftToSell, lotsToSellProjection } from './reads/lots-to-sell';

const of = { campaignId: 'OLIVE-2026', productId: 'OLIVE', grade: 'extra', netGrams: 1_500_000 };
const closed = (lotId: string) =>
  collection.lot.LotClosed({ ...of, lotId, stationId: 'ST-1', deliveries: [], closedOn: '2026-10-02' });
const offered = sales.lotOffer.LotOffered({
  ...of,
  lotId: 'LOT-1',
  kind: 'pooled',
  offeredOn: '2026-10-02',
});
const issued = (...lines: readonly (readonly [lotId: string, grams: number])[]) =>
  sales.invoice.InvoiceIssued({
    invoiceNumber: 'F-1',
    orderId: 'O-1',
    contractId: 'SC-1',
    kind: 'pooled',
    buyerId: 'B-1',
    lines: lines.map(([lotId, grams]) => ({
      lotId,
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grade: 'extra',
      grams,
      unit: 'kg' as const,
      quantity: 1,
      unitPriceMinor: 850,
      amountCentimes: 850,
      vatCentimes: 0,
    })),
    netCentimes: 850,
    vatCentimes: 0,
    amountCentimes: 850,
    tax: null,
    issuedOn: '2026-10-05',
    dueOn: '2026-11-04',
    postings: [],
  });
const lot = (lotId: string, kind: 'pooled' | null, invoicedGrams: number) => ({
  lotId,
  campaignId: 'OLIVE-2026',
  grade: 'extra',
  netGrams: 1_500_000,
  kind,
  invoicedGrams,
  drawn: {},
  origins: [],
});
const { lotBalance, tank } = conditioning;
const origins = [{ lotId: 'LOT-1', grams: 300_000 }];
const goods = { productId: 'OIL', pieces: null, origins };
const drawnInto = (lotId: string, kind: 'run' | 'tank' | 'unit', grams: number) =>
  lotBalance.LotDrawn({
    ...goods,
    lotId,
    drawId: `D-${kind}`,
    into: { kind, id: 'X' },
    grams,
    leftGrams: 0,
  });
const made = lotBalance.LotMadeAvailable({
  ...goods,
  lotId: 'RUN-1_A',
  runId: 'RUN-1',
  netGrams: 300_000,
  tankId: null,
});
const left = (...events: Event[]) =>
  Object.fromEntries(
    Object.entries(projected(lotsToSellProjection, events as never)).map(([id, one]) => [
      id,
      leftToSell(one),
    ]),
  );

describe('lots to sell', () => {
  it('are those that were closed, of no kind until they are offered', () => {
    expect(projected(lotsToSellProjection, [closed('LOT-1'), closed('LOT-2'), offered])).toEqual({
      'LOT-1': lot('LOT-1', 'pooled', 0),
      'LOT-2': lot('LOT-2', null, 0),
    });
  });

  it('add up what was invoiced of each, over lines and invoices', () => {
    const first = issued(['LOT-1', 400_000], ['LOT-2', 300_000], ['LOT-1', 100_000]);
    expect(
      projected(lotsToSellProjection, [closed('LOT-1'), closed('LOT-2'), first, issued(['LOT-1', 50_000])]),
    ).toEqual({
      'LOT-1': lot('LOT-1', null, 550_000),
      'LOT-2': lot('LOT-2', null, 300_000),
    });
  });

  it('are sold as what runs and tanks make of them, and units are theirs still', () => {
    const charged = drawnInto('LOT-1', 'run', 1_500_000);
    expect(left(closed('LOT-1'), charged, made)).toEqual({ 'LOT-1': 0, 'RUN-1_A': 300_000 });
    expect(left(made, drawnInto('RUN-1_A', 'unit', 100_000))).toEqual({ 'RUN-1_A': 300_000 });
    expect(left(made, issued(['RUN-1_A', 300_000]))).toEqual({ 'RUN-1_A': 0 });
    const back = lotBalance.LotDrawReturned({
      lotId: 'LOT-1',
      drawId: 'D-run',
      grams: 1_500_000,
      origins,
      reason: 'wrong lot',
    });
    expect(left(closed('LOT-1'), charged, back)).toEqual({ 'LOT-1': 1_500_000 });
    const withdrawn = lotBalance.LotWithdrawn({ lotId: 'RUN-1_A', runId: 'RUN-1' });
    expect(left(made, withdrawn)).toEqual({ 'RUN-1_A': 0 });
  });

  it('are in tanks, with the raw lots that are in them, until these are empty', () => {
    const filled = tank.TankFilled({
      tankId: 'T-1',
      fillId: 'F-1',
      lotId: 'RUN-1_A',
      productId: 'OIL',
      grams: 300_000,
      origins,
      contentGrams: 300_000,
    });
    const emptied = tank.TankDrawn({
      ...goods,
      tankId: 'T-1',
      drawId: 'D-2',
      into: { kind: 'run', id: 'RUN-2' },
      grams: 300_000,
      heelLotIds: [],
      contentGrams: 0,
    });
    const all = [made, drawnInto('RUN-1_A', 'tank', 300_000), filled];
    expect(left(...all)).toEqual({ 'RUN-1_A': 0, 'tank T-1': 300_000 });
    expect(projected(lotsToSellProjection, [filled])['tank T-1']?.origins).toEqual(['LOT-1']);
    expect(projected(lotsToSellProjection, [filled, emptied])['tank T-1']).toMatchObject({
      netGrams: 0,
      origins: [],
    });
  });

  it('are not made by an offer or an invoice', () => {
    expect(projected(lotsToSellProjection, [offered, issued(['LOT-1', 400_000])])).toEqual({});
  });
});
