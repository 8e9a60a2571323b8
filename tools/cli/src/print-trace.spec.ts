import { traceInWords, type Trace } from './print-trace';

const node = (key: string, facts: object, inGrams: number, outGrams: number, more: object = {}) => ({
  key,
  facts: facts as Record<string, unknown>,
  inGrams,
  outGrams,
  stockGrams: inGrams - outGrams,
  differences: [],
  holds: true,
  ...more,
});

const TRACE: Trace = {
  start: { key: 'unit:P1' },
  ticket: null,
  origins: [{ lotId: 'A', grams: 90_000 }],
  nodes: [
    node('unit:P1', { level: 'pallet' }, 90_000, 90_000),
    node('unit:S1', { level: 'case' }, 40_000, 40_000),
    node('unit:S2', { level: 'case' }, 50_000, 50_000),
    node('lot:L', { productId: 'BOTTLE' }, 100_000, 90_000, {
      control: {
        status: 'released',
        releases: [{ market: 'EU', grade: 'extra', controlId: 'CT-1' }],
        claims: [{ claim: 'organic' }],
      },
    }),
    node('lot:A', { productId: 'OLIVE' }, 500_000, 500_000, {
      tickets: [
        { deliveryId: 'D1', producerCode: 'M-1', grams: 300_000, plotId: 'P-1' },
        {
          deliveryId: 'D2',
          producerCode: 'M-2',
          grams: 200_000,
          plotId: null,
          reversed: { reason: 'wrong tare', replacementId: 'D3' },
        },
      ],
    }),
    node('shipment:SH', { buyerId: 'B-1' }, 90_000, 89_000, {
      stockGrams: 0,
      differences: [{ name: 'missing, carrier', grams: 1_000 }],
    }),
  ],
  back: [
    { from: 'unit:S1', into: 'unit:P1', grams: 40_000 },
    { from: 'unit:S2', into: 'unit:P1', grams: 50_000 },
    { from: 'lot:L', into: 'unit:S1', grams: 40_000 },
    { from: 'lot:L', into: 'unit:S2', grams: 50_000 },
    { from: 'lot:A', into: 'lot:L', grams: 500_000 },
  ],
  forward: [
    { from: 'unit:P1', into: 'shipment:SH', grams: 90_000 },
    { from: 'shipment:SH', into: 'order:O', grams: 89_000 },
  ],
  certificates: [
    { certificateId: 'ORG-1', claim: 'organic', body: 'BODY', number: 'N-1', status: 'granted' },
  ],
  buyers: [{ buyerId: 'B-1', orderId: 'O', grams: 89_000, invoices: ['F-1'] }],
  addsUp: true,
};

describe('a trace in words', () => {
  it('is a tree both ways, each place told once', () => {
    expect(traceInWords(TRACE)).toMatchInlineSnapshot(`
      [
        "unit P1 (pallet): in 90,000 kg, out 90,000 kg",
        "  of A 90,000 kg",
        "Back:",
        "  <- 40,000 kg unit S1 (case): in 40,000 kg, out 40,000 kg",
        "    <- 40,000 kg lot L (BOTTLE): in 100,000 kg, out 90,000 kg, there 10,000 kg; released, EU extra by CT-1, organic",
        "      <- 500,000 kg lot A (OLIVE): in 500,000 kg, out 500,000 kg",
        "        <- 300,000 kg ticket D1 of M-1, plot P-1",
        "        <- 200,000 kg ticket D2 of M-2, taken back: wrong tare, D3 stands for it",
        "  <- 50,000 kg unit S2 (case): in 50,000 kg, out 50,000 kg",
        "    <- 50,000 kg lot L (above)",
        "Forward:",
        "  -> 90,000 kg shipment SH (B-1): in 90,000 kg, out 89,000 kg, missing, carrier 1,000 kg",
        "    -> 89,000 kg order O",
        "Certificate ORG-1: organic, BODY N-1, granted",
        "Buyer B-1: 89,000 kg by order O, invoice F-1",
        "The grams of every place add up.",
      ]
    `);
  });

  it('marks the place whose grams do not add up', () => {
    const nodes = TRACE.nodes.map((one) => (one.key === 'lot:L' ? { ...one, holds: false } : one));
    const lines = traceInWords({ ...TRACE, nodes, addsUp: false });
    expect(lines.find((line) => line.includes('!! in'))).toContain('lot L');
    expect(lines.at(-1)).toContain('DO NOT ADD UP');
  });
});
