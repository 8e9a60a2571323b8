import fc from 'fast-check';
import { TextTable } from './text-table';

const MANY = 20_000;

describe('a table of texts', () => {
  it('numbers as a map that is keyed by scope and text', () => {
    const key = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.string({ unit: 'binary', maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(key), (keys) => {
        const [table, known] = [new TextTable(), new Map<string, number>()];
        for (const [scope, text] of keys) {
          const name = `${scope} ${text}`;
          const number = known.get(name) ?? known.size;
          known.set(name, number);
          expect(table.of(scope, text)).toBe(number);
          expect(table.size).toBe(known.size);
        }
      }),
    );
  });

  it('finds each of many again', () => {
    const table = new TextTable();
    for (let n = 0; n < MANY; n++) expect(table.of(n % 3, `command-${n}`)).toBe(n);
    for (let n = 0; n < MANY; n++) expect(table.of(n % 3, `command-${n}`)).toBe(n);
    expect(table.size).toBe(MANY);
  });

  it('keeps texts that are longer than what it makes room for', () => {
    const table = new TextTable();
    const texts = ['a', 'b'].map((letter) => letter.repeat(1_500_000));
    for (let round = 0; round < 2; round++)
      expect([texts[0], 'short', texts[1]].map((text) => table.of(0, text ?? ''))).toEqual([0, 1, 2]);
  });

  it('tells texts of the same hash apart', () => {
    const twins = ['command-2479052881', 'command-2205617487'];
    const table = new TextTable();
    expect(twins.map((text) => table.of(0, text))).toEqual([0, 1]);
    expect(twins.map((text) => table.of(0, text))).toEqual([0, 1]);
    const [one, other] = (table as unknown as { hashes: Uint32Array }).hashes;
    expect(one).toBe(other);
  });
});
