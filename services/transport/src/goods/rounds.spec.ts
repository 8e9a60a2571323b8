import { Rounds } from './rounds';

it('answers nobody by a look that began before he asked, and a crowd by one', async () => {
  const ends: (() => void)[] = [];
  let begun = 0;
  const rounds = new Rounds(async () => {
    const number = ++begun;
    await new Promise<void>((resolve) => ends.push(resolve));
    if (number === 2) throw new Error('the log is away');
    return number;
  });
  const first = rounds.see();
  const crowd = [rounds.see(), rounds.see()];
  expect(begun).toBe(1);
  ends[0]?.();
  expect(await first).toBe(1);
  await new Promise(setImmediate);
  const later = rounds.see();
  ends[1]?.();
  for (const one of crowd) await expect(one).rejects.toThrow('away');
  await new Promise(setImmediate);
  ends[2]?.();
  expect(await later).toBe(3);
  expect(begun).toBe(3);
});
