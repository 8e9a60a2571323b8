import * as fc from 'fast-check';
import { KnownCommands } from './known-commands';

const FAR = 2 ** 40;

describe('the commands that an aggregate knows', () => {
  it('are found at the position of their commit, and no other is', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { maxLength: 300 }),
        fc.integer({ min: 1, max: FAR }),
        (ids, from) => {
          const known = new KnownCommands();
          const [noted, others] = [ids.slice(0, ids.length / 2), ids.slice(ids.length / 2)];
          for (const [at, id] of noted.entries()) known.add(id, from + at);
          expect(noted.map((id) => known.positionOf(id))).toEqual(noted.map((_, at) => from + at));
          for (const id of others) expect(known.positionOf(id)).toBeUndefined();
          expect(known.size).toBe(noted.length);
        },
      ),
    ));

  it('stay at their first position', () => {
    const known = new KnownCommands();
    known.add('one', 7);
    known.add('one', 9);
    expect([known.positionOf('one'), known.size]).toEqual([7, 1]);
  });

  it('take 64 bytes each at most, however many they are', () => {
    const known = new KnownCommands();
    for (let at = 1; at <= 20_000; at++) known.add(`command-${at}`, at);
    expect(known.bytes / known.size).toBeLessThan(64);
    expect([known.positionOf('command-1'), known.positionOf('command-20000')]).toEqual([1, 20_000]);
  });
});
