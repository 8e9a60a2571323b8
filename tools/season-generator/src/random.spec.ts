import { Random } from './random';

const draws = (random: Random) => Array.from({ length: 200 }, () => random.int(0, 4_294_967_295));

describe('the seeded stream', () => {
  it('is the same for the same seed and name, and another one otherwise', () => {
    expect(draws(new Random(7))).toEqual(draws(new Random(7)));
    expect(draws(new Random(7).named('a'))).toEqual(draws(new Random(7).named('a')));
    const streams = [new Random(7), new Random(8), new Random(7).named('a'), new Random(7).named('b')];
    expect(new Set(streams.map((stream) => draws(stream).join())).size).toBe(4);
  });

  it('of a name does not depend on what was drawn before', () => {
    const used = new Random(7);
    used.int(1, 6);
    expect(draws(used.named('a'))).toEqual(draws(new Random(7).named('a')));
  });

  it('draws every whole number of a range, about equally often', () => {
    const random = new Random(2026);
    const seen = new Map<number, number>();
    for (let draw = 0; draw < 6000; draw += 1) {
      const value = random.int(-2, 3);
      seen.set(value, (seen.get(value) ?? 0) + 1);
    }
    expect([...seen.keys()].sort((one, other) => one - other)).toEqual([-2, -1, 0, 1, 2, 3]);
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('weighs names, and samples different values in their order', () => {
    const random = new Random(1);
    const picks = Array.from({ length: 1000 }, () =>
      random.weighted([
        ['often', 9],
        ['seldom', 1],
      ]),
    );
    expect(Math.abs(picks.filter((pick) => pick === 'seldom').length - 100)).toBeLessThan(40);
    const sample = random.sample([...'abcdefgh'], 5);
    expect(new Set(sample).size).toBe(5);
    expect([...sample].sort()).toEqual(sample);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
