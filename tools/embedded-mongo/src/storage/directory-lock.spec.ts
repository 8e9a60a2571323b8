import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from '../server';
import { lockDirectory } from './directory-lock';

describe('the lock of a directory', () => {
  const path = mkdtempSync(join(tmpdir(), 'embedded-mongo-lock-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));

  it('lets one server in at a time', async () => {
    const server = await startEmbeddedMongo({ path });
    await expect(startEmbeddedMongo({ path })).rejects.toThrow('another server uses the directory');
    await server.close();
    const next = await startEmbeddedMongo({ path });
    await next.close();
  });

  it('keeps directories apart and makes them', async () => {
    const locks = await Promise.all(['a', 'b/c'].map((name) => lockDirectory(join(path, name))));
    for (const lock of locks) await lock.release();
  });

  it('is let go where the port is taken', async () => {
    const { close, port } = await startEmbeddedMongo({ path: join(path, 'first') });
    await expect(startEmbeddedMongo({ path: join(path, 'second'), port })).rejects.toThrow('EADDRINUSE');
    await close();
    await (await startEmbeddedMongo({ path: join(path, 'second') })).close();
  });
});
