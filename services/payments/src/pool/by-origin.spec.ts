import { conditioning, type ProceedsPart } from '@oce/contracts';
import { projected } from '@oce/testing';
import fc from 'fast-check';
import { backFrom, partsBackOf, partsOf, termsOf, type LotGoods, type Receipt } from './domain/by-origin';
import { lotGoodsProjection } from './reads/lot-goods';

const raw = (lotId: string, settledAs: 'pooled' | 'purchased' | null = null): LotGoods => ({
  lotId,
  made: null,
  raw: { campaignId: 'OLIVE-2026', grade: 'extra', settledAs },
  offered: null,
});
const made = (lotId: string, grams: readonly number[]): LotGoods => ({
  lotId,
  made: {
    runId: 'RUN-2',
    netGrams: grams.reduce((sum, one) => sum + one, 0),
    origins: grams.map((one, index) => ({ lotId: `LOT-${index + 1}`, grams: one })),
  },
  raw: null,
  offered: null,
});
const lotsOf = (...lots: LotGoods[]) => new Map(lots.map((lot) => [lot.lotId, lot]));
const part = (lotId: string, amountCentimes: number): ProceedsPart => ({
  lotId,
  campaignId: null,
  productId: 'OIL-1L',
  grade: 'extra_virgin',
  amountCentimes,
  vatCentimes: 0,
});
const receipt = (...parts: ProceedsPart[]): Receipt => ({
  kind: 'pooled',
  parts,
  receivedAt: 10,
  takenBack: [],
});
const amounts = (parts: readonly { lotId: string; amountCentimes: number }[]) =>
  Object.fromEntries(parts.map(({ lotId, amountCentimes }) => [lotId, amountCentimes]));

describe('proceeds by origin', () => {
  const lots = lotsOf(made('RUN-2_B', [150_012, 99_988]), raw('LOT-1'), raw('LOT-2'));

  it('go to the raw lots of what was sold, by grams and to the centime', () => {
    const own = partsOf(receipt(part('RUN-2_B', 1_000_01)), lots);
    expect(own).toEqual([
      expect.objectContaining({ lotId: 'LOT-1', soldAs: 'RUN-2_B', amountCentimes: 60_005, grade: 'extra' }),
      expect.objectContaining({ lotId: 'LOT-2', soldAs: 'RUN-2_B', amountCentimes: 39_996, terms: 'pooled' }),
    ]);
  });

  it('of a lot that was sold as it is are its own, whole', () => {
    const one = { ...part('LOT-1', 500), campaignId: 'OLIVE-2026', grade: 'extra' };
    expect(partsOf(receipt(one), lots)).toEqual([
      {
        lotId: 'LOT-1',
        soldAs: null,
        terms: 'pooled',
        campaignId: 'OLIVE-2026',
        grade: 'extra',
        amountCentimes: 500,
      },
    ]);
  });

  it('are settled as the deliveries said, else as the raw lot was offered before, else pooled', () => {
    expect(termsOf(raw('LOT-1', 'purchased'), 10)).toBe('purchased');
    const offered = { ...raw('LOT-1'), offered: { kind: 'traceable' as const, since: 9 } };
    expect(termsOf(offered, 10)).toBe('traceable');
    expect(termsOf(offered, 9)).toBe('pooled');
    expect(termsOf(undefined, 10)).toBe('pooled');
  });

  it('are known of a lot that a run made, until the run is reversed', () => {
    const available = conditioning.lotBalance.LotMadeAvailable({
      lotId: 'RUN-2_B',
      runId: 'RUN-2',
      productId: 'OIL',
      netGrams: 100,
      pieces: null,
      origins: [{ lotId: 'LOT-1', grams: 100 }],
      tankId: null,
    });
    expect(projected(lotGoodsProjection, [available])['RUN-2_B']?.made?.netGrams).toBe(100);
    const withdrawn = conditioning.lotBalance.LotWithdrawn({ lotId: 'RUN-2_B', runId: 'RUN-2' });
    expect(projected(lotGoodsProjection, [available, withdrawn])['RUN-2_B']?.made).toBeNull();
  });
});

describe('what is taken back of proceeds', () => {
  it('whole is exactly what each raw lot got', () => {
    const lots = lotsOf(made('RUN-2_B', [1, 1, 1]));
    const came = receipt(part('RUN-2_B', 100));
    const back = partsBackOf(came, { reversalId: 'R-1', parts: [part('RUN-2_B', 100)] }, lots);
    expect(amounts(back)).toEqual({ 'LOT-1': -34, 'LOT-2': -33, 'LOT-3': -33 });
  });

  it('never comes out of a raw lot that has nothing of it', () => {
    expect(
      backFrom(
        [
          { lotId: 'LOT-1', amountCentimes: 0 },
          { lotId: 'LOT-2', amountCentimes: 2 },
        ],
        2,
      ).map((one) => one.amountCentimes),
    ).toEqual([0, 2]);
  });

  it('leaves every raw lot with nothing below zero over any parts taken back, and every sum exact', () => {
    const grams = fc.array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 1, maxLength: 40 });
    const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(grams, fc.integer({ min: 1, max: 5_000_00 }), fractions), {
          minLength: 1,
          maxLength: 3,
        }),
        (sold) => {
          const ids = sold.map((_one, index) => `RUN-2_${index}`);
          const lots = lotsOf(...sold.map(([one], index) => made(ids[index] ?? '', one)));
          let came = receipt(...sold.map(([, amount], index) => part(ids[index] ?? '', amount)));
          const got = new Map<string, number>();
          const add = (parts: ReturnType<typeof partsOf>) => {
            for (const { soldAs, lotId, amountCentimes } of parts)
              got.set(`${soldAs} ${lotId}`, (got.get(`${soldAs} ${lotId}`) ?? 0) + amountCentimes);
          };
          add(partsOf(came, lots));
          const left = sold.map(([, amount]) => amount);
          for (const [index, [, , shares]] of sold.entries())
            for (const [number, share] of shares.entries()) {
              const amount = Math.floor((left[index] ?? 0) * share);
              if (amount === 0) continue;
              const reversalId = `R-${index}-${number}`;
              const parts = [part(ids[index] ?? '', amount)];
              came = { ...came, takenBack: [...came.takenBack, { reversalId, parts }] };
              add(partsBackOf(came, { reversalId, parts }, lots));
              left[index] = (left[index] ?? 0) - amount;
              expect(Math.min(...got.values())).toBeGreaterThanOrEqual(0);
            }
          const total = [...got.values()].reduce((sum, one) => sum + one, 0);
          expect(total).toBe(left.reduce((sum, one) => sum + one, 0));
        },
      ),
    );
  });
});
