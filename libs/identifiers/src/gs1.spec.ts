import fc from 'fast-check';
import { checkGln, checkGtin13, checkGtin14, checkSscc, gs1CheckDigit, withGs1CheckDigit } from './index';
import { changedDigit, digits, ruleOf } from '../test/support';

describe('GS1 check digits', () => {
  it.each([
    ['629104150021', '3'],
    ['36111000000000001', '5'],
    ['611100000000', '7'],
    ['0', '0'],
  ])('completes %s with %s', (body, digit) => {
    expect(gs1CheckDigit(body)).toBe(digit);
    expect(withGs1CheckDigit(body)).toBe(body + digit);
  });

  it('completes nothing but digits', () => {
    expect(() => withGs1CheckDigit('61110A')).toThrow(TypeError);
    expect(() => withGs1CheckDigit('')).toThrow(TypeError);
  });
});

const numbers = [
  { name: 'GTIN-13', check: checkGtin13, length: 13, good: '6291041500213' },
  { name: 'GLN', check: checkGln, length: 13, good: '6291041500213' },
  { name: 'GTIN-14', check: checkGtin14, length: 14, good: '16291041500210' },
  { name: 'SSCC', check: checkSscc, length: 18, good: '361110000000000015' },
];

describe.each(numbers)('a $name', ({ check, length, good }) => {
  it('is accepted with the right check digit, and spaces are taken out', () => {
    expect(check(good)).toEqual({ ok: true, value: good });
    expect(check(` ${good.slice(0, 3)} ${good.slice(3)}\u00a0`)).toEqual({ ok: true, value: good });
  });

  it('is refused by name for its length, its characters, or nothing but zeros', () => {
    expect(ruleOf(check(good.slice(1)))).toBe('gs1_digits');
    expect(ruleOf(check(`${good}0`))).toBe('gs1_digits');
    expect(ruleOf(check(''))).toBe('gs1_digits');
    expect(ruleOf(check(`${good.slice(0, -1)}X`))).toBe('gs1_digits');
    expect(ruleOf(check('0'.repeat(length)))).toBe('gs1_digits');
  });

  it('is refused when any one digit is changed', () => {
    const numberAndChange = digits(length - 1)
      .map(withGs1CheckDigit)
      .chain((number) => fc.tuple(fc.constant(number), changedDigit(number)));
    fc.assert(
      fc.property(numberAndChange, ([number, changed]) => {
        expect(check(number)).toEqual({ ok: true, value: number });
        expect(ruleOf(check(changed))).toMatch(/^gs1_/u);
      }),
    );
  });
});
