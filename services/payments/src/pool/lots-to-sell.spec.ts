import { collection, sales } from '@oce/contracts';
import { projected } from '@oce/testing';
import { lotsToSellProjection } from './reads/lots-to-sell';

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
});

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

  it('are not made by an offer or an invoice', () => {
    expect(projected(lotsToSellProjection, [offered, issued(['LOT-1', 400_000])])).toEqual({});
  });
});
