import { join } from 'node:path';

type Words = Readonly<Record<string, string | Readonly<Record<string, string>>>>;
interface Line {
  readonly basis: object;
  readonly deductions?: readonly object[];
  readonly claimCentimes?: number;
  readonly references?: object;
  readonly priceChain?: object;
}

const folder = join(__dirname, '../public/portal');
const pageModule = <T extends object>(name: string): T => jest.requireActual<T>(join(folder, name));
const { fr } = pageModule<{ fr: Words }>('words.fr.mjs');
const { ar } = pageModule<{ ar: Words }>('words.ar.mjs');
const { detailsOf } = pageModule<{ detailsOf: (words: Words, line: Line) => string[] }>('line-details.mjs');

/** What is written, without the marks that keep numbers apart. */
const details = (words: Words, line: Line): string[] =>
  detailsOf(words, { deductions: [], claimCentimes: 0, references: {}, ...line }).map((text) =>
    text.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/[\u00a0\u202f]/g, ' '),
  );

const share = {
  basis: {
    of: 'final_share',
    points: '1540350000000',
    poolPoints: '7872310000000',
    distributableCentimes: 5_102_000,
    shareCentimes: 998_292,
    advancesCentimes: 528_120,
  },
  references: { poolId: 'POOL-1' },
  priceChain: { of: 'final_share', proceedsCentimes: 6_200_000, chargesCentimes: 1_098_000 },
};
const supplement = {
  basis: { of: 'supplement', number: 1, points: '1540350000000', shareCentimes: 19_567, advancesCentimes: 0 },
  references: { poolId: 'POOL-1' },
  priceChain: {
    of: 'supplement',
    restBeforeCentimes: 110_000,
    metFirstCentimes: 10_000,
    sharedCentimes: 100_000,
    poolPoints: '7872310000000',
  },
};
const arrears = {
  basis: { of: 'arrears', arrearsCentimes: 648_094, advancesCentimes: 360_000 },
  references: { poolId: 'POOL-1' },
};
const counter = { counterId: 'G-SEFROU', name: 'Guichet de Sefrou', place: 'Sefrou' };
const cash = {
  basis: { of: 'cash', amountCentimes: 354_684, reasonCode: null, counter },
  references: { endToEndId: 'CSH-1' },
};
const correction = {
  basis: { of: 'correction', pointsDelta: '0', reason: 'tare' },
  references: { citesLineId: 'ADV-1' },
};
const claimReversed = {
  basis: { of: 'correction', pointsDelta: '0', reason: 'caisses d’un autre' },
  references: { citesLineId: null },
  deductions: [{ kind: 'input_credit', reference: 'CR-1', takenCentimes: -158_436, leftCentimes: 0 }],
};
const advance = {
  basis: { of: 'advance', payableGrams: 1_467_000, pricePerKgCentimes: 600, advancePpm: 600_000 },
  references: { priceScheduleVersion: 'PRIX-1' },
  deductions: [{ kind: 'input_credit', reference: 'CR-1', takenCentimes: 158_436, leftCentimes: 81_564 }],
  claimCentimes: 68_050,
};
const returned = {
  basis: { of: 'transfer', amountCentimes: 354_684, reasonCode: 'AC04' },
  references: { endToEndId: 'OCE-1' },
};

describe('how a line came about, on the page', () => {
  it('follows a final share from the sales of its pool', () => {
    expect(details(fr, share)).toEqual([
      'Part du pool POOL-1 : 9 982,92 MAD, moins les avances 5 281,20 MAD',
      'Ventes du pool 62 000,00 MAD, frais 10 980,00 MAD',
      '1 540,35 points sur 7 872,31, 51 020,00 MAD à répartir',
    ]);
    expect(details(fr, { ...share, priceChain: { of: 'final_share', proceedsCentimes: null } })).toHaveLength(
      2,
    );
  });

  it('says what the end of a pool has left to the member', () => {
    expect(details(fr, arrears)).toEqual([
      'Pool POOL-1 clos définitivement : avances acquises 3 600,00 MAD, à la charge de l’OCE',
      'Restait dû pour livraisons tardives 6 480,94 MAD : éteint',
    ]);
    const met = { ...arrears, basis: { ...arrears.basis, arrearsCentimes: 0 } };
    expect(details(fr, met)).toHaveLength(1);
  });

  it('follows a supplement from what came after the closing', () => {
    expect(details(fr, supplement)[1]).toBe(
      'Venu depuis 1 100,00 MAD, dont 100,00 MAD pour les livraisons tardives et 1 000,00 MAD à répartir sur 7 872,31 points',
    );
    // A line that comes live has no chain yet: it is read again.
    expect(details(fr, { ...supplement, priceChain: undefined as never })).toHaveLength(1);
  });

  it('names the counter of cash, and cites no line for a claim that was taken back', () => {
    expect(details(fr, cash)).toEqual(['3 546,84 MAD au guichet Guichet de Sefrou, Sefrou, référence CSH-1']);
    expect(details(fr, correction)).toEqual(['Corrige ADV-1 : tare']);
    expect(details(fr, claimReversed)).toEqual([
      'Annulée : caisses d’un autre',
      'Crédit intrants CR-1 : 1 584,36',
    ]);
  });

  it.each(Object.entries({ share, supplement, arrears, cash, correction, claimReversed, advance, returned }))(
    'says as much of a %s in Arabic, with the same numbers and every place filled',
    (_kind, line) => {
      const [french, arabic] = [details(fr, line), details(ar, line)];
      expect(arabic).toHaveLength(french.length);
      const numbersOf = (texts: string[]) =>
        texts.map((text) => (text.match(/\d+(?:[ ,]\d+)*/g) ?? []).sort());
      expect(numbersOf(arabic)).toEqual(numbersOf(french));
      for (const text of [...french, ...arabic]) expect(text).not.toMatch(/undefined|NaN|\{\w+\}/);
      for (const text of arabic) expect(text).toMatch(/[\u0600-\u06ff]/);
    },
  );
});
