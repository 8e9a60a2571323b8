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
        { productId: 'OLIVE', grams: 1_000_000, pieces: null, from: { kind: 'lot', id: 'LOT-A' } },
        { productId: 'EAU', grams: 600_000, pieces: null, from: { kind: 'material', id: 'CO_EAU' } },
      ],
      outputs: [{ lotId: 'PR-01_H', productId: 'OLIVE-OIL', grams: 190_000, pieces: null, tankId: 'CUVE-1' }],
      waste: [{ kind: 'margines', grams: 915_000 }],
      lossGrams: 495_000,
      yieldPpm: 190_000,
    },
  ],
  units: { pallets: 2, cases: 20, firstSscc: '061100000000000017' },
  rescued: {
    lotId: 'EM-02_B',
    markets: [
      { market: 'EU', grade: null, rejectedFor: 'defects_median 4.50, and the limit is <= 0.0' },
      { market: 'MA', grade: 'ordinary', rejectedFor: null },
    ],
  },
  suspension: {
    certificateId: 'CERT-1',
    reason: 'registre incomplet',
    lotId: 'EM-03_B',
    unsoldGrams: 32_976,
    sold: [{ orderId: 'CMD-3', buyerId: 'BUY-2', grams: 32_976 }],
  },
  recalled: {
    recallId: 'RAP-1',
    source: 'LOT-B',
    reason: 'verre',
    lotIds: ['LOT-B', 'MP-02_B'],
    toTell: [{ orderId: 'CMD-8', buyerId: 'BUY-1', pieces: 60 }],
    stopped: { code: 'lot_recalled', detail: 'The lot was recalled.' },
  },
  shipments: [
    {
      shipmentId: 'EXP-1',
      status: 'received',
      temperature: 'kept',
      received: [{ sentPieces: 240, receivedPieces: 237 }],
      differences: [{ pieces: 3, kind: 'damaged', owner: 'carrier', note: 'verre cassé' }],
      endedFor: null,
      returnedTo: null,
    },
    {
      shipmentId: 'EXP-2',
      status: 'returned',
      temperature: null,
      received: null,
      differences: [],
      endedFor: 'quai fermé',
      returnedTo: 'CO-1',
    },
  ],
  invoices: [
    {
      invoiceNumber: 'F-1',
      orderId: 'CMD-1',
      buyerId: 'BUY-1',
      netCentimes: 1_232_400,
      amountCentimes: 1_478_880,
    },
  ],
  origins: [
    {
      poolId: 'LOT-A',
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

/** The lines that follow a word, up to the next word. */
function textsOf(what: string): string[] {
  const lines = chainLines(summary);
  return lines.flatMap(([, text], at) => {
    const word = lines.slice(0, at + 1).findLast(([label]) => label !== '')?.[0];
    return word === what ? [text] : [];
  });
}

describe('what the summary says of the chain', () => {
  it('says a run with all that went in and came out', () => {
    expect(textsOf('pressée')).toEqual([
      "PR-01 : 1 000,000 kg d'olives (LOT-A) + 600,000 kg d'eau",
      "= 190,000 kg d'huile (CUVE-1) + 915,000 kg de margines + 495,000 kg perdus, rendement 19 %",
    ]);
  });

  it('says which market may not have a lot, and which has it', () => {
    expect(textsOf('lot rejeté')).toEqual([
      "EM-02_B : refusé pour l'Union européenne (defects_median 4.50, and the limit is <= 0.0)",
    ]);
    expect(textsOf('lot sauvé')).toEqual(['EM-02_B : vierge courante pour le Maroc']);
  });

  it('says what a suspension and a recall concern, and whom to tell', () => {
    expect(textsOf('certificat')).toEqual([
      'CERT-1 suspendu (registre incomplet), puis rétabli',
      'EM-03_B, 32,976 kg non vendus : sans mention bio pendant la suspension',
      '32,976 kg déjà vendus : CMD-3 de BUY-2, à prévenir',
    ]);
    expect(textsOf('rappel')).toEqual([
      'RAP-1 de LOT-B (verre) : LOT-B, MP-02_B',
      '60 pièces chez BUY-1 par CMD-8, à prévenir',
      'commande refusée depuis : The lot was recalled.',
    ]);
  });

  it('says what came short and who answers for it, and what came back', () => {
    expect(textsOf('expédition')).toEqual([
      'EXP-1 : 240 envoyées, 237 reçues, température tenue',
      'EXP-2 : refusée (quai fermé), de retour à CO-1',
    ]);
    expect(textsOf('écart')).toEqual(['3 abîmées, répond le transporteur : verre cassé']);
  });

  it('says what an origin earned, and what its members have of it a kilogram', () => {
    expect(textsOf('part des origines')).toEqual([
      'LOT-A : 7 394,40 MAD (EM-01_B 7 394,40 MAD)',
      'moins 795,78 MAD de frais = 6 598,62 MAD pour 4 membres, 6,60 MAD le kg livré',
    ]);
  });
});
