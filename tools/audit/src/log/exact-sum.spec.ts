import fc from 'fast-check';
import { ExactSum } from './postings';

describe('an exact sum', () => {
  it('of nothing is zero', () => {
    expect(new ExactSum().value).toBe(0n);
  });

  it('is that of big integers, whatever is added', () => {
    const amount = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(Number.MAX_SAFE_INTEGER, -1, 0, 1));
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        const sum = new ExactSum();
        for (const one of amounts) sum.add(one);
        expect(sum.value).toBe(amounts.reduce((total, one) => total + BigInt(one), 0n));
      }),
    );
  });
});
