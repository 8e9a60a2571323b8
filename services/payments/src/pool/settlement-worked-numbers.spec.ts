import { formatMoney, formatPoints, valuePerPointMicroMad } from '@oce/quantities';
import { type ChargeTerms } from './domain/settlement/charges';
import { deduct, type DeductionSchedule } from './domain/settlement/deductions';
import { advanceOn, correctAfterClosing } from './domain/settlement/delivery-value';
import { complementOf, countPoints, distribute, type Contribution } from './domain/settlement/shares';

const deductions: DeductionSchedule = {
  version: 'deductions-1',
  capsPpm: { legal: 100_000, insurance: 50_000, input_credit: 300_000, voluntary: 100_000 },
  floorPpm: 500_000,
};
const price = { version: 'prices-1', pricePerKgCentimes: 600, advancePpm: 600_000 };
const delivery = (producerCode: string, payableGrams: number, coefficientPpm: number): Contribution => ({
  deliveryId: `delivery-${producerCode}`,
  producerCode,
  contract: 'pooled',
  payableGrams,
  coefficientPpm,
});
const pool = [
  delivery('P1', 1_467_000, 1_050_000),
  delivery('P2', 4_020_000, 1_000_000),
  delivery('P3', 2_513_000, 920_000),
];
const charges: ChargeTerms = {
  milling: { perKgCentimes: 80, chargedBy: 'third_party' },
  costs: [{ kind: 'freight', chargedBy: 'third_party', amountCentimes: 210_000 }],
  commissionPpm: 40_000,
  oceChargesCapPpm: 50_000,
};
const closed = () => distribute(6_200_000, countPoints('pooled', pool), charges);

describe('the worked numbers of the settlement', () => {
  it('case 2: an advance of 5,281.20 leaves 3,546.84 after insurance and input credit', () => {
    const advance = advanceOn(1_467_000, price);
    expect(advance).toEqual({
      scheduleVersion: 'prices-1',
      payableGrams: 1_467_000,
      pricePerKgCentimes: 600,
      advancePpm: 600_000,
      grossCentimes: 528_120,
    });
    const settlement = deduct(
      advance.grossCentimes,
      [
        { kind: 'input_credit', reference: 'hand-out-7', askedCentimes: 240_000 },
        { kind: 'insurance', reference: 'premium-2026', askedCentimes: 15_000 },
      ],
      deductions,
    );
    expect(settlement).toEqual({
      scheduleVersion: 'deductions-1',
      grossCentimes: 528_120,
      floorCentimes: 264_060,
      lines: [
        {
          kind: 'insurance',
          reference: 'premium-2026',
          askedCentimes: 15_000,
          capCentimes: 26_406,
          takenCentimes: 15_000,
          carriedCentimes: 0,
          limitedBy: 'nothing',
        },
        {
          kind: 'input_credit',
          reference: 'hand-out-7',
          askedCentimes: 240_000,
          capCentimes: 158_436,
          takenCentimes: 158_436,
          carriedCentimes: 81_564,
          limitedBy: 'cap',
        },
      ],
      takenCentimes: 173_436,
      netCentimes: 354_684,
    });
  });

  it('case 3: a pool of 62,000.00 distributes 51,020.00 over 7,872.31 points', () => {
    const distribution = closed();
    expect(distribution.charges).toEqual([
      { kind: 'milling', chargedBy: 'third_party', askedCentimes: 640_000, amountCentimes: 640_000 },
      { kind: 'freight', chargedBy: 'third_party', askedCentimes: 210_000, amountCentimes: 210_000 },
      { kind: 'commission', chargedBy: 'oce', askedCentimes: 248_000, amountCentimes: 248_000 },
    ]);
    expect(formatMoney(distribution.distributableCentimes)).toBe('51 020,00 MAD');
    expect(formatPoints(distribution.points)).toBe('7 872,31');
    expect(valuePerPointMicroMad(distribution.distributableCentimes, distribution.points)).toBe(6_480_944);
    expect(distribution.shares.map((share) => [share.producerCode, share.shareCentimes])).toEqual([
      ['P1', 998_292],
      ['P2', 2_605_340],
      ['P3', 1_498_368],
    ]);
  });

  it('case 4: the complement of the first member is 4,701.72, and 3,886.08 after the credit left', () => {
    const complement = complementOf(closed().shares[0]!.shareCentimes, 528_120);
    expect(complement).toEqual({ grossCentimes: 470_172, overpaidCentimes: 0 });
    const settlement = deduct(
      complement.grossCentimes,
      [{ kind: 'input_credit', reference: 'hand-out-7', askedCentimes: 81_564 }],
      deductions,
    );
    expect(settlement.netCentimes).toBe(388_608);
    expect(settlement.lines).toMatchObject([{ takenCentimes: 81_564, carriedCentimes: 0 }]);
  });

  it('case 5: 100 kg found missing after closing is a line of -680.50, recovered under the same cap', () => {
    const before = { payableGrams: 1_467_000, coefficientPpm: 1_050_000 };
    const after = { payableGrams: 1_367_000, coefficientPpm: 1_050_000 };
    const correction = correctAfterClosing('delivery-P1', before, after, closed());
    expect(correction).toEqual({
      citesDeliveryId: 'delivery-P1',
      pointsDelta: -105_000_000_000n,
      amountCentimes: -68_050,
    });
    const settlement = deduct(
      100_000,
      [{ kind: 'input_credit', reference: 'correction-1', askedCentimes: -correction.amountCentimes }],
      deductions,
    );
    expect(settlement.lines[0]).toMatchObject({
      capCentimes: 30_000,
      takenCentimes: 30_000,
      carriedCentimes: 38_050,
    });
  });

  it('case 5: a pool still open is run again without the error', () => {
    const mended = [{ ...pool[0]!, payableGrams: 1_367_000 }, pool[1]!, pool[2]!];
    const rerun = distribute(6_200_000, countPoints('pooled', mended), charges);
    expect(rerun.charges[0]!.amountCentimes).toBe(632_000);
    expect(rerun.shares.reduce((sum, share) => sum + share.shareCentimes, 0)).toBe(5_110_000);
  });

  it('a traceable lot shares its own proceeds by the same rules', () => {
    const lot = pool.slice(0, 2).map((part): Contribution => ({ ...part, contract: 'traceable' }));
    const distribution = distribute(3_000_000, countPoints('traceable', lot), charges);
    expect(distribution.contract).toBe('traceable');
    expect(distribution.distributableCentimes).toBe(3_000_000 - 438_960 - 210_000 - 120_000);
    expect(distribution.shares.map((share) => share.shareCentimes)).toEqual([618_051, 1_612_989]);
  });
});
