import fc from 'fast-check';
import { toSwiftX } from './index';

describe('toSwiftX', () => {
  it.each([
    ['Aïcha Œuvré', 'Aicha Oeuvre'],
    ['فاطمة', 'ftmh'],
    ['ﻣﺤﻤﺪ', 'mhmd'],
    ['Société n° 3 & Cie', 'Societe no 3 + Cie'],
    ['a_b@c#d', 'a-b c d'],
    ['line\none\ttwo', 'line one two'],
    ['/:-oil//capers/', 'oil/capers'],
    ["l'huile (d'olive), 1+1: ok?", "l'huile (d'olive), 1+1: ok?"],
    ['', 'NOTPROVIDED'],
    ['///', 'NOTPROVIDED'],
    ['\u0000', 'NOTPROVIDED'],
  ])('writes %j as %j', (text, swift) => {
    expect(toSwiftX(text, 70)).toBe(swift);
  });

  it('cuts at the length, and leaves no space at the cut', () => {
    expect(toSwiftX('abc def', 4)).toBe('abc');
    expect(toSwiftX('', 3)).toBe('NOT');
  });

  it('keeps to the set, to the length, is never empty, and changes nothing the second time', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 140 }), (text, maxLength) => {
        const swift = toSwiftX(text, maxLength);
        expect(swift).toMatch(/^[A-Za-z0-9?().,'+](?:[A-Za-z0-9/\-?:().,'+ ]*[A-Za-z0-9\-?:().,'+])?$/u);
        expect(swift).not.toContain('//');
        expect(swift.length).toBeLessThanOrEqual(maxLength);
        expect(toSwiftX(swift, maxLength)).toBe(swift);
      }),
      { numRuns: 500 },
    );
  });
});
