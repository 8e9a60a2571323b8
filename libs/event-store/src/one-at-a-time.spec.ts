import { OneAtATime } from './one-at-a-time';

describe('one at a time', () => {
  it('work on one key comes one after another, also after a failure, and leaves nothing behind', async () => {
    const queue = new OneAtATime();
    const seen: string[] = [];
    const work =
      (name: string, fails = false) =>
      async () => {
        seen.push(`${name} in`);
        await Promise.resolve();
        seen.push(`${name} out`);
        if (fails) throw new Error(name);
      };
    const all = [queue.run('k', work('a', true)), queue.run('k', work('b')), queue.run('k', work('c'))];
    await Promise.allSettled(all);
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
    expect(queue.size).toBe(0);
  });

  it('work on two keys does not wait for each other', async () => {
    const queue = new OneAtATime();
    const never = queue.run('a', () => new Promise<void>(() => undefined));
    expect(await Promise.race([never, queue.run('b', () => Promise.resolve('b'))])).toBe('b');
  });
});
