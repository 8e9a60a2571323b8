import fc from 'fast-check';
import {
  draw,
  gramsOf,
  moneyByOrigin,
  rawLotOrigins,
  scaled,
  together,
  without,
  type Origins,
} from './index';

const refusal = (slug: string) => expect.objectContaining({ name: 'OriginsError', slug });
const origins = (grams: Readonly<Record<string, number>>): Origins =>
  Object.entries(grams).map(([lotId, each]) => ({ lotId, grams: each }));

describe('origins', () => {
  it('of a tank that is filled and drawn are those of the worked tank', () => {
    const filled = together(rawLotOrigins('A', 600_123), rawLotOrigins('B', 400_000));
    const first = draw(filled, 250_000);
    expect(first).toEqual({
      drawn: origins({ A: 150_012, B: 99_988 }),
      left: origins({ A: 450_111, B: 300_012 }),
    });
    const second = draw(together(first.left, rawLotOrigins('C', 250_000)), 333_333);
    expect(second).toEqual({
      drawn: origins({ A: 150_018, B: 99_992, C: 83_323 }),
      left: origins({ A: 300_093, B: 200_020, C: 166_677 }),
    });
    expect(gramsOf(second.left)).toBe(666_790);
  });

  it('of equal shares give the gram left over to the earlier lot', () => {
    expect(draw(origins({ B: 10, A: 10 }), 1)).toEqual({
      drawn: origins({ B: 1 }),
      left: origins({ B: 9, A: 10 }),
    });
  });

  it('of all that is there leave nothing, and of nothing are none', () => {
    const content = origins({ A: 3, B: 7 });
    expect(draw(content, 10)).toEqual({ drawn: content, left: [] });
    expect(draw(content, 0)).toEqual({ drawn: [], left: content });
    expect(scaled(content, 0)).toEqual([]);
    expect(rawLotOrigins('A', 0)).toEqual([]);
  });

  it('of the outputs of a press are in proportion to the olives, whatever water came in', () => {
    const charged = origins({ A: 600_000, B: 400_000 });
    expect(scaled(charged, 190_000)).toEqual(origins({ A: 114_000, B: 76_000 }));
    expect(scaled(charged, 480_000)).toEqual(origins({ A: 288_000, B: 192_000 }));
    expect(scaled(charged, 15_000)).toEqual(origins({ A: 9_000, B: 6_000 }));
  });

  it('share money to the centime, a refund as its payment', () => {
    const sold = origins({ A: 1, B: 1, C: 1 });
    expect(moneyByOrigin(sold, 100).map((one) => one.amountCentimes)).toEqual([34, 33, 33]);
    expect(moneyByOrigin(sold, -100).map((one) => one.amountCentimes)).toEqual([-34, -33, -33]);
  });

  it.each<[string, () => unknown]>([
    ['not_enough', () => draw(origins({ A: 5 }), 6)],
    ['not_grams', () => draw(origins({ A: 5 }), -1)],
    ['not_grams', () => scaled(origins({ A: 5 }), 0.5)],
    ['not_grams', () => rawLotOrigins('A', Number.NaN)],
    ['not_enough', () => without(origins({ A: 5 }), origins({ B: 1 }))],
    ['without_origins', () => scaled([], 1)],
    ['without_origins', () => moneyByOrigin([], 1)],
  ])('refuse with %s', (slug, act) => {
    expect(act).toThrow(refusal(slug));
  });
});

/** A step of a history of goods; holders are named by a number, taken modulo those there are. */
const step = fc.record({
  kind: fc.constantFrom('raw', 'move', 'run', 'sell', 'undo'),
  from: fc.nat(9),
  into: fc.nat(9),
  grams: fc.integer({ min: 0, max: 2_000_000 }),
  water: fc.nat(500_000),
});

/** Grams of each raw lot, wherever they are. */
function tallied(...all: readonly Origins[]): Map<string, number> {
  return new Map(together(...all).map(({ lotId, grams }) => [lotId, grams]));
}

describe('a history of fills, draws, runs, sales and what is undone', () => {
  it('keeps of every raw lot each gram that was moved, and gives outputs their shares to within a gram', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const holders: Origins[] = Array.from({ length: 10 }, () => []);
        const gone: Origins[] = [];
        let moved: { from: number; into: number; drawn: Origins } | undefined;
        for (const [number, { kind, from, into, grams, water }] of steps.entries()) {
          const before = tallied(...holders, ...gone);
          const inside = gramsOf(holders[from]!);
          const some = inside === 0 ? 0 : grams % (inside + 1);
          if (kind === 'raw') {
            holders[into] = together(holders[into]!, rawLotOrigins(`L${number}`, grams));
            before.set(`L${number}`, grams);
            if (grams === 0) before.delete(`L${number}`);
          } else if (kind === 'move' && from !== into) {
            const { drawn, left } = draw(holders[from]!, some);
            expect(gramsOf(drawn)).toBe(some);
            holders[from] = left;
            holders[into] = together(holders[into]!, drawn);
            moved = { from, into, drawn };
          } else if (kind === 'sell') {
            const { drawn, left } = draw(holders[from]!, some);
            holders[from] = left;
            gone.push(drawn);
          } else if (kind === 'undo' && moved) {
            // What was moved last, and is there still, goes back with the origins that it came with.
            const there = tallied(holders[moved.into]!);
            if (moved.drawn.every((one) => (there.get(one.lotId) ?? 0) >= one.grams)) {
              holders[moved.into] = without(holders[moved.into]!, moved.drawn);
              holders[moved.from] = together(holders[moved.from]!, moved.drawn);
            }
            moved = undefined;
          } else if (kind === 'run' && some > 0) {
            const { drawn, left } = draw(holders[from]!, some);
            holders[from] = left;
            const oil = Math.floor((some * 19) / 100);
            const outputs = [oil, some - oil + water].map((each) => scaled(drawn, each));
            outputs.forEach((output, at) => {
              const own = [oil, some - oil + water][at]!;
              expect(gramsOf(output)).toBe(own);
              for (const { lotId, grams: charged } of drawn) {
                const got = output.find((one) => one.lotId === lotId)?.grams ?? 0;
                expect(Math.abs(got - (charged * own) / some)).toBeLessThan(1);
              }
            });
            // Goods are made of goods: what was charged is gone, the outputs are new.
            for (const { lotId, grams: charged } of drawn) before.set(lotId, before.get(lotId)! - charged);
            for (const output of outputs)
              for (const { lotId, grams: made } of output) before.set(lotId, (before.get(lotId) ?? 0) + made);
            for (const [lotId, rest] of before) if (rest === 0) before.delete(lotId);
            holders[into] = together(holders[into]!, ...outputs);
          }
          const after = tallied(...holders, ...gone);
          expect([...after].sort()).toEqual([...before].sort());
          for (const holder of holders) expect(holder.every((one) => one.grams > 0)).toBe(true);
        }
      }),
    );
  });
});
