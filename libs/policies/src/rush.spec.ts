import { setTimeout as sleep } from 'node:timers/promises';
import { Rush } from './rush';

describe('a rush', () => {
  const under = () => {
    let end: (how?: Error) => void = () => undefined;
    const work = new Promise<string>((resolve, reject) => {
      end = (error) => (error ? reject(error) : resolve('done'));
    });
    return { work, end: (error?: Error) => end(error) };
  };
  const isOver = (rush: Rush, mostMs?: number) =>
    Promise.race([rush.over(mostMs).then(() => true), sleep(20).then(() => false)]);

  it('is over when its work is done, and gives it back', async () => {
    const rush = new Rush();
    const { work, end } = under();
    const same = rush.of(16_800, work);
    expect(await isOver(rush)).toBe(false);
    end();
    expect(await same).toBe('done');
    expect(await isOver(rush)).toBe(true);
  });

  it('is over when its work has failed, which is told to whoever asked for it', async () => {
    const rush = new Rush();
    const { work, end } = under();
    const same = rush.of(1_000, work);
    end(new Error('the log is away'));
    await expect(same).rejects.toThrow('the log is away');
    expect(await isOver(rush)).toBe(true);
  });

  it('holds nobody for longer than is asked', async () => {
    const rush = new Rush();
    const { work, end } = under();
    void rush.of(1_000, work);
    expect(await isOver(rush, 1)).toBe(true);
    end();
  });

  it('is not made by a few', async () => {
    const rush = new Rush();
    const { work, end } = under();
    void rush.of(999, work);
    expect(await isOver(rush)).toBe(true);
    end();
  });
});
