import { setTimeout as sleep } from 'node:timers/promises';
import { BulkWork } from './bulk-work';

describe('bulk work', () => {
  const open = () => {
    let end: (how?: Error) => void = () => undefined;
    const work = new Promise<string>((resolve, reject) => {
      end = (error) => (error ? reject(error) : resolve('done'));
    });
    return { work, end: (error?: Error) => end(error) };
  };
  const isSettled = (bulk: BulkWork, mostMs?: number) =>
    Promise.race([bulk.settled(mostMs).then(() => true), sleep(20).then(() => false)]);

  it('is settled when it is done, and its result is given back', async () => {
    const bulk = new BulkWork();
    const { work, end } = open();
    const same = bulk.track(16_800, work);
    expect(await isSettled(bulk)).toBe(false);
    end();
    expect(await same).toBe('done');
    expect(await isSettled(bulk)).toBe(true);
  });

  it('is settled when it has failed, and the failure is given to whoever asked for it', async () => {
    const bulk = new BulkWork();
    const { work, end } = open();
    const same = bulk.track(1_000, work);
    end(new Error('the log is away'));
    await expect(same).rejects.toThrow('the log is away');
    expect(await isSettled(bulk)).toBe(true);
  });

  it('is waited for no longer than is asked', async () => {
    const bulk = new BulkWork();
    const { work, end } = open();
    void bulk.track(1_000, work);
    expect(await isSettled(bulk, 1)).toBe(true);
    end();
  });

  it('is not what concerns few aggregates', async () => {
    const bulk = new BulkWork();
    const { work, end } = open();
    void bulk.track(999, work);
    expect(await isSettled(bulk)).toBe(true);
    end();
  });
});
