import fc from 'fast-check';
import {
  documentNumber,
  emptyRegister,
  nextNumber,
  numberTakenFor,
  withTaken,
  yearOf,
} from './domain/numbering';

const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`);

describe('a register of numbers', () => {
  it('writes six digits, or as many as it takes', () => {
    expect(documentNumber('F', '2026', 1)).toBe('F-2026-000001');
    expect(documentNumber('AV', '2026', 1_234_567)).toBe('AV-2026-1234567');
    expect(yearOf('2026-11-30')).toBe('2026');
  });

  it('has no gaps, and its dates never go back', () => {
    fc.assert(
      fc.property(fc.array(date, { minLength: 1 }), (dates) => {
        let state = emptyRegister;
        for (const [at, day] of dates.entries()) {
          const next = nextNumber(state, 'F', day);
          expect(next.number).toBe(at + 1);
          expect(next.date >= state.lastDate && next.date >= day).toBe(true);
          expect(next.date === day || next.date === state.lastDate).toBe(true);
          state = withTaken(state, `ORD-${at}`, next);
        }
        for (const at of dates.keys()) {
          expect(numberTakenFor(state, `ORD-${at}`)).toBe(documentNumber('F', '2026', at + 1));
        }
        expect(numberTakenFor(state, 'ORD-none')).toBeUndefined();
      }),
    );
  });
});
