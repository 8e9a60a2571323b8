import fc from 'fast-check';
import { instant } from './instant';

describe('a moment as text', () => {
  it('is what Date writes, whatever was asked before', () => {
    const times = fc.array(fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(times, (list) => {
        for (const ms of list.flatMap((one) => [one, one + 1, one + 999, one]))
          expect(instant(ms)).toBe(new Date(ms).toISOString());
      }),
    );
  });
});
