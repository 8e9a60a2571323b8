import fc from 'fast-check';
import {
  centimesToDecimal,
  formatDecimal,
  formatFrench,
  formatKilograms,
  formatMoney,
  formatPercent,
  gramsToDecimal,
  multiplyPpm,
  parseCentimes,
  parseCoefficientPpm,
  parseDecimal,
  parseGrams,
  parsePercentPpm,
  shareInPpm,
} from './index';

const safeInteger = fc.maxSafeInteger();
const refusal = (slug: string) => expect.objectContaining({ name: 'QuantityError', slug });

describe('reading amounts and weights', () => {
  it.each([
    ['1 234,56', 123_456],
    ['1234.56', 123_456],
    ['1\u00a0234,56', 123_456],
    ['1\u202f234\u202f567,8', 123_456_780],
    ['-0,05', -5],
    ['\u22121 000', -100_000],
    ['0', 0],
    ['-0', 0],
    ['007', 700],
    [' 12,5 ', 1_250],
    ['90071992547409,91', Number.MAX_SAFE_INTEGER],
  ])('reads %j as %d centimes', (text, centimes) => {
    expect(parseCentimes(text)).toBe(centimes);
  });

  it.each([
    ['1 467,000', 1_467_000],
    ['1467', 1_467_000],
    ['0.5', 500],
    ['1,234', 1_234],
  ])('reads %j as kilograms and answers %d grams', (text, grams) => {
    expect(parseGrams(text)).toBe(grams);
  });

  it.each([
    '',
    ' ',
    '-',
    '.5',
    '5.',
    '1,2,3',
    '1.234,56',
    '1e5',
    '+1',
    '0x10',
    '12 34',
    '1  234',
    'NaN',
    '١٢',
  ])('refuses %j as malformed', (text) => {
    expect(() => parseCentimes(text)).toThrow(refusal('malformed_decimal'));
  });

  it('refuses more decimals than the unit has, and numbers beyond exact integers', () => {
    expect(() => parseCentimes('1,234')).toThrow(refusal('too_many_decimals'));
    expect(() => parseGrams('1,2345')).toThrow(refusal('too_many_decimals'));
    expect(() => parseCentimes('90071992547409,92')).toThrow(refusal('out_of_range'));
    expect(() => parseCentimes('9'.repeat(50))).toThrow(refusal('out_of_range'));
    expect(() => parseCentimes('9'.repeat(65))).toThrow(refusal('malformed_decimal'));
  });
});

describe('writing amounts and weights', () => {
  it('writes French for people', () => {
    expect(formatMoney(528_120)).toBe('5 281,20 MAD');
    expect(formatMoney(-5)).toBe('-0,05 MAD');
    expect(formatMoney(3_000_000_00, 'EUR')).toBe('3 000 000,00 EUR');
    expect(formatKilograms(1_467_000)).toBe('1 467,000 kg');
    expect(formatPercent(32_000)).toBe('3,2 %');
    expect(formatPercent(1_000_000)).toBe('100 %');
    expect(formatPercent(-125)).toBe('-0,0125 %');
    expect(formatPercent(0)).toBe('0 %');
    expect(formatFrench(1_234, 0)).toBe('1 234');
  });

  it('writes exact decimals for machines', () => {
    expect(centimesToDecimal(528_120)).toBe('5281.20');
    expect(centimesToDecimal(-1)).toBe('-0.01');
    expect(gramsToDecimal(1_467_000)).toBe('1467.000');
    expect(formatDecimal(42, 0)).toBe('42');
  });

  it('is read back as the same integer, whatever the number of decimals', () => {
    fc.assert(
      fc.property(safeInteger, fc.nat(9), (value, decimals) => {
        expect(parseDecimal(formatDecimal(value, decimals), decimals)).toBe(value + 0);
        expect(parseDecimal(formatFrench(value, decimals), decimals)).toBe(value + 0);
      }),
    );
  });
});

describe('parts per million', () => {
  it('multiplies with one named rounding', () => {
    expect(multiplyPpm(528_120, 300_000)).toBe(158_436);
    expect(multiplyPpm(1, 500_000)).toBe(1);
    expect(multiplyPpm(-1, 500_000)).toBe(-1);
    expect(multiplyPpm(1, 500_000, 'half-even')).toBe(0);
    expect(multiplyPpm(3, 500_000, 'half-even')).toBe(2);
    expect(multiplyPpm(199, 10_000, 'toward-zero')).toBe(1);
  });

  it('reads coefficients and percentages', () => {
    expect(parseCoefficientPpm('1,05')).toBe(1_050_000);
    expect(parsePercentPpm('3,2')).toBe(32_000);
    expect(parsePercentPpm('3.2 %')).toBe(32_000);
    expect(() => parsePercentPpm('3,20001')).toThrow(refusal('too_many_decimals'));
    fc.assert(fc.property(safeInteger, (ppm) => expect(parsePercentPpm(formatPercent(ppm))).toBe(ppm + 0)));
  });

  it('says what share a part is of the whole', () => {
    expect(shareInPpm(1, 3)).toBe(333_333);
    expect(() => shareInPpm(1, 0)).toThrow(refusal('zero_denominator'));
  });
});
