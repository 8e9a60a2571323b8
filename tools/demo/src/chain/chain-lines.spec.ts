import { chainLines } from './chain-lines';
import type { ChainSummary } from './chain-summary';

const summary: ChainSummary = {
  unbalanced: { code: 'run_unbalanced', detail: 'What went in did not come out.' },
  heldBack: { code: 'document_missing', detail: 'A paper is due.' },
  runs: [
    {
      runId: 'PR-01',
      activity: 'press',
      inputs: [
        { productId: 'OLIVE', grams: 1_000_000, pieces: null },
        { productId: 'EAU', grams: 600_000, pieces: null },
      ],
      outputs: [{ lotId: 'PR-01_H', productId: 'OLIVE-OIL', grams: 190_000, pieces: null, tankId: 'CUVE-1' }],
      waste: [{ kind: 'margines', grams: 915_000 }],
      lossGrams: 495_000,
      yieldPpm: 190_000,
      materialsCostCentimes: 600,
    },
  ],
  shipments: [
    {
      shipmentId: 'EXP-1',
      status: 'received',
      temperature: 'kept',
      received: [{ sentPieces: 240, receivedPieces: 237 }],
      differences: [{ pieces: 3, kind: 'damaged', owner: 'carrier', note: 'verre cassé' }],
      endedFor: null,
    },
  ],
  invoices: [
    {
      invoiceNumber: 'F-1',
      orderId: 'CMD-1',
      netCentimes: 1_232_400,
      amountCentimes: 1_478_880,
      openCentimes: 0,
    },
  ],
  origins: [
    {
      lotId: 'LOT-A',
      members: 4,
      sold: [{ soldAs: 'EM-01_B', amountCentimes: 739_440 }],
      proceedsCentimes: 739_440,
      chargesCentimes: 79_578,
      sharedCentimes: 659_862,
      netGrams: 1_000_000,
    },
  ],
  transfer: { transferId: 'VIR--P-1', addsUp: true },
  batch: { batchId: 'VIR', transfers: 4, totalCentimes: 659_862, file: 'VIR.xml' },
};

const textOf = (what: string) => chainLines(summary).find(([label]) => label === what)?.[1];

describe('what the summary says of the chain', () => {
  it('says a run with all that went in and came out', () => {
    expect(textOf('pressée')).toBe(
      "PR-01 : 1 000,000 kg d'olives + 600,000 kg d'eau = 190,000 kg d'huile (CUVE-1) + 915,000 kg de margines + 495,000 kg perdus, rendement 19 %",
    );
  });

  it('says what came short, and who answers for it', () => {
    expect(textOf('expédition')).toBe('EXP-1 : 240 envoyées, 237 reçues, température tenue');
    expect(textOf('écart')).toBe('3 abîmées, répond le transporteur : verre cassé');
  });

  it('says what an origin earned, and what its members have of it a kilogram', () => {
    expect(textOf('part des origines')).toBe('LOT-A : 7 394,40 MAD (EM-01_B 7 394,40 MAD)');
    expect(textOf('')).toBe('moins 795,78 MAD de frais = 6 598,62 MAD pour 4 membres, 6,60 MAD le kg livré');
  });
});
