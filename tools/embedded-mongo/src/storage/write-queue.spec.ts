import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { badValue } from '../errors';
import { DocumentStore } from './document-store';
import { openEnvironment } from './environment';
import { WriteQueue } from './write-queue';

describe('the write queue', () => {
  const path = mkdtempSync(join(tmpdir(), 'embedded-mongo-queue-'));
  const environment = openEnvironment(path);
  const store = new DocumentStore(environment);
  const key = (text: string): Buffer => Buffer.from(text);

  afterAll(async () => {
    await environment.root.close();
    rmSync(path, { recursive: true, force: true });
  });

  const put = (name: string) => () => void environment.docs.put(key(name), key('x'));

  it('commits the writes of one turn in one transaction', async () => {
    const commit = jest.spyOn(environment.root, 'transactionSync');
    const queue = new WriteQueue(store);
    await Promise.all(['a', 'b', 'c'].map((name) => queue.write(put(name))));
    expect(commit).toHaveBeenCalledTimes(1);
    expect(['a', 'b', 'c'].map((name) => store.get(key(name))?.toString())).toEqual(['x', 'x', 'x']);
    commit.mockRestore();
  });

  it('answers a refused write alone and keeps the others', async () => {
    const queue = new WriteQueue(store);
    const refuse = (): never => {
      throw badValue('no');
    };
    const outcomes = await Promise.allSettled([
      queue.write(put('d')),
      queue.write(refuse),
      queue.write(put('e')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(store.get(key('d'))).toBeDefined();
  });

  it('commits nothing of a batch in which something broke, and forgets its collections', async () => {
    const queue = new WriteQueue(store);
    const fail = (): never => {
      throw new Error('broken');
    };
    const create = (): unknown => store.catalog.create('a.lost');
    const outcomes = await Promise.allSettled([
      queue.write(put('f')),
      queue.write(create),
      queue.write(fail),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(store.get(key('f'))).toBeUndefined();
    expect(store.catalog.find('a.lost')).toBeUndefined();
  });

  it('commits what waits when it closes, and takes no more', async () => {
    const queue = new WriteQueue(store);
    const waiting = queue.write(put('g'));
    queue.close();
    await waiting;
    expect(store.get(key('g'))).toBeDefined();
    await expect(queue.write(put('h'))).rejects.toMatchObject({ code: 91 });
  });
});
