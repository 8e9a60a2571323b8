import { setImmediate as turn } from 'node:timers/promises';
import { Gathered } from './gathered';

it('hands over at once what comes first, and together what came meanwhile, so many at most', async () => {
  const seen: string[] = [];
  const gathered = new Gathered<number>(3, async (key, jobs) => {
    seen.push(`${key} ${jobs.join()}`);
    await turn();
  });
  for (const job of [1, 2, 3, 4, 5]) gathered.add('a', job);
  gathered.add('b', 6);
  expect(seen).toEqual(['a 1', 'b 6']);
  expect(gathered.size).toBe(2);
  for (let turns = 0; turns < 5; turns++) await turn();
  expect(seen).toEqual(['a 1', 'b 6', 'a 2,3,4', 'a 5']);
  expect(gathered.size).toBe(0);
});
