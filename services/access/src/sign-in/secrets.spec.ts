import fc from 'fast-check';
import { codeFault, hashOfSecret, matchesSecret, newCode, newSecret } from './secrets';

describe('secrets', () => {
  it('are long, and never twice the same', () => {
    const made = new Set(Array.from({ length: 100 }, () => newSecret('oce_terminal')));
    expect(made.size).toBe(100);
    for (const secret of made) expect(secret).toMatch(/^oce_terminal_[A-Za-z0-9_-]{43}$/);
  });

  it('match their own hash and no other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(matchesSecret(hashOfSecret(one), one)).toBe(true);
        expect(matchesSecret(hashOfSecret(one), other)).toBe(one === other);
      }),
    );
    expect(matchesSecret(undefined, 'anything')).toBe(false);
  });
});

describe('personal codes', () => {
  it('have eight digits and no fault', () => {
    for (let n = 0; n < 500; n++) {
      const code = newCode();
      expect(code).toMatch(/^\d{8}$/);
      expect(codeFault(code)).toBeUndefined();
    }
  });

  it.each([
    ['00000000', 'code_repeats'],
    ['12121212', 'code_repeats'],
    ['12345678', 'code_runs'],
    ['87654321', 'code_runs'],
    ['78901234', 'code_runs'],
    ['12061959', 'code_is_birth_date'],
    ['19590612', 'code_is_birth_date'],
    ['06121959', 'code_is_birth_date'],
    ['40718264', undefined],
    ['12345679', undefined],
  ])('%s has the fault %s for somebody born on 12 June 1959', (code, fault) => {
    expect(codeFault(code, '1959-06-12')).toBe(fault);
  });
});
