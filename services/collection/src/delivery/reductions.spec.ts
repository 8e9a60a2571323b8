import fc from 'fast-check';
import type { MoistureMethod, ReductionTerms } from '@oce/contracts';
import { reduceIntake } from './domain/reductions';

const dryMatter: MoistureMethod = { kind: 'dry_matter' };
const pencilShrink: MoistureMethod = { kind: 'pencil_shrink', shrinkPpmPerPoint: 14_000 };
const onlyImpurities: ReductionTerms = { impuritiesTolerancePpm: 10_000 };
const moisture = (method: MoistureMethod): ReductionTerms => ({
  impuritiesTolerancePpm: 10_000,
  moisture: { basePpm: 260_000, method },
});
const refusal = (slug: string, field: string) =>
  expect.objectContaining({ name: 'DomainError', slug, field });

describe('reduceIntake', () => {
  it('pays 1,467 kg of the worked 1,500 kg with 3.2 % of impurities and 1 % of tolerance', () => {
    expect(reduceIntake(1_500_000, { impuritiesPpm: 32_000 }, onlyImpurities)).toEqual({
      netGrams: 1_500_000,
      reductions: [
        {
          kind: 'impurities',
          measuredPpm: 32_000,
          allowedPpm: 10_000,
          fromGrams: 1_500_000,
          reducedGrams: 33_000,
        },
      ],
      payableGrams: 1_467_000,
    });
  });

  it.each([
    ['dry matter', dryMatter, 972_973, 'moisture_by_dry_matter'],
    ['pencil shrink', pencilShrink, 972_000, 'moisture_by_pencil_shrink'],
  ])('dries the worked 1,000 kg from 28 % to 26 % by %s', (_, method, payableGrams, kind) => {
    const graded = reduceIntake(1_000_000, { impuritiesPpm: 0, moisturePpm: 280_000 }, moisture(method));
    expect(graded.payableGrams).toBe(payableGrams);
    expect(graded.reductions[1]).toEqual({
      kind,
      measuredPpm: 280_000,
      allowedPpm: 260_000,
      fromGrams: 1_000_000,
      reducedGrams: 1_000_000 - payableGrams,
    });
  });

  it('takes the water off what the impurities have left', () => {
    const sample = { impuritiesPpm: 110_000, moisturePpm: 280_000 };
    const graded = reduceIntake(1_000_000, sample, moisture(pencilShrink));
    expect(graded.reductions.map((reduction) => reduction.fromGrams)).toEqual([1_000_000, 900_000]);
    expect(graded.payableGrams).toBe(874_800);
  });

  it('lists measures within their allowance with nothing taken', () => {
    const graded = reduceIntake(
      900_001,
      { impuritiesPpm: 10_000, moisturePpm: 260_000 },
      moisture(dryMatter),
    );
    expect(graded.reductions.map((reduction) => reduction.reducedGrams)).toEqual([0, 0]);
    expect(graded.payableGrams).toBe(900_001);
  });

  it('leaves nothing, and never less, of a lot that is all water', () => {
    const sample = { impuritiesPpm: 0, moisturePpm: 1_000_000 };
    const steep: MoistureMethod = { kind: 'pencil_shrink', shrinkPpmPerPoint: 20_000 };
    expect(reduceIntake(1_000, sample, moisture(dryMatter)).payableGrams).toBe(0);
    expect(reduceIntake(1_000, sample, moisture(steep)).payableGrams).toBe(0);
  });

  it.each([
    ['negative_net', 'netGrams', -1, { impuritiesPpm: 0 }, onlyImpurities],
    ['share_out_of_range', 'impuritiesPpm', 1, { impuritiesPpm: 1_000_001 }, onlyImpurities],
    ['share_out_of_range', 'impuritiesPpm', 1, { impuritiesPpm: 0.5 }, onlyImpurities],
    ['share_out_of_range', 'impuritiesTolerancePpm', 1, { impuritiesPpm: 0 }, { impuritiesTolerancePpm: -1 }],
    ['moisture_not_measured', 'moisturePpm', 1, { impuritiesPpm: 0 }, moisture(dryMatter)],
    ['share_out_of_range', 'moisturePpm', 1, { impuritiesPpm: 0, moisturePpm: -1 }, moisture(dryMatter)],
    [
      'share_out_of_range',
      'basePpm',
      1,
      { impuritiesPpm: 0, moisturePpm: 1 },
      { impuritiesTolerancePpm: 0, moisture: { basePpm: 1_000_000, method: dryMatter } },
    ],
    [
      'share_out_of_range',
      'shrinkPpmPerPoint',
      1,
      { impuritiesPpm: 0, moisturePpm: 1 },
      moisture({ kind: 'pencil_shrink', shrinkPpmPerPoint: 1_000_001 }),
    ],
  ])('refuses with %s on %s', (slug, field, netGrams, sample, terms) => {
    expect(() => reduceIntake(netGrams, sample, terms)).toThrow(refusal(slug, field));
  });

  it('balances, and never pays for less than nothing, for more than the net, or more for a worse sample', () => {
    const share = fc.integer({ min: 0, max: 999_999 });
    const methods = fc.oneof(
      fc.constant(dryMatter),
      share.map((shrinkPpmPerPoint): MoistureMethod => ({ kind: 'pencil_shrink', shrinkPpmPerPoint })),
    );
    fc.assert(
      fc.property(
        fc.nat(50_000_000),
        share,
        share,
        share,
        share,
        methods,
        (net, impuritiesTolerancePpm, basePpm, impuritiesPpm, moisturePpm, method) => {
          const terms = { impuritiesTolerancePpm, moisture: { basePpm, method } };
          const graded = reduceIntake(net, { impuritiesPpm, moisturePpm }, terms);
          const reduced = graded.reductions.reduce((sum, reduction) => sum + reduction.reducedGrams, 0);
          expect(graded.payableGrams + reduced).toBe(net);
          expect(graded.payableGrams).toBeGreaterThanOrEqual(0);
          expect(graded.reductions.every((reduction) => reduction.reducedGrams >= 0)).toBe(true);
          const wetter = { impuritiesPpm, moisturePpm: moisturePpm + 1 };
          expect(reduceIntake(net, wetter, terms).payableGrams).toBeLessThanOrEqual(graded.payableGrams);
        },
      ),
    );
  });
});
